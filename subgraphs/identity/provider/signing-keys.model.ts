/**
 * The keys that sign tokens (ES256). One signs; the next is published a day before it does, so that everybody who verifies
 * has it by then; the one before stays published until its last token has ended. Which is which follows from the clock and
 * the records alone, so all processes agree without talking to each other.
 */
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { enter } from '#kit/registry.ts';
import type { Seal } from './seal.ts';

/** `_id`: 1, 2, 3 …: two processes that make the next one at once make it once. */
type SigningKeyRecord = { _id: number; kid: string; sealed: string; signsFrom: Date };

/** Private keys, the one that signs first; `version` changes when they do. */
export type KeySet = { readonly version: string; readonly keys: readonly JWK[] };

const HOUR_MS = 3_600_000;
const SIGNS_MS = 30 * 24 * HOUR_MS;
const PUBLISHED_BEFORE_MS = 24 * HOUR_MS;
/** An ID token lives an hour. */
const PUBLISHED_AFTER_MS = 2 * HOUR_MS;

const schema = new Schema<SigningKeyRecord>(
  {
    _id: { type: Number, required: true },
    kid: { type: String, required: true },
    sealed: { type: String, required: true },
    signsFrom: { type: Date, required: true },
  },
  { collection: 'signingKeys', versionKey: false, autoIndex: false },
);

export type SigningKeys = ReturnType<typeof signingKeys>;

export function signingKeys(connection: Connection, seal: Seal, clock: Clock) {
  const records = connection.model<SigningKeyRecord>('SigningKey', schema);
  const read = () => records.find().sort({ _id: 1 }).lean();

  async function make(number: number, signsFrom: Date): Promise<void> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    const kid = `identity-${number}-${signsFrom.toISOString().slice(0, 10)}`;
    const sealed = seal.seal(`signing key ${number}`, { ...jwk, kid, alg: 'ES256', use: 'sig' });
    await enter(records, { _id: number, kid, sealed, signsFrom });
  }

  /** Makes the first key, and each next one when it is due. */
  async function keep(now: number): Promise<SigningKeyRecord[]> {
    const known = await read();
    const newest = known.at(-1);
    if (!newest) {
      await make(1, new Date(now));
      return read();
    }
    const due = newest.signsFrom.getTime() + SIGNS_MS;
    if (due - PUBLISHED_BEFORE_MS > now) return known;
    await make(newest._id + 1, new Date(Math.max(due, now + PUBLISHED_BEFORE_MS)));
    return read();
  }

  return {
    async current(): Promise<KeySet> {
      const now = clock.now().getTime();
      const known = await keep(now);
      const hasBegun = ({ signsFrom }: SigningKeyRecord) => signsFrom.getTime() <= now;
      const signing = known.findLast(hasBegun) ?? known[0];
      const published = known.filter((_record, index) => {
        const successor = known[index + 1];
        return !successor || successor.signsFrom.getTime() + PUBLISHED_AFTER_MS > now;
      });
      const ordered = [...published].sort((one, other) => Number(other === signing) - Number(one === signing));
      return {
        version: ordered.map(({ kid }) => kid).join(' '),
        keys: ordered.map(({ _id, sealed }) => seal.open(`signing key ${_id}`, sealed) as JWK),
      };
    },
  };
}
