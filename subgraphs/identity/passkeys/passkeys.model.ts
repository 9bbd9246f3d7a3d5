/** Passkeys (WebAuthn) of people: public keys only. And the challenges that are out, each answered once. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';

export type Passkey = {
  /** The credential's id. */
  _id: string;
  personId: string;
  /** COSE key, base64url. */
  publicKey: string;
  /** How often the authenticator says it was used; 0 for those that do not count. */
  counter: number;
  transports: string[];
  /** What its owner knows it by: the browser with which it was added. */
  browser: string;
  addedAt: Date;
  usedAt: Date | null;
};

type ChallengeRecord = { _id: string; challenge: string; expiresAt: Date };

const CHALLENGE_MINUTES = 5;
const text = { type: String, required: true };

const passkeySchema = new Schema<Passkey>(
  {
    _id: text,
    personId: text,
    publicKey: text,
    counter: { type: Number, required: true },
    transports: { type: [String], required: true },
    browser: { type: String, default: '' },
    addedAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { collection: 'passkeys', versionKey: false, autoIndex: false },
);
passkeySchema.index({ personId: 1 });

const challengeSchema = new Schema<ChallengeRecord>(
  { _id: text, challenge: text, expiresAt: { type: Date, required: true } },
  { collection: 'passkeyChallenges', versionKey: false, autoIndex: false },
);
challengeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type PasskeyStore = ReturnType<typeof passkeyStore>;

export function passkeyStore(connection: Connection, clock: Clock) {
  const passkeys = connection.model<Passkey>('Passkey', passkeySchema);
  const challenges = connection.model<ChallengeRecord>('PasskeyChallenge', challengeSchema);
  return {
    prepare: () => Promise.all([passkeys.createIndexes(), challenges.createIndexes()]),

    find: (id: string): Promise<Passkey | null> => passkeys.findById(id).lean(),

    of: (personId: string): Promise<Passkey[]> => passkeys.find({ personId }).sort({ addedAt: 1 }).lean(),

    async add(passkey: Omit<Passkey, 'addedAt' | 'usedAt'>): Promise<void> {
      await passkeys.create({ ...passkey, addedAt: clock.now(), usedAt: null });
    },

    async remove(personId: string, id: string): Promise<void> {
      await passkeys.deleteOne({ _id: id, personId });
    },

    /** Counts a use; false for a counter that did not go on: a copy of the authenticator was there first. */
    async use({ _id }: Passkey, counter: number): Promise<boolean> {
      const isNext = counter === 0 ? { counter: 0 } : { counter: { $lt: counter } };
      const { matchedCount } = await passkeys.updateOne({ _id, ...isNext }, { $set: { counter, usedAt: clock.now() } });
      return matchedCount === 1;
    },

    /** @param owner hash of what the browser's cookie names: an interaction, a session. */
    async keepChallenge(owner: string, challenge: string): Promise<void> {
      const expiresAt = new Date(clock.now().getTime() + CHALLENGE_MINUTES * 60_000);
      await challenges.updateOne({ _id: owner }, { $set: { challenge, expiresAt } }, { upsert: true });
    },

    /** The challenge that was given to the owner, once. */
    async takeChallenge(owner: string): Promise<string | null> {
      const record = await challenges.findOneAndDelete({ _id: owner, expiresAt: { $gt: clock.now() } }).lean();
      return record?.challenge ?? null;
    },
  };
}
