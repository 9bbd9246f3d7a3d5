import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { parseSort, type Sort } from '../query/sort-spec.ts';
import { type Search, searchFor, UNSORTED } from '../storage/find.ts';
import { wholeNumber } from './stages.ts';

/** A pipeline's head as a find, which the indexes serve, and what is left of it. */
interface Split {
  readonly search: Search;
  readonly rest: readonly Value[];
}

/** Takes the leading `$match`es, then one `$sort`, `$skip` and `$limit`, in the order in which a find applies them. */
export function splitPipeline(pipeline: readonly Value[], variables: Doc): Split {
  const matches: Doc[] = [];
  let sort: Sort = UNSORTED;
  let skip = 0;
  let limit = 0;
  /** Which kinds may still come: 0 all, 1 after the sort, 2 after the skip, 3 after the limit. */
  let step = 0;
  let taken = 0;
  for (const stage of pipeline) {
    if (!isDoc(stage) || Object.keys(stage).length !== 1) break;
    const { $match: match, $sort: order, $skip: leaving, $limit: atMost } = stage;
    if (isDoc(match) && step === 0) matches.push(match);
    else if (isDoc(order) && step === 0 && Object.keys(order).length > 0) {
      sort = parseSort(order);
      step = 1;
    } else if (leaving !== undefined && step < 2) {
      skip = wholeNumber(leaving, '$skip', 0);
      step = 2;
    } else if (atMost !== undefined && step < 3) {
      limit = wholeNumber(atMost, '$limit', 1);
      step = 3;
    } else break;
    taken++;
  }
  const [only, ...others] = matches;
  const filter = only === undefined ? {} : others.length === 0 ? only : { $and: matches };
  return { search: searchFor(filter, { sort, skip, limit }, variables), rest: pipeline.slice(taken) };
}

/** The field that a rest of `$count: field`, or of `$group` by a constant with one `$sum: 1`, counts into. */
export function countedField(rest: readonly Value[]): { field: string; id: Value } | undefined {
  const [stage, ...others] = rest;
  if (!isDoc(stage) || others.length > 0 || !isDoc(stage.$group)) return undefined;
  const { _id: id, ...fields } = stage.$group;
  const [[field, sum] = ['', undefined], ...more] = Object.entries(fields);
  const isConstant = id === null || (typeof id === 'object' && !isDoc(id) && !Array.isArray(id));
  const isOne = isDoc(sum) && Object.keys(sum).length === 1 && Number(sum.$sum) === 1;
  return isConstant && isOne && more.length === 0 ? { field, id } : undefined;
}
