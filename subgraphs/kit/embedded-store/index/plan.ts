import { sameValue } from '../bson/key.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { operatorsOf, testsOf } from '../query/match.ts';
import {
  type Condition,
  extend,
  extendByPoints,
  type Interval,
  intervalsOf,
  type KeyRange,
  wholePrefixes,
} from './bounds.ts';
import { type IndexDefinition, isUsableForQueries } from './definition.ts';
import type { KeyField } from './keys.ts';

/** What the planner knows of an index. */
interface PlannableIndex {
  readonly definition: IndexDefinition;
  /** For each field, whether some document's path crosses an array. */
  readonly isMultikey: readonly boolean[];
}

/** How a query reads its collection. Every document read is still asked whether it matches. */
export type Plan<Index extends PlannableIndex> =
  | { readonly kind: 'collection'; readonly isReverse: boolean; readonly isSorted: boolean }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly isReverse: boolean;
      /** Documents come in the order asked for. */
      readonly isSorted: boolean;
    }
  | { readonly kind: 'union'; readonly plans: readonly Plan<Index>[]; readonly isSorted: false };

/** More `$in` combinations than this are read as a range instead. */
const MAX_RANGES = 2_000;

/** The best plan by a fixed order: equalities, then ranges, then an order that saves the sort. */
export function plan<Index extends PlannableIndex>(
  query: Doc,
  sort: readonly KeyField[],
  indexes: readonly Index[],
): Plan<Index> {
  const conditions = conditionsOf(query);
  let best: { plan: Plan<Index>; score: number } = {
    plan: { kind: 'collection', isReverse: false, isSorted: sort.length === 0 },
    score: sort.length === 0 ? 1 : 0,
  };
  for (const index of indexes) {
    const candidate = planIndex(index, conditions, sort);
    if (candidate !== undefined && candidate.score > best.score) best = candidate;
  }
  return best.plan.kind === 'collection' ? (planUnion(query, indexes) ?? best.plan) : best.plan;
}

/** The conditions that all must hold, by path: the query's own and those within `$and`. */
function conditionsOf(query: Doc): Map<string, Condition[]> {
  const byPath = new Map<string, Condition[]>();
  const add = (path: string, operand: Value) => {
    byPath.set(path, [...(byPath.get(path) ?? []), ...Object.entries(operatorsOf(operand))]);
  };
  const walk = (part: Doc) => {
    for (const [name, operand] of Object.entries(part)) {
      if (!name.startsWith('$')) add(name, operand);
      else if (name === '$and' && Array.isArray(operand)) operand.filter(isDoc).forEach(walk);
    }
  };
  walk(query);
  return byPath;
}

/** `$or` reads one plan a branch when every branch has an index. */
function planUnion<Index extends PlannableIndex>(query: Doc, indexes: readonly Index[]): Plan<Index> | undefined {
  const branches = query.$or;
  if (!Array.isArray(branches)) return undefined;
  const plans = branches.filter(isDoc).map((branch) => plan(branch, [], indexes));
  return plans.every(({ kind }) => kind !== 'collection') ? { kind: 'union', plans, isSorted: false } : undefined;
}

function planIndex<Index extends PlannableIndex>(
  index: Index,
  conditions: ReadonlyMap<string, readonly Condition[]>,
  sort: readonly KeyField[],
): { plan: Plan<Index>; score: number } | undefined {
  const { definition } = index;
  if (!isUsableForQueries(definition) || !coversQuery(definition, conditions)) return undefined;
  const bounded = boundFields(index, conditions);
  const order = orderOf(index, bounded, sort);
  if (bounded.score === 0 && (order === undefined || sort.length === 0)) return undefined;
  const isSorted = sort.length === 0 || order !== undefined;
  // One document at most is as good as it gets.
  const isOne = definition.isUnique && bounded.fixed === definition.fields.length;
  const score = bounded.score * 10 + (isSorted ? 3 : 0) + (isOne ? 1_000 : 0);
  return { plan: { kind: 'index', index, ranges: bounded.ranges, isReverse: order === 'reverse', isSorted }, score };
}

interface Bounded {
  readonly ranges: readonly KeyRange[];
  /** Leading fields fixed to one value each. */
  readonly fixed: number;
  /** Fields that have bounds at all. */
  readonly used: number;
  /** Higher for more fields and for tighter bounds; 0 for none. */
  readonly score: number;
}

