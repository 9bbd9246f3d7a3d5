import { countedField, splitPipeline } from '../aggregate/leading.ts';
import type { Stage } from '../aggregate/stage.ts';
import { compileStages } from '../aggregate/stages.ts';
import { serializeReply } from '../bson/document.ts';
import { plainDoc } from '../bson/plain.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { giveWay } from '../cursors.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkSimpleCollation } from '../index/definition.ts';
import type { Collection } from '../storage/collection.ts';
import { find, findNow, type Search } from '../storage/find.ts';
import { PAUSE } from '../storage/scan.ts';
import type { Call, Command, Server } from './call.ts';
import { collectionOf, countMatching, documents, firstBatch } from './read.ts';

/** MongoDB's limit of a stage in memory, in bytes; ours is of the documents that go into the pipeline. */
const MAX_INPUT_BYTES = 100 * 1024 * 1024;

export const aggregate: Command = {
  fields: [
    ...['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation', 'collation', 'hint', 'let'],
    'explain',
  ],
  run: async (call, server) => {
    if (call.body.explain !== undefined) throw unsupported('explain');
    if (typeof call.body.aggregate !== 'string') throw unsupported('an aggregation over a whole database');
    checkSimpleCollation(call.body.collation);
    const pipeline: Value = call.body.pipeline;
    if (!Array.isArray(pipeline))
      throw new StoreError('TypeMismatch', "'pipeline' option must be specified as an array");
    const variables = call.doc('let') ?? {};
    const { search, rest } = splitPipeline(pipeline, variables);
    const stages = compileStages(rest, {
      variables: plainDoc(variables),
      read: reader(call, server),
      compile: compileStages,
    });
    const collection = collectionOf(call, server);
    const batchSize = batchSizeOf(call.doc('cursor'));
    if (rest.length === 0) return firstBatch(call, server, documents(collection, search, undefined), batchSize);
    const results = (await counted(collection, search, rest)) ?? stages(await inputOf(collection, search));
    return firstBatch(call, server, serialized(results), batchSize);
  },
};

function batchSizeOf(cursor: Doc | undefined): number | undefined {
  const size = cursor?.batchSize;
  return isNumeric(size) && size !== undefined ? toNumber(size) : undefined;
}

/** How `$lookup` and `$unionWith` read the other collections of the database. */
function reader({ database }: Call, { store }: Server): (collection: string, search: Search) => Doc[] {
  return (name, search) => {
    const collection = store.database(database)?.collection(name);
    return collection === undefined ? [] : findNow(collection, search).map(({ doc }) => plainDoc(doc));
  };
}

/** `countDocuments` is an aggregation: it need not build a document for each that it counts. */
async function counted(
  collection: Collection | undefined,
  search: Search,
  rest: readonly Value[],
): Promise<Doc[] | undefined> {
  const into = countedField(rest);
  if (into === undefined) return undefined;
  const n = await countMatching(collection, search);
  return n === 0 ? [] : [{ _id: into.id, [into.field]: n }];
}

async function inputOf(collection: Collection | undefined, search: Search): Promise<Doc[]> {
  const input: Doc[] = [];
  let bytes = 0;
  for (const item of collection === undefined ? [] : find(collection, search)) {
    if (item === PAUSE) {
      await giveWay();
      continue;
    }
    bytes += item.bytes.length;
    if (bytes > MAX_INPUT_BYTES) {
      throw new StoreError(
        'Exceeded',
        `an aggregation of more than ${MAX_INPUT_BYTES} bytes: narrow it by a first $match`,
      );
    }
    input.push(plainDoc(item.doc));
  }
  return input;
}

function* serialized(results: ReturnType<Stage>): Generator<Uint8Array> {
  for (const result of results) yield serializeReply(isDoc(result) ? result : {});
}
