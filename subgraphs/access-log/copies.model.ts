/** Every subgraph's entries, copied here in the order of its chain: what citizens read, and what a chain is held against. */
import { type Connection, Schema } from 'mongoose';
import { type AccessEntry, type Break, followAll, genesis, type Head } from '#kit/access-log/chain.ts';
import { type Tail, tail } from '#kit/access-log/tail.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';

export type AccessRecord = AccessEntry & {
  /** `<writer>-<place, twelve digits>`: the ids of a writer sort as its chain does. */
  readonly _id: string;
  readonly writer: string;
};

/** A writer, and up to which of its entries unusual looks have been sought. */
export type WriterRecord = { _id: string; judged: number };

/** An entry that does not follow from what is here: the writer's log was changed, or somebody speaks in its name. */
export class BrokenChain extends Error {
  constructor(writer: string, { seq, fault }: Break) {
    super(`${writer}: entry ${seq} does not follow (${fault})`);
  }
}

const text = { type: String, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };
const optional = { type: String, default: null };
const schema = new Schema<AccessRecord>(
  {
    _id: text,
    writer: text,
    seq: { type: Number, required: true },
    previous: text,
    hash: text,
    at: { type: Date, required: true },
    by: mixed,
    citizen: text,
    applicationId: optional,
    service: optional,
    purpose: mixed,
    fields: { type: [String], required: true },
    requestId: text,
  },
  { collection: 'copies', versionKey: false, minimize: false, autoIndex: false },
);
schema.index({ citizen: 1, at: -1, _id: -1 });

const writerSchema = new Schema<WriterRecord>(
  { _id: text, judged: { type: Number, required: true } },
  { collection: 'writers', versionKey: false, autoIndex: false },
);

export type Copies = ReturnType<typeof copiesOn>;

export function copiesOn(connection: Connection) {
  const copies = connection.model<AccessRecord>('AccessCopy', schema);
  const stored = connection.collection<AccessRecord>('copies');
  const writers = connection.model<WriterRecord>('AccessWriter', writerSchema);

  const tails = new Map<string, Tail<AccessRecord>>();

  /** The last entry of a writer here, of those made before an instant. */
  async function headOf(writer: string, before?: Date): Promise<Head> {
    const last = await copies
      .findOne({ _id: { $gt: idOf(writer, 0), $lte: idOf(writer, MOST) }, ...(before ? { at: { $lt: before } } : {}) })
      .sort({ _id: -1 })
      .lean();
    return last ? { seq: last.seq, hash: last.hash } : genesis(writer);
  }

  return {
    prepare: () => copies.createIndexes(),

    headOf,

    /**
     * Takes what follows from what is here; what is here already, or leaves a gap, changes nothing.
     * @returns the place of the last entry of the writer that is here.
     * @throws BrokenChain when an entry does not follow: nothing of it is taken.
     */
    async take(writer: string, entries: readonly AccessEntry[]): Promise<number> {
      const head = await headOf(writer);
      const fresh = entries.filter(({ seq }) => seq > head.seq);
      if (fresh[0]?.seq !== head.seq + 1) return head.seq;
      const { broken } = followAll(head, fresh);
      if (broken) throw new BrokenChain(writer, broken);
      if (head.seq === 0) await writers.updateOne({ _id: writer }, { $setOnInsert: { judged: 0 } }, { upsert: true });
      const records = fresh.map((entry) => ({ _id: idOf(writer, entry.seq), writer, ...entry }));
      try {
        // As they are: the chain has been followed, and mongoose's cast of each costs more than all the rest.
        await stored.insertMany(records);
        const ofWriter = tails.get(writer) ?? tail();
        tails.set(writer, ofWriter);
        ofWriter.add(records);
      } catch (error) {
        // Another process took some of the same in this moment.
        if (!isDuplicateKey(error)) throw error;
      }
      return (await headOf(writer)).seq;
    },

    writers: () => writers.find().sort({ _id: 1 }).lean(),

    /** The next entries of a writer in which unusual looks are to be sought. */
    unjudged: async ({ _id: writer, judged }: WriterRecord, limit: number): Promise<AccessRecord[]> =>
      tails.get(writer)?.after(judged, limit) ??
      copies
        .find({ _id: { $gt: idOf(writer, judged), $lte: idOf(writer, MOST) } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean(),

    setJudged: async (writer: string, judged: number) =>
      void (await writers.updateOne({ _id: writer, judged: { $lt: judged } }, { $set: { judged } })),

    find: (id: string) => copies.findById(id).lean(),

    byIds: (ids: readonly string[]) => copies.find({ _id: { $in: [...ids] } }).lean(),

    /**
     * Looks at one person's data, newest first. Who writes of somebody by a number does not know when they look themselves: no
     * citizen is told of that.
     * @param names of the person: their id, and references of their numbers.
     */
    ofCitizen: (person: string, names: readonly string[], request: PageRequest) =>
      page(
        copies,
        { citizen: { $in: [...names] }, $nor: [{ 'by.person': person, 'by.role': 'CITIZEN' }] },
        { field: 'at', direction: -1 },
        request,
      ),
  };
}

const DIGITS = 12;
const MOST = 10 ** DIGITS - 1;

function idOf(writer: string, seq: number): string {
  return `${writer}-${String(seq).padStart(DIGITS, '0')}`;
}
