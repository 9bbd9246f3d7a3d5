/**
 * How often a ministry's registers may be asked about people: by whoever asks, and about each number, so that neither one
 * patient person nor many together find out by trying what only the card or slip says. Counted in the ministry's database,
 * before the register is asked, so that all processes count together and a hundred questions at once are a hundred.
 *
 * What is counted are different guesses: who sends the same twice has learned nothing. A guess that finds what it is after is
 * taken off the number again, so a number that is asked about rightly is never closed.
 */
import { type Connection, Schema } from 'mongoose';
import type { Caller } from '../auth/caller.ts';
import type { Clock } from '../clock.ts';
import { type Problem, problem } from '../errors/problem.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { Guess } from './guess.ts';

const MINUTE_MS = 60_000;
const ASKER_MINUTES = 15;
const NUMBER_MINUTES = 24 * 60;
/** A machine asks for the many people whom its office serves. */
const MACHINE_FACTOR = 10;

/** Who asks; null for somebody who has not logged in, of whom nothing is known to count by. */
export type Asker = { readonly id: string; readonly isMachine: boolean } | null;

export type Question = {
  /** Code of the service. */
  readonly service: string;
  readonly guess: Guess;
  readonly asker: Asker;
  /** The asker is counted only when nothing is found: what they then have stands on record in their name. */
  readonly isFreeWhenFound?: boolean;
};

export type Tries = {
  prepare(): Promise<void>;
  /** Asks, unless it was tried too often. Who finds nothing has one try less. */
  ask<Answer>(
    question: Question,
    look: () => Promise<Answer>,
    hasFound: (answer: Answer) => boolean,
  ): Promise<{ readonly answer: Answer } | { readonly tooMany: Problem }>;
};

/** The different guesses at something within a window of time: their hashes. */
type TriesRecord = { _id: string; tried: string[]; endsAt: Date };

const schema = new Schema<TriesRecord>(
  {
    _id: { type: String, required: true },
    tried: { type: [String], required: true },
    endsAt: { type: Date, required: true },
  },
  { collection: 'registerTries', versionKey: false, autoIndex: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

type Limit = {
  readonly key: string;
  readonly guess: string;
  readonly most: number;
  readonly endsAt: Date;
  readonly isFreeWhenFound: boolean;
};

/**
 * @param perAsker different questions of one asker in 15 minutes; a machine has ten times as many.
 * @param perNumber different guesses at one number in 24 hours that find nothing.
 */
export function triesOn(
  connection: Connection,
  clock: Clock,
  { perAsker, perNumber }: { perAsker: number; perNumber: number },
): Tries {
  const tries = connection.model<TriesRecord>('RegisterTries', schema);

  async function take({ key, guess, most, endsAt }: Limit): Promise<boolean> {
    // A crowd of guesses costs a read each, once there were too many.
    const known = await tries.findById(key).lean();
    if (known?.tried.includes(guess)) return true;
    if (known && known.tried.length >= most) return false;
    const free = { _id: key, $or: [{ tried: guess }, { [`tried.${most - 1}`]: { $exists: false } }] };
    for (;;) {
      try {
        await tries.updateOne(free, { $addToSet: { tried: guess }, $setOnInsert: { endsAt } }, { upsert: true });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // The document is there and did not match; or two first guesses met, and this one has its turn now.
        if ((await tries.exists(free)) === null) return false;
      }
    }
  }

  function limitsOf({ service, guess, asker, isFreeWhenFound = false }: Question, now: Date): Limit[] {
    const limit = (name: string, minutes: number, rest: Pick<Limit, 'guess' | 'most' | 'isFreeWhenFound'>): Limit => {
      const window = Math.floor(now.getTime() / (minutes * MINUTE_MS));
      return { ...rest, key: `${name} ${window}`, endsAt: new Date((window + 1) * minutes * MINUTE_MS) };
    };
    const ofAsker = { guess: `${service} ${guess.about}`, isFreeWhenFound };
    const ofNumber = { guess: `${service} ${guess.combination}`, most: perNumber, isFreeWhenFound: true };
    const most = perAsker * (asker?.isMachine ? MACHINE_FACTOR : 1);
    return [
      ...(asker ? [limit(`asker ${asker.id}`, ASKER_MINUTES, { ...ofAsker, most })] : []),
      ...guess.numbers.map((number) => limit(`number ${number}`, NUMBER_MINUTES, ofNumber)),
      ...guess.sharedNumbers.map((number) =>
        limit(`number ${service} ${number} of ${asker?.id}`, NUMBER_MINUTES, ofNumber),
      ),
    ];
  }

  return {
    prepare: () => tries.createIndexes(),

    async ask(question, look, hasFound) {
      const now = clock.now();
      const limits = limitsOf(question, now);
      const taken = await Promise.all(limits.map(take));
      const full = limits.filter((_, index) => !taken[index]);
      if (full.length > 0) {
        const endsAt = Math.max(...full.map((limit) => limit.endsAt.getTime()));
        return {
          tooMany: problem(null, 'TOO_MANY_TRIES', { minutes: Math.ceil((endsAt - now.getTime()) / MINUTE_MS) }),
        };
      }
      const answer = await look();
      if (hasFound(answer)) {
        const freed = limits.filter(({ isFreeWhenFound }) => isFreeWhenFound);
        await Promise.all(freed.map(({ key, guess }) => tries.updateOne({ _id: key }, { $pull: { tried: guess } })));
      }
      return { answer };
    },
  };
}

/** Who of a caller asks: who acts for somebody asks themselves. */
export function askerOf({ actor, scopes, subject }: Caller): Asker {
  const id = actor?.subject ?? subject;
  return id === null ? null : { id, isMachine: actor === null && scopes.has('machine') };
}
