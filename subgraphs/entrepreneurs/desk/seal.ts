/** Sealing what a desk keeps: AES-GCM by WebCrypto, which browsers and Node both have. */
import type { Header, Sealed } from './storage.ts';

/** What opens a desk: words that its people know, or at least 32 secret bytes of the session. */
export type Unlock = { readonly passphrase: string } | { readonly secret: Uint8Array };

/** Opens and closes what belongs to one desk. */
export type Seal = {
  /** @param label what it is and where it belongs: it opens with the same label only. */
  close(value: unknown, label: string): Promise<Sealed>;
  /** @throws WrongKey when it was closed with another key or label, or was changed. */
  open(sealed: Sealed, label: string): Promise<unknown>;
};

/** The passphrase or secret is not this desk's, or what it should open was changed. */
export class WrongKey extends Error {
  override name = 'WrongKey';
}

/** OWASP Password Storage Cheat Sheet, 2023, for PBKDF2 with SHA-256: a third of a second on a desk's computer. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const CHECK = 'nagarik desk';

/** Makes the key of a desk that was never opened, and the header by which it is made again. */
export async function newSeal(unlock: Unlock): Promise<{ readonly seal: Seal; readonly header: Header }> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const seal = sealWith(await keyOf(unlock, salt, ROUNDS));
  return { seal, header: { salt, rounds: ROUNDS, check: await seal.close(CHECK, 'check') } };
}

/** @throws WrongKey */
export async function sealOf(unlock: Unlock, { salt, rounds, check }: Header): Promise<Seal> {
  const seal = sealWith(await keyOf(unlock, salt, rounds));
  await seal.open(check, 'check');
  return seal;
}

async function keyOf(unlock: Unlock, salt: Uint8Array, rounds: number) {
  const isWords = 'passphrase' in unlock;
  const secret = isWords ? new TextEncoder().encode(unlock.passphrase.normalize('NFC')) : unlock.secret;
  if (!isWords && secret.length < 32) throw new RangeError('a secret of the session has at least 32 bytes');
  const from = await crypto.subtle.importKey('raw', own(secret), isWords ? 'PBKDF2' : 'HKDF', false, ['deriveKey']);
  const derivation = isWords
    ? { name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations: rounds }
    : { name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: new TextEncoder().encode(CHECK) };
  return crypto.subtle.deriveKey(derivation, from, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function sealWith(key: Awaited<ReturnType<typeof keyOf>>): Seal {
  const parameters = (iv: Uint8Array, label: string) => ({
    name: 'AES-GCM',
    iv: own(iv),
    additionalData: new TextEncoder().encode(label),
  });
  return {
    close: async (value, label) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = new TextEncoder().encode(JSON.stringify(value));
      return { iv, bytes: new Uint8Array(await crypto.subtle.encrypt(parameters(iv, label), key, text)) };
    },
    open: async ({ iv, bytes }, label) => {
      const text = await crypto.subtle.decrypt(parameters(iv, label), key, own(bytes)).catch(() => {
        throw new WrongKey('the passphrase is another, or what the desk has kept was changed');
      });
      return JSON.parse(new TextDecoder().decode(text));
    },
  };
}

/** Bytes on memory of their own, as WebCrypto asks: a storage may hand out a view of its buffer. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
