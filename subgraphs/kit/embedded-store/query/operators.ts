import { Binary, Long } from 'bson';
import { compareValues, encodeKey, sameValue } from '../bson/key.ts';
import { bracket, bracketOf, type Doc, isDoc, isNumeric, MISSING, toNumber, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import type { Matcher, MatchTrace } from './matcher.ts';
import { asRegex, compileRegex } from './regex.ts';
import { typeNumber, wantedTypes } from './type-names.ts';

/** One operator of one field: asked about each value its path reaches. */
export interface FieldTest {
  /** Whether an array at the path's end is also asked element by element. */
  readonly leaf: 'elements' | 'whole';
  /** `$ne`, `$nin`, `$not`: the field matches when no value is accepted. */
  readonly isNegated: boolean;
  accepts(value: Value, trace: MatchTrace): boolean;
}

/** What an operator that holds other conditions needs; passed in, so that the files import one way. */
interface Compiler {
  compileMatch(query: Doc): Matcher;
  isOperatorDoc(operand: Value): operand is Doc;
  testsOf(operand: Value): FieldTest[];
}

type MakeTest = (operand: Value, siblings: Doc, compiler: Compiler) => FieldTest;

function elements(accepts: FieldTest['accepts']): FieldTest {
  return { leaf: 'elements', isNegated: false, accepts };
}

function whole(accepts: FieldTest['accepts']): FieldTest {
  return { leaf: 'whole', isNegated: false, accepts };
}

function negated(test: FieldTest): FieldTest {
  return { ...test, isNegated: !test.isNegated };
}

/** Equality; null also stands for a missing field, a pattern only for itself here. */
function equals(operand: Value): FieldTest {
  if (operand === undefined) throw new StoreError('BadValue', 'cannot compare to undefined');
  return elements((value) => sameValue(value, operand));
}

/** `$gt` and its kin compare within one type only; MinKey and MaxKey compare with all. */
function ordered(isInOrder: (order: number) => boolean): MakeTest {
  return (operand) => {
    if (asRegex(operand) !== undefined)
      throw new StoreError('BadValue', "Can't have RegEx as arg to predicate over field");
    const type = bracketOf(operand);
    const isAcrossTypes = type === bracket.minKey || type === bracket.maxKey;
    const isNaNOperand = type === bracket.number && Number.isNaN(toNumber(operand));
    return elements((value) => {
      if (value === MISSING && isAcrossTypes) return false;
      if (!isAcrossTypes && bracketOf(value) !== type) return false;
      const isNaNValue = type === bracket.number && Number.isNaN(toNumber(value));
      if (isNaNOperand !== isNaNValue && !isAcrossTypes) return false; // NaN is only in order with itself
      return isInOrder(compareValues(value, operand));
    });
  };
}

const isIn: MakeTest = (operand) => {
  if (!Array.isArray(operand)) throw new StoreError('BadValue', '$in needs an array');
  if (operand.some((item) => isDoc(item) && Object.keys(item)[0]?.startsWith('$') && !('$ref' in item))) {
    throw new StoreError('BadValue', 'cannot nest $ under $in');
  }
  const patterns = operand.map(asRegex).filter((pattern) => pattern !== undefined);
  const keys = new Set(operand.map((item) => encodeKey(item).toString('latin1')));
  return elements(
    (value) =>
      keys.has(encodeKey(value).toString('latin1')) ||
      (typeof value === 'string' && patterns.some((pattern) => pattern.test(value))),
  );
};

const regex: MakeTest = (operand, siblings) => {
  const options = siblings.$options;
  const inline = asRegex(operand);
  if (options !== undefined && typeof options !== 'string')
    throw new StoreError('BadValue', '$options has to be a string');
  if (inline === undefined && typeof operand !== 'string')
    throw new StoreError('BadValue', '$regex has to be a string');
  const pattern =
    typeof operand === 'string'
      ? compileRegex(operand, options ?? '')
      : inline !== undefined && options !== undefined
        ? compileRegex(inline.source, options)
        : inline;
  const own = encodeKey(typeof operand === 'string' ? pattern : operand);
  return elements((value) =>
    typeof value === 'string'
      ? pattern?.test(value) === true
      : bracketOf(value) === bracket.regex && encodeKey(value).equals(own),
  );
};

const size: MakeTest = (operand) => {
  const wanted = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(wanted) || wanted < 0) {
    throw new StoreError('BadValue', '$size must be a non-negative whole number');
  }
  return whole((value) => Array.isArray(value) && value.length === wanted);
};

const elemMatch: MakeTest = (operand, _siblings, compiler) => {
  if (!isDoc(operand)) throw new StoreError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  const isOnValues = compiler.isOperatorDoc(operand) && !['$and', '$or', '$nor', '$expr'].includes(first ?? '');
  const accepts = isOnValues
    ? valueMatcher(compiler.testsOf(operand))
    : documentMatcher(compiler.compileMatch(operand));
  return whole((value, trace) => {
    if (!Array.isArray(value)) return false;
    const index = value.findIndex((item) => accepts(item));
    if (index >= 0) trace.position = index;
    return index >= 0;
  });
};

