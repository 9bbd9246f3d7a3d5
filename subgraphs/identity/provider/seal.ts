/** What the provider keeps is sealed (AES-256-GCM): a copied database gives nobody a session, a token or a signing key. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export type Seal = {
  /** @param place where it is kept: opened anywhere else it is refused, so that no record can be put in another's place. */
  seal(place: string, value: unknown): string;
  /** @throws Error for what was changed, put elsewhere, or sealed with another secret. */
  open(place: string, sealed: string): unknown;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret 32 bytes. */
export function sealedBy(secret: Buffer): Seal {
  return {
    seal(place, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    },
  };
}
