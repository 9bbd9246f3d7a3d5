import { inspect } from 'node:util';
import type { Collection } from 'mongoose';
import { layoutOf } from '../../subgraphs/access-log/copied-blocks.ts';

/**
 * A copy that lies at no log's place: a citizen is shown it in their list, and no walk along a chain meets it.
 * @param writers whose places there are.
 * @returns the first one's id, as text that may be printed; null when there is none.
 */
export async function strayOf(copies: Collection, writers: readonly string[]): Promise<string | null> {
  const logs = writers.map((writer) => layoutOf(writer).between(0)).sort((a, b) => (a.$gte < b.$gte ? -1 : 1));
  const one = async (filter: object, direction: 1 | -1 = 1) => {
    const options = { sort: { _id: direction }, limit: 1, projection: { _id: 1 } } as const;
    return copies.find<{ readonly _id: unknown }>(filter, options).toArray();
  };
  // What is no text at all lies before or behind all that is.
  const outermost = [...(await one({})), ...(await one({}, -1))];
  const between = await Promise.all(
    logs.slice(1).map((log, index) => one({ _id: { $gt: logs[index]?.$lte, $lt: log.$gte } })),
  );
  const stray = [...outermost, ...between.flat()].find(
    ({ _id: id }) => !(typeof id === 'string' && logs.some(({ $gte, $lte }) => id >= $gte && id <= $lte)),
  );
  return stray ? inspect(stray._id) : null;
}