/** `$elemMatch: { $gt: 1 }`: the element itself is the value, an array among the elements is not entered. */
function valueMatcher(tests: readonly FieldTest[]): (item: Value) => boolean {
  const trace: MatchTrace = { position: undefined };
  return (item) => tests.every((test) => test.accepts(item, trace) !== test.isNegated);
}

function documentMatcher(matches: Matcher): (item: Value) => boolean {
  return (item) => {
    if (isDoc(item)) return matches(item);
    return Array.isArray(item) && matches({ ...item });
  };
}

/** Within `$elemMatch`; for a field's own `$all` see match.ts. */
const all: MakeTest = (operand, _siblings, compiler) => {
  if (!Array.isArray(operand)) throw new StoreError('BadValue', '$all needs an array');
  const each = operand.map((item: Value) => {
    const isElemMatch = isDoc(item) && Object.hasOwn(item, '$elemMatch');
    return compiler.testsOf(isElemMatch || asRegex(item) !== undefined ? item : { $eq: item });
  });
  return whole(
    (value, trace) =>
      each.length > 0 &&
      each.every((tests) =>
        tests.every(
          (test) =>
            (test.leaf === 'elements' && Array.isArray(value) && value.some((item) => test.accepts(item, trace))) ||
            test.accepts(value, trace),
        ),
      ),
  );
};

/** Within `$elemMatch`; for a field's own `$not` see match.ts. */
const not: MakeTest = (operand, _siblings, compiler) => {
  const isPattern = asRegex(operand) !== undefined;
  if (!isPattern && !compiler.isOperatorDoc(operand))
    throw new StoreError('BadValue', '$not needs a regex or a document');
  const accepts = valueMatcher(compiler.testsOf(operand));
  return { leaf: 'whole', isNegated: true, accepts };
};

const mod: MakeTest = (operand) => {
  const [divisor, remainder] = Array.isArray(operand) ? operand.map((n: Value) => Math.trunc(toNumber(n))) : [];
  if (!Array.isArray(operand) || operand.length !== 2 || divisor === undefined || remainder === undefined) {
    throw new StoreError('BadValue', 'malformed mod, needs to be an array of two numbers');
  }
  if (!Number.isFinite(divisor) || divisor === 0) throw new StoreError('BadValue', 'divisor cannot be 0');
  return elements(
    (value) => isNumeric(value) && value !== MISSING && Math.trunc(toNumber(value)) % divisor === remainder,
  );
};

/** The bits of a whole number or of binary data (little endian), as one big integer. */
function bitsOf(value: Value): bigint | undefined {
  if (value instanceof Binary) {
    const hex = Buffer.from(value.buffer.subarray(0, value.position)).reverse().toString('hex');
    return hex === '' ? 0n : BigInt(`0x${hex}`);
  }
  if (value instanceof Long) return value.toBigInt();
  const number = toNumber(value);
  return Number.isInteger(number) ? BigInt(number) : undefined;
}

function bits(isAccepted: (value: bigint, mask: bigint) => boolean): MakeTest {
  return (operand) => {
    const mask = Array.isArray(operand)
      ? operand.reduce((sum: bigint, place: Value) => sum | (1n << BigInt(toNumber(place))), 0n)
      : bitsOf(operand);
    if (mask === undefined || mask < 0n)
      throw new StoreError('BadValue', 'a bit mask has to be a non-negative integer');
    return elements((value) => {
      const own = bitsOf(value);
      return own !== undefined && isAccepted(own, mask);
    });
  };
}

/** Every operator that a field's condition may hold. */
export const fieldTests: Readonly<Record<string, MakeTest>> = {
  $eq: equals,
  $ne: (operand) => negated(equals(operand)),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $in: isIn,
  $nin: (operand, siblings, compiler) => negated(isIn(operand, siblings, compiler)),
  $exists: (operand) => {
    const isWanted = operand !== false && operand !== null && (!isNumeric(operand) || toNumber(operand) !== 0);
    const test = whole((value) => value !== MISSING);
    return isWanted ? test : negated(test);
  },
  $type: (operand) => {
    const wanted = wantedTypes(operand);
    return elements((value) => value !== MISSING && wanted.has(typeNumber(value)));
  },
  $regex: regex,
  $size: size,
  $elemMatch: elemMatch,
  $all: all,
  $not: not,
  $mod: mod,
  $bitsAllSet: bits((value, mask) => (value & mask) === mask),
  $bitsAnySet: bits((value, mask) => (value & mask) !== 0n),
  $bitsAllClear: bits((value, mask) => (value & mask) === 0n),
  $bitsAnyClear: bits((value, mask) => (value & mask) !== mask),
};
