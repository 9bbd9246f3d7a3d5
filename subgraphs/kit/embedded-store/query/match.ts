import { BSONRegExp } from 'bson';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { type Expression, expressionOf } from './expression.ts';
import type { Matcher, MatchTrace } from './matcher.ts';
import { type FieldTest, fieldTests } from './operators.ts';
import { reach, splitPath } from './path.ts';

const unsupportedTopLevel = ['$where', '$text', '$jsonSchema', '$sampleRate'];

/**
 * Compiles a MongoDB query.
 * Not mingo's `Query`: tried in 7.2.7, it finds Long 9 not less than Long 10 (it compares their text), 1 not equal to
 * Long 1, `{ b, c }` equal to `{ c, b }`, and `{ 'a.b': null }` not in `{ a: [{ c: 1 }, { b: 1 }] }`. Its expressions
 * serve `$expr`.
 * @throws StoreError BadValue for an operator MongoDB does not know, NotImplemented for one that we do not.
 */
export function compileMatch(query: Doc, variables?: Doc): Matcher {
  const parts = Object.entries(query).map(([name, operand]) => part(name, operand, variables));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return (doc, trace) => parts.every((matches) => matches(doc, trace));
}

function part(name: string, operand: Value, variables: Doc | undefined): Matcher {
  if (!name.startsWith('$')) return fieldMatcher(name, operand);
  switch (name) {
    case '$and': {
      const all = branches(name, operand, variables);
      return (doc, trace) => all.every((matches) => matches(doc, trace));
    }
    case '$or': {
      const any = branches(name, operand, variables);
      return (doc, trace) => any.some((matches) => matches(doc, trace));
    }
    case '$nor': {
      const none = branches(name, operand, variables);
      return (doc) => !none.some((matches) => matches(doc));
    }
    case '$expr': {
      const expression: Expression = expressionOf(operand, variables);
      return (doc) => isTruthy(expression(doc));
    }
    case '$comment':
      return () => true;
    default:
      if (unsupportedTopLevel.includes(name)) throw unsupported(`the query operator ${name}`);
      throw new StoreError('BadValue', `unknown top level operator: ${name}`);
  }
}

function isTruthy(value: Value): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0;
}

function branches(name: string, operand: Value, variables: Doc | undefined): Matcher[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw new StoreError('BadValue', `${name} argument must be a non-empty array`);
  }
  return operand.map((query: Value) => {
    if (!isDoc(query)) throw new StoreError('BadValue', `${name} argument's entries must be objects`);
    return compileMatch(query, variables);
  });
}

/** Whether an operand is a document of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperatorDoc(operand: Value): operand is Doc {
  if (!isDoc(operand)) return false;
  const [first] = Object.keys(operand);
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db';
}

/** A field's condition as operators: a bare value is `$eq`, a bare pattern is `$regex`. */
export function operatorsOf(operand: Value): Doc {
  if (isOperatorDoc(operand)) return operand;
  return operand instanceof RegExp || operand instanceof BSONRegExp ? { $regex: operand } : { $eq: operand };
}

/** `$not` and `$all` are of whole conditions on the path: each one inside goes its own way through the arrays. */
function fieldMatcher(path: string, operand: Value): Matcher {
  const { $not: inner, $all: wanted, ...operators } = operatorsOf(operand);
  const isEmpty = Object.keys(operators).length === 0;
  const matchers = (isEmpty ? [] : testsOf(operators)).map((test) => testMatcher(path, test));
  if (inner !== undefined) {
    testsOf({ $not: inner }); // refuses what is no condition
    const matches = fieldMatcher(path, inner);
    matchers.push((doc) => !matches(doc));
  }
  if (wanted !== undefined) {
    testsOf({ $all: wanted });
    const each = Array.isArray(wanted) ? wanted.map((item: Value) => fieldMatcher(path, oneOfAll(item))) : [];
    matchers.push((doc, trace) => each.length > 0 && each.every((matches) => matches(doc, trace)));
  }
  return (doc, trace) => matchers.every((matches) => matches(doc, trace));
}

function oneOfAll(item: Value): Value {
  const isCondition = item instanceof RegExp || item instanceof BSONRegExp || (isDoc(item) && '$elemMatch' in item);
  return isCondition ? item : { $eq: item };
}

function testMatcher(path: string, test: FieldTest): Matcher {
  const parts = splitPath(path);
  return (doc, trace) => {
    const isReached = reach(doc, parts, test.leaf, ({ value, position }) => {
      const inner: MatchTrace = { position: undefined };
      if (!test.accepts(value, inner)) return false;
      const index = position ?? inner.position;
      if (trace !== undefined && !test.isNegated && index !== undefined) trace.position = index;
      return true;
    });
    return isReached !== test.isNegated;
  };
}

/** The tests of one field's condition. `$elemMatch`, `$not` and `$all` come back here for what they hold. */
export function testsOf(operand: Value): FieldTest[] {
  const operators = operatorsOf(operand);
  return Object.entries(operators).flatMap(([name, argument]) => {
    if (name === '$options') {
      if (!Object.hasOwn(operators, '$regex')) throw new StoreError('BadValue', '$options needs a $regex');
      return [];
    }
    const make = Object.hasOwn(fieldTests, name) ? fieldTests[name] : undefined;
    if (make !== undefined) return [make(argument, operators, { compileMatch, isOperatorDoc, testsOf })];
    if (['$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$text'].includes(name)) {
      throw unsupported(`the query operator ${name}`);
    }
    throw new StoreError('BadValue', `unknown operator: ${name}`);
  });
}
