/** Every subgraph's entries, copied here in the order of its chain: what citizens read, and what a chain is held against. */
import { type Connection, Schema } from 'mongoose';
import { type Block, ChangedBlock, entriesAfter, entriesOf, placeOf } from '#kit/access-log/blocks.ts';
import { type AccessEntry, type Break, followAll, genesis, type Head } from '#kit/access-log/chain.ts';
import { type Tail, tail } from '#kit/access-log/tail.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type Page, type PageRequest, pageOf, startAt } from '#kit/storage/page.ts';
import {
  type AccessRecord,
  blocksOf,
  COPIES,
  type CopiedBlock,
  type Ends,
  IN_A_READ,
  layoutOf,
  recordOf,
  recordsOf,
  whereMayBe,
} from './copied-blocks.ts';
import { count, newest, newestFirst } from './looks-of-citizen.ts';

/** A writer, and up to which of its entries unusual looks have been sought. */
export type WriterRecord = { _id: string; judged: number };

/** An entry that does not follow from what is here: the writer's log was changed, or somebody speaks in its name. */
export class BrokenChain extends Error {
  constructor(writer: string, { seq, fault }: Break) {
    super(`${writer}: entry ${seq} does not follow (${fault})`);
  }
}

const writerSchema = new Schema<WriterRecord>(
  { _id: { type: String, required: true }, judged: { type: Number, required: true } },
  { collection: 'writers', versionKey: false, autoIndex: false },
);

const LAST = { sort: { _id: -1 }, limit: 1 } as const;

export type Copies = ReturnType<typeof copiesOn>;

export function copiesOn(connection: Connection) {
  // Without mongoose's models: the chain has been followed, and their cast of each entry costs more than all the rest.
  const copies = connection.collection<CopiedBlock>(COPIES);
  const chains = connection.collection<Block>(COPIES);
  const writers = connection.model<WriterRecord>('AccessWriter', writerSchema);

  const tails = new Map<string, Tail<AccessRecord>>();

  /** The last entry of a writer here. */
  async function headOf(writer: string): Promise<Head> {
    const [last] = await copies
      .find<Ends>({ _id: layoutOf(writer).between(1) }, { ...LAST, projection: { last: 1, hash: 1 } })
      .toArray();
    if (!last) return genesis(writer);
    const seq = 'last' in last ? last.last : placeOf(last._id);
    if (!(seq >= 1)) throw new ChangedBlock(seq);
    return { seq, hash: last.hash };
  }

  async function byIds(ids: readonly string[]): Promise<AccessRecord[]> {
    const wanted = new Set(ids);
    const blocks = await copies.find({ $or: ids.flatMap(whereMayBe) }).toArray();
    return blocks.flatMap(recordsOf).filter(({ _id }) => wanted.has(_id));
  }

  return {
    prepare: () => copies.createIndex({ citizen: 1, at: -1, _id: -1 }),

    headOf,

    /** The last entry of those that were made before an instant. */
    async headBefore(writer: string, instant: Date): Promise<Head> {
      const [block] = await copies.find({ _id: layoutOf(writer).between(1), at: { $lt: instant } }, LAST).toArray();
      const last = block && entriesOf(block).findLast(({ at }) => at < instant);
      return last ? { seq: last.seq, hash: last.hash } : genesis(writer);
    },

    /**
     * Takes what follows from what is here; what is here already, or leaves a gap, changes nothing.
     * @returns the place of the last entry of the writer that is here.
     * @throws BrokenChain when an entry does not follow: nothing of it is taken.
     * @throws ChangedBlock when somebody has put something at the end of the chain that is none.
     */
    async take(writer: string, entries: readonly AccessEntry[]): Promise<number> {
      const head = await headOf(writer);
      const fresh = entries.filter(({ seq }) => seq > head.seq);
      if (fresh[0]?.seq !== head.seq + 1) return head.seq;
      const { broken } = followAll(head, fresh);
      if (broken) throw new BrokenChain(writer, broken);
      if (head.seq === 0) await writers.updateOne({ _id: writer }, { $setOnInsert: { judged: 0 } }, { upsert: true });
      try {
        await copies.insertMany(blocksOf(writer, fresh));
        const ofWriter = tails.get(writer) ?? tail();
        tails.set(writer, ofWriter);
        ofWriter.add(fresh.map((entry) => recordOf(writer, entry)));
        return head.seq + fresh.length;
      } catch (error) {
        // Another process took some of the same in this moment.
        if (!isDuplicateKey(error)) throw error;
        return (await headOf(writer)).seq;
      }
    },

    writers: () => writers.find().sort({ _id: 1 }).lean(),

    /** The next entries of a writer in which unusual looks are to be sought. */
    async unjudged({ _id: writer, judged }: WriterRecord, limit: number): Promise<AccessRecord[]> {
      const known = tails.get(writer)?.after(judged, limit);
      if (known) return known;
      const found: AccessRecord[] = [];
      // What a block says beside its entries, but where it ends, is not read here: whoever changes it ends no search.
      const layout = { ...layoutOf(writer), agrees: () => true };
      try {
        for await (const entry of entriesAfter(chains, judged, IN_A_READ, layout))
          if (found.push(recordOf(writer, entry)) === limit) break;
      } catch (error) {
        // What comes before it is sought first.
        if (!(error instanceof ChangedBlock) || found.length === 0) throw error;
      }
      return found;
    },

    setJudged: async (writer: string, judged: number) =>
      void (await writers.updateOne({ _id: writer, judged: { $lt: judged } }, { $set: { judged } })),

    byIds,

    find: async (id: string): Promise<AccessRecord | null> => (await byIds([id]))[0] ?? null,

    /**
     * Looks at one person's data by others, newest first.
     * @param names of the person: their id, and references of their numbers.
     */
    async ofCitizen(person: string, names: readonly string[], request: PageRequest): Promise<Page<AccessRecord>> {
      const from = startAt(request, 'at');
      const wanted = request.first + 1;
      const found = await Promise.all(names.map((name) => newest(copies, name, person, from, wanted)));
      return pageOf(found.flat().sort(newestFirst).slice(0, wanted), 'at', request, async () => {
        const counts = await Promise.all(names.map((name) => count(copies, name, person)));
        return counts.reduce((sum, each) => sum + each, 0);
      });
    },
  };
}
