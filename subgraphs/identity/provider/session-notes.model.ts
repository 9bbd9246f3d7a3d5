/** What is remembered of a login session beside the provider's own record: the role, and what its owner knows it by. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { LoginRole } from '../schema.generated.ts';
import { SESSION_SECONDS } from './graph-resource.ts';

export type SessionNote = {
  /** The role in which an app that asks for none is used. */
  readonly role: LoginRole;
  /** The browser as it names itself (`User-Agent`). */
  readonly browser: string;
  readonly since: Date;
};

/** `_id`: the session's lasting id, hashed. */
type NoteRecord = SessionNote & { _id: string; lastAt: Date };

const MAX_BROWSER_LENGTH = 300;

const schema = new Schema<NoteRecord>(
  {
    _id: { type: String, required: true },
    role: { type: String, required: true },
    browser: { type: String, default: '' },
    since: { type: Date, required: true },
    lastAt: { type: Date, required: true },
  },
  { collection: 'sessionNotes', versionKey: false, autoIndex: false },
);
schema.index({ lastAt: 1 }, { expireAfterSeconds: SESSION_SECONDS });

export type SessionNotes = ReturnType<typeof sessionNotes>;

export function sessionNotes(connection: Connection, hash: KeyedHash, clock: Clock) {
  const notes = connection.model<NoteRecord>('SessionNote', schema);
  const keyOf = (uid: string) => hash('session note', uid);
  return {
    prepare: () => notes.createIndexes(),

    async of(uid: string): Promise<SessionNote | null> {
      return notes.findById(keyOf(uid)).lean();
    },

    async write(uid: string, role: LoginRole, browser: string): Promise<void> {
      const now = clock.now();
      await notes.updateOne(
        { _id: keyOf(uid) },
        {
          $set: { role, browser: browser.slice(0, MAX_BROWSER_LENGTH), lastAt: now },
          $setOnInsert: { since: now },
        },
        { upsert: true },
      );
    },
  };
}
