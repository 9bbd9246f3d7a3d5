import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { sortKey } from '../index/keys.ts';
import { compileMatch } from '../query/match.ts';
import { parseSort } from '../query/sort-spec.ts';
import { bucket, group } from './group.ts';
import { lookup, unionWith } from './lookup.ts';
import { addFields, project, replaceRoot, replaceWith, unset, unwind } from './reshape.ts';
import type { MakeStage, Stage, Surroundings } from './stage.ts';

const match: MakeStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError('BadValue', 'the match filter must be an expression in an object');
  const matches = compileMatch(spec, variables);
  return (docs) => docs.filter((doc) => matches(doc));
};

const sort: MakeStage = (spec) => {
  if (!isDoc(spec) || Object.keys(spec).length === 0) throw new StoreError('BadValue', '$sort needs at least one key');
  const { fields } = parseSort(spec);
  return (docs) =>
    docs
      .map((doc) => ({ doc, key: sortKey(fields, doc) }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ doc }) => doc);
};

/** A whole number for `$limit`, `$skip` and `$sample`. */
export function wholeNumber(spec: Value, name: string, least: number): number {
  const number = isNumeric(spec) ? toNumber(spec) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new StoreError('BadValue', `invalid argument to ${name} stage: a whole number from ${least} on is needed`);
}

const count: MakeStage = (spec) => {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
    throw new StoreError('BadValue', 'the count field must be a non-empty string, without $ or .');
  }
  return (docs) => (docs.length === 0 ? [] : [{ [spec]: docs.length }]);
};

const facet: MakeStage = (spec, surroundings) => {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError('BadValue', '$facet needs at least one facet');
  const facets = Object.entries(spec).map(([name, stages]) => ({
    name,
    run: surroundings.compile(stages, surroundings),
  }));
  return (docs) => [Object.fromEntries(facets.map(({ name, run }) => [name, run(docs)]))];
};

const sortByCount: MakeStage = (spec, surroundings) => {
  const grouped = group({ _id: spec, count: { $sum: 1 } }, surroundings);
  const sorted = sort({ count: -1 }, surroundings);
  return (docs) => sorted(grouped(docs));
};

const sample: MakeStage = (spec) => {
  const size = wholeNumber(isDoc(spec) ? spec.size : undefined, '$sample', 1);
  return (docs) =>
    docs
      .map((doc) => ({ doc, place: Math.random() }))
      .sort((a, b) => a.place - b.place)
      .slice(0, size)
      .map(({ doc }) => doc);
};

/**
 * The stages there are. Expressions and accumulators are mingo's; the stages are ours where mingo's differ from
 * MongoDB's (arrays in `$addFields`, empty values in `$unwind`, order across types in `$sort`, equality in `$group`).
 */
const makers: Readonly<Record<string, MakeStage>> = {
  $addFields: addFields,
  $bucket: bucket,
  $count: count,
  $facet: facet,
  $group: group,
  $limit: (spec) => {
    const limit = wholeNumber(spec, '$limit', 1);
    return (docs) => docs.slice(0, limit);
  },
  $lookup: lookup,
  $match: match,
  $project: project,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $sample: sample,
  $set: addFields,
  $skip: (spec) => {
    const skip = wholeNumber(spec, '$skip', 0);
    return (docs) => docs.slice(skip);
  },
  $sort: sort,
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $unset: unset,
  $unwind: unwind,
};

/** Stages of MongoDB's that are left to a MongoDB. */
const refused = [
  ...['$bucketAuto', '$changeStream', '$collStats', '$currentOp', '$densify', '$documents', '$fill', '$geoNear'],
  ...['$graphLookup', '$indexStats', '$listSessions', '$merge', '$out', '$planCacheStats', '$redact', '$search'],
  ...['$searchMeta', '$setWindowFields', '$vectorSearch', '$changeStreamSplitLargeEvent'],
];

/** @throws StoreError for a stage that is malformed, unknown or not supported, before any document is read. */
export function compileStages(stages: Value, surroundings: Surroundings): Stage {
  if (!Array.isArray(stages)) throw new StoreError('TypeMismatch', "'pipeline' option must be specified as an array");
  const compiled = stages.map((stage: Value) => {
    const [[name, spec] = ['', undefined], ...others] = isDoc(stage) ? Object.entries(stage) : [];
    if (!isDoc(stage) || others.length > 0 || name === '') {
      throw new StoreError('BadValue', 'A pipeline stage specification object must contain exactly one field.');
    }
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
    if (make !== undefined) return make(spec, surroundings);
    if (refused.includes(name)) throw unsupported(`the aggregation stage ${name}`);
    throw new StoreError('BadValue', `Unrecognized pipeline stage name: '${name}'`);
  });
  return (docs) => compiled.reduce((current: readonly Doc[], stage) => stage(current), docs);
}

/** Stages over documents at hand, as an update's pipeline has them: no other collection is read. */
export function runStages(stages: readonly Doc[], variables: Doc): Stage {
  return compileStages(stages, { variables, read: undefined, compile: compileStages });
}
