/** The writes of entrepreneurs: each is one guarded write of one document, or none at all. */
import type { Model } from 'mongoose';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type Request, reuseOf } from '../request.ts';
import type { EntrepreneurRecord, StepRecord } from './entrepreneurs.model.ts';
import type { Step } from './steps.ts';

/** The entrepreneur as they are now, or what stands in the way. */
export type Enrolled = { readonly record: EntrepreneurRecord } | { readonly problems: readonly Problem[] };

/** Who takes a step, in which role, and when; with the client's request, where a key is asked for. */
export type Deed = Pick<StepRecord, 'by' | 'role' | 'at'> & { readonly request?: Request };

/** Which entrepreneur: by id, or as the person that they are. */
export type Whom = { readonly _id: string } | { readonly personId: string };

const TRIES = 5;

export type Enrolments = ReturnType<typeof enrolmentsOf>;

/** @param tell is told of each record that was written; settles when `identity` knows it, or soon after. */
export function enrolmentsOf(
  entrepreneurs: Model<EntrepreneurRecord>,
  tell: (record: EntrepreneurRecord) => Promise<void>,
) {
  const find = async (whom: Whom): Promise<EntrepreneurRecord | null> =>
    entrepreneurs.findOne(whom).lean<EntrepreneurRecord>();

  return {
    find,

    /** By person; who is none is left out. */
    async ofPeople(personIds: readonly string[]): Promise<ReadonlyMap<string, EntrepreneurRecord>> {
      const found = await entrepreneurs.find({ personId: { $in: [...personIds] } }).lean<EntrepreneurRecord[]>();
      return new Map(found.map((record) => [record.personId, record]));
    },

    /** Takes a step; a repeat of the one before, or of the same request, changes nothing and gives the record as it is. */
    async take(whom: Whom, step: Step, deed: Deed): Promise<Enrolled> {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const record = await find(whom);
        if (!record) return refused(nobody(whom));
        const repeat = repeatOf(record, step, deed);
        if (repeat) return repeat;
        const change = step.change(record, deed.at);
        if ('code' in change) return refused(change);
        const written = await write(record, change, entryOf(step.entry, deed));
        if (written) {
          await tell(written);
          return { record: written };
        }
      }
      return refused(problem(null, 'CHANGED_MEANWHILE'));
    },

    /**
     * Keeps whether a desk's book has reached the limit, and tells it. Written also when nothing is other than before: whoever
     * looked at the book earlier, and writes later, is then refused by the version, and looks anew.
     * @param look at the book, as it is now.
     */
    async keepLimit({ personId, centre }: { personId: string; centre: string }, look: () => Promise<boolean>) {
      for (let record = await find({ personId }); record; record = await find({ personId })) {
        const { _id, version } = record;
        const others = (record.atLimit ?? []).filter((code) => code !== centre);
        const atLimit = (await look()) ? [...others, centre] : others;
        const written = await entrepreneurs
          .findOneAndUpdate(
            { _id, version },
            { $set: { atLimit, version: version + 1, isUntold: true } },
            { returnDocument: 'after' },
          )
          .lean<EntrepreneurRecord>();
        if (written) return tell(written);
      }
    },

    /** Enters somebody who is not in yet. @returns null when the person is. */
    async enter(record: EntrepreneurRecord): Promise<EntrepreneurRecord | null> {
      try {
        await entrepreneurs.create(record);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
      await tell(record);
      return record;
    },
  };

  /** @returns null when the record has changed meanwhile: the step is to be taken anew. */
  async function write(
    { _id, version, steps }: EntrepreneurRecord,
    change: Partial<EntrepreneurRecord>,
    entry: StepRecord,
  ): Promise<EntrepreneurRecord | null> {
    try {
      return await entrepreneurs
        .findOneAndUpdate(
          { _id, version },
          { $set: { ...change, steps: [...steps, entry], version: version + 1, isUntold: true } },
          { returnDocument: 'after' },
        )
        .lean<EntrepreneurRecord>();
    } catch (error) {
      // The number of a new card is another's already.
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
}

/** The entry of a step in the log. */
export function entryOf(entry: Step['entry'], { request, ...deed }: Deed): StepRecord {
  return { ...deed, ...entry, request: request ?? null };
}

function repeatOf(record: EntrepreneurRecord, { entry }: Step, { by, request }: Deed): Enrolled | null {
  if (request) {
    const first = record.steps.find((step) => step.request?.key === request.key && step.by === by)?.request;
    const reuse = first && reuseOf(first, request);
    if (reuse) return refused(reuse);
    return first ? { record } : null;
  }
  const last = record.steps.at(-1);
  const isSame = last?.by === by && (['what', 'centre', 'reason'] as const).every((each) => last[each] === entry[each]);
  return isSame ? { record } : null;
}

function nobody(whom: Whom): Problem {
  return 'personId' in whom ? problem(null, 'NOT_AN_ENTREPRENEUR') : problem('entrepreneurId', 'NO_SUCH_ENTREPRENEUR');
}

function refused(objection: Problem): Enrolled {
  return { problems: [objection] };
}
