import { BSONRegExp } from 'bson';
import { afterPrefix, encodeKey, inverted } from '../bson/key.ts';
import { bracket, bracketOf, isDoc, type Value } from '../bson/value.ts';
import { literalPrefix } from '../query/regex.ts';

/** A place between keys: before every key that starts with `bytes`, or after all of them. */
interface Cut {
  readonly bytes: Buffer;
  readonly isAfter: boolean;
}

/** The keys of one field from one cut to another. */
export interface Interval {
  readonly low: Cut;
  readonly high: Cut;
  readonly isPoint: boolean;
}

/** Keys as SQLite reads them: from `low` on, below `high`. */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** One operator with its operand, of one field. */
export type Condition = readonly [operator: string, operand: Value];

/** Above every key: no encoding starts with FF, ascending or descending. */
const END = Buffer.of(0xff);

/**
 * Where a field's values must lie for its conditions to hold: at least those keys, perhaps more (each document is
 * asked again). Undefined when the conditions say nothing that an index can use.
 * @param isMultikey one document may have many keys, and two conditions may be met by two of them: only one is used.
 */
export function intervalsOf(conditions: readonly Condition[], isMultikey: boolean): readonly Interval[] | undefined {
  for (const [operator, operand] of conditions) {
    const points = pointsOf(operator, operand);
    if (points !== undefined) return points;
  }
  const ranges = conditions.flatMap(([operator, operand]) => rangeOf(operator, operand) ?? []);
  const [first, ...others] = ranges;
  if (first !== undefined) return [isMultikey ? first : others.reduce(intersect, first)];
  for (const [operator, operand] of conditions) {
    const prefix = operator === '$regex' ? patternIntervals(operand) : undefined;
    if (prefix !== undefined) return conditions.some(([name]) => name === '$options') ? undefined : prefix;
  }
  return undefined;
}

function point(value: Value): Interval {
  const bytes = encodeKey(value);
  return { low: { bytes, isAfter: false }, high: { bytes, isAfter: true }, isPoint: true };
}

function pointsOf(operator: string, operand: Value): readonly Interval[] | undefined {
  if (operator === '$eq') return Array.isArray(operand) || operand === undefined ? undefined : [point(operand)];
  if (operator !== '$in' || !Array.isArray(operand)) return undefined;
  const isPlain = (item: Value) => !Array.isArray(item) && item !== undefined && bracketOf(item) !== bracket.regex;
  if (!operand.every(isPlain)) return undefined;
  const points = new Map(operand.map((item) => [encodeKey(item).toString('latin1'), point(item)]));
  return [...points.values()].sort((a, b) => Buffer.compare(a.low.bytes, b.low.bytes));
}

function rangeOf(operator: string, operand: Value): Interval | undefined {
  if (!['$gt', '$gte', '$lt', '$lte'].includes(operator) || Array.isArray(operand) || isDoc(operand)) return undefined;
  const type = bracketOf(operand);
  if (type === bracket.minKey || type === bracket.maxKey) return undefined;
  const bytes = encodeKey(operand);
  const typeStart: Cut = { bytes: Buffer.of(type), isAfter: false };
  const typeEnd: Cut = { bytes: Buffer.of(type), isAfter: true };
  return operator === '$gt' || operator === '$gte'
    ? { low: { bytes, isAfter: operator === '$gt' }, high: typeEnd, isPoint: false }
    : { low: typeStart, high: { bytes, isAfter: operator === '$lte' }, isPoint: false };
}

/** `/^abc/`: the texts that start so, and a stored pattern equal to it, which also matches. */
function patternIntervals(operand: Value): readonly Interval[] | undefined {
  const text = literalPrefix(operand);
  if (text === undefined) return undefined;
  const bytes = Buffer.concat([Buffer.of(bracket.string), Buffer.from(text)]);
  return [
    { low: { bytes, isAfter: false }, high: { bytes, isAfter: true }, isPoint: false },
    point(typeof operand === 'string' ? new BSONRegExp(operand) : operand),
  ];
}

function intersect(a: Interval, b: Interval): Interval {
  return {
    low: compareCuts(a.low, b.low) < 0 ? b.low : a.low,
    high: compareCuts(a.high, b.high) < 0 ? a.high : b.high,
    isPoint: false,
  };
}

function compareCuts(a: Cut, b: Cut): number {
  return Buffer.compare(limit(a), limit(b));
}

function limit({ bytes, isAfter }: Cut): Buffer {
  return isAfter ? (afterPrefix(bytes) ?? END) : bytes;
}

/** The same interval in a descending field, whose keys are inverted. */
function turned({ low, high, isPoint }: Interval): Interval {
  return {
    low: { bytes: inverted(high.bytes), isAfter: !high.isAfter },
    high: { bytes: inverted(low.bytes), isAfter: !low.isAfter },
    isPoint,
  };
}

/** Extends each range's prefix by one more field's intervals, in key order. */
export function extend(prefixes: readonly Buffer[], intervals: readonly Interval[], isDescending: boolean): KeyRange[] {
  const own = isDescending ? intervals.map(turned).reverse() : intervals;
  return prefixes.flatMap((prefix) =>
    own.map(({ low, high }) => ({
      low: limit({ bytes: Buffer.concat([prefix, low.bytes]), isAfter: low.isAfter }),
      high: limit({ bytes: Buffer.concat([prefix, high.bytes]), isAfter: high.isAfter }),
    })),
  );
}

/** The prefixes after one more field that is fixed to points. */
export function extendByPoints(
  prefixes: readonly Buffer[],
  points: readonly Interval[],
  isDescending: boolean,
): Buffer[] {
  const own = isDescending ? points.map(turned).reverse() : points;
  return prefixes.flatMap((prefix) => own.map(({ low }) => Buffer.concat([prefix, low.bytes])));
}

/** Every key that starts with one of the prefixes. */
export function wholePrefixes(prefixes: readonly Buffer[]): KeyRange[] {
  return prefixes.map((prefix) => ({
    low: prefix,
    high: prefix.length === 0 ? END : limit({ bytes: prefix, isAfter: true }),
  }));
}
