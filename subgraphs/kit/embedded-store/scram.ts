import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { StoreError } from './errors.ts';

/** The one user. Its password is the store's. */
export const USER_NAME = 'nagarik';

const ITERATIONS = 15_000; // MongoDB's default for SCRAM-SHA-256

/** What the server keeps of a password: neither it nor the client's key can be had from these. Source: RFC 5802, 3. */
export class Credential {
  readonly salt: Buffer = randomBytes(28);
  readonly iterations = ITERATIONS;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;

  constructor(password: string) {
    const salted = pbkdf2Sync(password, this.salt, ITERATIONS, 32, 'sha256');
    this.storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
    this.serverKey = hmac(salted, 'Server Key');
  }
}

/** One login: `first` answers the client's first message, `final` checks its proof. Source: RFC 7677. */
export class ScramConversation {
  readonly #credential: Credential;
  readonly #clientFirstBare: string;
  readonly #nonce: string;
  readonly #isKnownUser: boolean;
  readonly first: string;

  /** @throws StoreError AuthenticationFailed for a message that is not SCRAM's. */
  constructor(credential: Credential, payload: Uint8Array) {
    const match = /^n,[^,]*,(n=([^,]*),r=([\x21-\x2b\x2d-\x7e]+))$/.exec(Buffer.from(payload).toString());
    if (match === null) throw failed();
    const [, bare = '', user, clientNonce = ''] = match;
    this.#credential = credential;
    this.#clientFirstBare = bare;
    this.#isKnownUser = user === USER_NAME;
    this.#nonce = clientNonce + randomBytes(24).toString('base64');
    this.first = `r=${this.#nonce},s=${credential.salt.toString('base64')},i=${credential.iterations}`;
  }

  /** @returns the server's own proof. @throws StoreError AuthenticationFailed, the same for a wrong name or password. */
  final(payload: Uint8Array): string {
    const match = /^(c=[^,]*,r=([^,]*)),p=([A-Za-z0-9+/=]+)$/.exec(Buffer.from(payload).toString());
    if (match === null) throw failed();
    const [, withoutProof = '', nonce, proofText = ''] = match;
    const authMessage = `${this.#clientFirstBare},${this.first},${withoutProof}`;
    const signature = hmac(this.#credential.storedKey, authMessage);
    const proof = Buffer.from(proofText, 'base64');
    if (proof.length !== signature.length || nonce !== this.#nonce) throw failed();
    const clientKey = proof.map((byte, i) => byte ^ (signature[i] ?? 0));
    const isRightPassword = timingSafeEqual(
      createHash('sha256').update(clientKey).digest(),
      this.#credential.storedKey,
    );
    if (!isRightPassword || !this.#isKnownUser) throw failed();
    return `v=${hmac(this.#credential.serverKey, authMessage).toString('base64')}`;
  }
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function failed(): StoreError {
  return new StoreError('AuthenticationFailed', 'Authentication failed.');
}
