/** Access tokens that were ended before their time: the list that the gateway asks for (`GET /revocations`). */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';

/** Whose tokens: one, all of one consent to an app, a person's in a role, an actor's, all by one citizen's consent. */
export type RevocationKey = `${'jti' | 'grant' | 'holder' | 'actor' | 'consent'}:${string}`;

/** `before`: what was issued until then; `until`: no such token lives longer. */
type RevocationRecord = { _id: RevocationKey; before: Date; until: Date };

/** As the gateway reads it; instants in seconds, as in the tokens. */
export type Revocation = { readonly key: string; readonly before: number; readonly until: number };

/** Whether a token was ended, as the gateway finds it. @param issuedAt its `iat`, in seconds. */
export function isEnded(revoked: readonly Revocation[], keys: readonly string[], issuedAt: number): boolean {
  return revoked.some(({ key, before }) => issuedAt <= before && keys.includes(key));
}

/** The longest that a token lives (assisted service), and a minute for clocks that differ. */
const LONGEST_LIFE_MINUTES = 31;

const schema = new Schema<RevocationRecord>(
  {
    _id: { type: String, required: true },
    before: { type: Date, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'revocations', versionKey: false, autoIndex: false },
);
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

export type Revocations = ReturnType<typeof revocationList>;

export function revocationList(connection: Connection, clock: Clock) {
  const revocations = connection.model<RevocationRecord>('Revocation', schema);
  return {
    prepare: () => revocations.createIndexes(),

    /**
     * Ends all tokens with this key that were issued until now. A role may be given anew; what else is ended counts never again,
     * so with it ends a token that is being made in this moment.
     */
    async add(key: RevocationKey): Promise<void> {
      const now = clock.now();
      const until = new Date(now.getTime() + LONGEST_LIFE_MINUTES * 60_000);
      const before = key.startsWith('holder:') ? now : until;
      await revocations.updateOne({ _id: key }, { $max: { before, until } }, { upsert: true });
    },

    /** What is ended now. @param keys only these; without them, all. */
    async list(keys?: readonly RevocationKey[]): Promise<Revocation[]> {
      const asked = keys === undefined ? {} : { _id: { $in: [...keys] } };
      const records = await revocations.find({ ...asked, until: { $gt: clock.now() } }).lean();
      return records.map(({ _id, before, until }) => ({ key: _id, before: seconds(before), until: seconds(until) }));
    },
  };
}

/** A token says its second only, too: one of the same second is ended. */
function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
