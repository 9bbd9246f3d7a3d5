import { Decimal128, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import type { AccumulatorOperator, ExpressionOperator, Options } from 'mingo/types';
import { compareValues, encodeKey, sameValue } from '../bson/key.ts';
import { plain, plainDoc } from '../bson/plain.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';

/** By name, as objects of our own: a module's namespace is not for looking up names. */
const mingoExpressions = { ...expressions };
const mingoAccumulators = { ...accumulators };

/** An aggregation expression, compiled: a document's value. */
export type Expression = (doc: Doc) => Value;

/** Operators that run a script or that mingo answers otherwise than MongoDB. */
const refused = new Set([
  '$function',
  '$accumulator',
  '$toHashedIndexKey',
  '$median',
  '$percentile',
  '$sampleRate',
  '$convert',
]);

/** Those that compute: a number wider than a double holds would come out wrong, so it is refused instead. */
const arithmetic = [
  ...['$add', '$subtract', '$multiply', '$divide', '$abs', '$ceil', '$floor', '$round', '$trunc', '$pow'],
  ...['$sqrt', '$exp', '$ln', '$log', '$log10', '$toInt', '$toLong', '$toDouble', '$toDecimal'],
] as const;
const numericAccumulators = ['$sum', '$avg', '$stdDevPop', '$stdDevSamp'] as const;

function isWide(value: Value): boolean {
  return value instanceof Decimal128 || value instanceof Long || (Array.isArray(value) && value.some(isWide));
}

function refuseWide(name: string, value: Value): void {
  if (isWide(value)) throw unsupported(`${name} on Decimal128, or on 64-bit integers beyond 2^53`);
}

function pair(name: string, test: (left: Value, right: Value) => Value): ExpressionOperator {
  return (doc: Value, args: Value, options: Options) => {
    const values = evalExpr(doc, args, options);
    if (!Array.isArray(values) || values.length !== 2) {
      throw new StoreError('BadValue', `Expression ${name} takes exactly 2 arguments`);
    }
    return test(values[0], values[1]);
  };
}

/** A missing field compares below null in an expression, and is its own equal. */
function order(left: Value, right: Value): number {
  return Math.sign(compareValues(left, right));
}

/** Of two arguments; comparisons are over all BSON types, where mingo's are within one JavaScript type only. */
const binary = {
  $eq: pair('$eq', (a, b) => order(a, b) === 0),
  $ne: pair('$ne', (a, b) => order(a, b) !== 0),
  $gt: pair('$gt', (a, b) => order(a, b) > 0),
  $gte: pair('$gte', (a, b) => order(a, b) >= 0),
  $lt: pair('$lt', (a, b) => order(a, b) < 0),
  $lte: pair('$lte', (a, b) => order(a, b) <= 0),
  $cmp: pair('$cmp', order),
  $in: pair('$in', (item, list) => {
    if (!Array.isArray(list)) throw new StoreError('BadValue', '$in requires an array as a second argument');
    return list.some((other) => sameValue(item, other));
  }),
  $mod: pair('$mod', (value, divisor) => {
    refuseWide('$mod', [value, divisor]);
    if (value === null || value === undefined || divisor === null || divisor === undefined) return null;
    if (typeof value !== 'number' || typeof divisor !== 'number')
      throw new StoreError('BadValue', '$mod needs numbers');
    if (divisor === 0) throw new StoreError('BadValue', "can't $mod by zero");
    return value % divisor;
  }),
};

/** The shape that all of mingo's operators share; its own types are a union of every single one. */
type Operator = (doc: Doc, args: Value, options: Options) => Value;
type GroupOperator = (group: Doc[], expression: Value, options: Options) => Value;

function guarded(): Record<string, ExpressionOperator> {
  const out: Record<string, ExpressionOperator> = {};
  for (const name of arithmetic) {
    const operator: Operator = mingoExpressions[name];
    out[name] = (doc: Doc, args: Value, options: Options) => {
      const value = evalExpr(doc, args, options);
      refuseWide(name, isDoc(value) ? Object.values(value) : value);
      return operator(doc, literal(value), options);
    };
  }
  return out;
}

/** Values already computed, passed on so that nothing computes them again. */
function literal(value: Value): Value {
  if (Array.isArray(value)) return value.map(literal);
  if (isDoc(value)) return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, literal(field)]));
  return typeof value === 'string' && value.startsWith('$') ? { $literal: value } : value;
}

/** What an accumulator works on: the values of its expression over a group, missing ones left out. */
function present(group: Value, expression: Value, options: Options): Value[] {
  const values = Array.isArray(group) ? accumulators.$push(group, { value: expression }, options) : [];
  const isComputed = expression === null || expression === undefined; // the array itself holds the values
  const items: Value[] = isComputed
    ? Array.isArray(group)
      ? group
      : []
    : values.map((item) => isDoc(item) && item.value);
  return items.filter((item) => item !== undefined);
}

function extreme(sign: 1 | -1): AccumulatorOperator {
  return (group: Value, expression: Value, options: Options) => {
    let best: Value = null;
    for (const value of present(group, expression, options)) {
      if (value !== null && (best === null || compareValues(value, best) * sign < 0)) best = value;
    }
    return best;
  };
}

function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [encodeKey(value).toString('latin1'), value])).values()];
}

function groupOperators(): Record<string, AccumulatorOperator> {
  const out: Record<string, AccumulatorOperator> = {
    $min: extreme(1),
    $max: extreme(-1),
    $push: present,
    $addToSet: (group: Value, expression: Value, options: Options) => distinct(present(group, expression, options)),
  };
  for (const name of numericAccumulators) {
    const operator: GroupOperator = mingoAccumulators[name];
    out[name] = (group: Doc[], expression: Value, options: Options) => {
      const values = present(group, expression, options);
      refuseWide(name, values);
      return operator(
        values.map((value) => ({ value })),
        '$value',
        options,
      );
    };
  }
  return out;
}

/** mingo's operators with ours in the place of those that differ from MongoDB's. */
export const operators = {
  accumulator: { ...mingoAccumulators, ...groupOperators() },
  expression: { ...mingoExpressions, ...guarded(), ...binary },
};

const context = Context.init(operators);

const known = new Set([...Object.keys(operators.accumulator), ...Object.keys(operators.expression)]);

/** How mingo is run: no scripts, errors raised. */
export function mingoOptions(variables: Doc = {}): Options {
  return {
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    scriptEnabled: false,
    failOnError: true,
    variables,
    context,
  };
}

/** Refuses an unknown operator before any document is read. @throws StoreError. */
export function checkExpression(expression: Value): void {
  if (Array.isArray(expression)) for (const item of expression) checkExpression(item);
  if (!isDoc(expression)) return;
  for (const [name, operand] of Object.entries(expression)) {
    if (name === '$literal') return;
    if (refused.has(name)) throw unsupported(`the expression ${name}`);
    if (name.startsWith('$') && !known.has(name)) throw new StoreError('BadValue', `Unrecognized expression '${name}'`);
    checkExpression(operand);
  }
}

/** The value of a checked, plain expression for a plain document; undefined when it is missing. */
export function evaluate(doc: Doc, expression: Value, options: Options): Value {
  return evalExpr(doc, expression, options);
}

/** @param operand the expression as it came, with BSON's number types. */
export function expressionOf(operand: Value, variables?: Doc): Expression {
  checkExpression(operand);
  const expression = plain(operand);
  const options = mingoOptions(variables);
  return (doc) => evalExpr(plainDoc(doc), expression, options);
}