function boundFields(index: PlannableIndex, conditions: ReadonlyMap<string, readonly Condition[]>): Bounded {
  const { fields } = index.definition;
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let fixed = 0;
  let score = 0;
  for (const [i, field] of fields.entries()) {
    const own = mayBound(index, i) ? (conditions.get(field.path) ?? []) : [];
    const intervals = intervalsOf(own, index.isMultikey[i] === true);
    if (intervals === undefined) return { ranges: wholePrefixes(prefixes), fixed, used: i, score };
    const arePoints = intervals.every(({ isPoint }) => isPoint);
    if (!arePoints || prefixes.length * intervals.length > MAX_RANGES) {
      const isOpen = intervals.length === 1 && own.length === 1;
      const ranges = prefixes.length * intervals.length > MAX_RANGES ? spanned(prefixes, intervals, field) : undefined;
      return {
        ranges: ranges ?? extend(prefixes, intervals, field.isDescending),
        fixed,
        used: i + 1,
        score: score + (isOpen ? 0.5 : 0.6),
      };
    }
    prefixes = extendByPoints(prefixes, intervals, field.isDescending);
    if (intervals.length === 1 && fixed === i) fixed++;
    score += intervals.length === 1 ? 1 : 0.9;
  }
  return { ranges: wholePrefixes(prefixes), fixed, used: fields.length, score };
}

/** Too many points: the span from the first to the last. */
function spanned(prefixes: readonly Buffer[], points: readonly Interval[], field: KeyField): KeyRange[] {
  const ranges = extend(prefixes, points, field.isDescending);
  const first = ranges[0];
  const last = ranges.at(-1);
  return first === undefined || last === undefined ? [] : [{ low: first.low, high: last.high }];
}

/**
 * Two bounded fields through one array are met by the same element's key, but the query may mean two elements:
 * in a multikey index a field is bounded only when no earlier one starts at the same place.
 */
function mayBound({ definition, isMultikey }: PlannableIndex, i: number): boolean {
  if (!isMultikey.includes(true)) return true;
  const root = definition.fields[i]?.parts[0];
  return !definition.fields.slice(0, i).some(({ parts }) => parts[0] === root);
}

/** Whether the index's own order is the sort's, and in which direction. Ranges are read in key order. */
function orderOf(
  { definition, isMultikey }: PlannableIndex,
  { fixed, used }: Bounded,
  sort: readonly KeyField[],
): 'forward' | 'reverse' | undefined {
  if (sort.length === 0) return 'forward';
  // A fixed field may be skipped in the sort; a fixed array field may not, its documents have other keys too.
  const isFixed = ({ path }: KeyField) =>
    definition.fields.some((field, i) => i < fixed && field.path === path && isMultikey[i] !== true);
  const wanted = sort.filter((field) => !isFixed(field));
  const fields = definition.fields.slice(fixed);
  if (wanted.length > fields.length) return undefined;
  const turns = new Set<boolean>();
  for (const [i, { path, isDescending }] of wanted.entries()) {
    const field = fields[i];
    if (field === undefined || field.path !== path) return undefined;
    // With bounds on an array field, the key that decides the order may lie outside them.
    if (isMultikey[fixed + i] === true && (isMultikey.filter(Boolean).length > 1 || used > fixed + i || fixed > 0)) {
      return undefined;
    }
    turns.add(field.isDescending !== isDescending);
  }
  if (turns.size > 1) return undefined;
  return turns.has(true) ? 'reverse' : 'forward';
}

/** A sparse or partial index serves only a query that cannot want what it leaves out. */
function coversQuery(definition: IndexDefinition, conditions: ReadonlyMap<string, readonly Condition[]>): boolean {
  if (definition.isSparse) {
    return definition.fields.some(({ path }) => (conditions.get(path) ?? []).some(excludesMissing));
  }
  if (definition.partialFilter === undefined) return true;
  return Object.entries(definition.partialFilter).every(
    ([path, operand]) =>
      !path.startsWith('$') &&
      Object.entries(operatorsOf(operand)).every((wanted) =>
        (conditions.get(path) ?? []).some((given) => implies(given, wanted)),
      ),
  );
}

function excludesMissing([operator, operand]: Condition): boolean {
  if (operator === '$exists') return operand === true;
  if (operator === '$in') return Array.isArray(operand) && !operand.includes(null);
  return ['$eq', '$gt', '$gte', '$lt', '$lte', '$regex'].includes(operator) && operand !== null;
}

/** Whether a condition of the query makes sure of one of the index's filter. */
function implies(given: Condition, wanted: Condition): boolean {
  if (given[0] === wanted[0] && sameValue(given[1], wanted[1])) return true;
  if (wanted[0] === '$exists') return wanted[1] === true && excludesMissing(given);
  const isScalarEquality = given[0] === '$eq' && given[1] !== null && !Array.isArray(given[1]) && !isDoc(given[1]);
  if (!isScalarEquality) return false;
  const [test] = testsOf({ [wanted[0]]: wanted[1] });
  return test !== undefined && !test.isNegated && test.accepts(given[1], { position: undefined });
}
