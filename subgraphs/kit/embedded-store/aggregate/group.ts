import { OpType } from 'mingo/core';
import { encodeKey } from '../bson/key.ts';
import { plain } from '../bson/plain.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkExpression, evaluate, mingoOptions } from '../query/expression.ts';
import type { MakeStage } from './stage.ts';

/** The documents of one group, with the value they share; two are in one when MongoDB calls the values equal. */
export function groupBy(docs: readonly Doc[], keyOf: (doc: Doc) => Value): { id: Value; docs: Doc[] }[] {
  const groups = new Map<string, { id: Value; docs: Doc[] }>();
  for (const doc of docs) {
    const id = keyOf(doc) ?? null;
    const key = encodeKey(id).toString('latin1');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { id, docs: [doc] });
    else group.docs.push(doc);
  }
  return [...groups.values()];
}

/** The fields that a group computes, compiled: `{ total: { $sum: '$n' } }`. */
function accumulate(spec: Doc, variables: Doc): (docs: readonly Doc[]) => Doc {
  const options = mingoOptions(variables);
  const fields = Object.entries(spec).map(([name, operand]) => {
    const [[operator, argument] = ['', undefined], ...others] = isDoc(operand) ? Object.entries(operand) : [];
    if (name.includes('.') || name.startsWith('$')) {
      throw new StoreError('BadValue', `The field name '${name}' cannot be used in a $group`);
    }
    if (others.length > 0) throw new StoreError('BadValue', `The field '${name}' must specify one accumulator`);
    const run = options.context.getOperator(OpType.ACCUMULATOR, operator);
    if (operator === '$accumulator') throw unsupported('$accumulator');
    if (run === null) throw new StoreError('BadValue', `unknown group operator '${operator}'`);
    checkExpression(argument);
    return { name, run, argument: plain(argument) };
  });
  return (docs) => Object.fromEntries(fields.map(({ name, run, argument }) => [name, run(docs, argument, options)]));
}

export const group: MakeStage = (spec, { variables }) => {
  if (!isDoc(spec) || !('_id' in spec)) throw new StoreError('BadValue', 'a group specification must include an _id');
  const { _id: idSpec, ...fields } = spec;
  checkExpression(idSpec);
  const idExpression = plain(idSpec);
  const options = mingoOptions(variables);
  const compute = accumulate(fields, variables);
  return (docs) =>
    groupBy(docs, (doc) => evaluate(doc, idExpression, options)).map(({ id, docs: members }) => ({
      _id: id,
      ...compute(members),
    }));
};

export const bucket: MakeStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError('BadValue', 'Argument to $bucket stage must be an object');
  const { groupBy: by, boundaries, default: other, output = { count: { $sum: 1 } } } = spec;
  if (!Array.isArray(boundaries) || boundaries.length < 2 || !isDoc(output)) {
    throw new StoreError('BadValue', "$bucket needs 'boundaries' of two values or more, and 'output' to be an object");
  }
  checkExpression(by);
  const expression = plain(by);
  const options = mingoOptions(variables);
  const keys = boundaries.map((boundary: Value) => encodeKey(boundary));
  if (keys.some((key, i) => i > 0 && Buffer.compare(keys[i - 1] ?? key, key) >= 0)) {
    throw new StoreError('BadValue', "The 'boundaries' option to $bucket must be in ascending order");
  }
  const compute = accumulate(output, variables);
  const bucketOf = (doc: Doc): Value => {
    const key = encodeKey(evaluate(doc, expression, options) ?? null);
    const place = keys.findLastIndex((boundary) => Buffer.compare(boundary, key) <= 0);
    if (place >= 0 && place < keys.length - 1) return plain(boundaries[place]);
    if (other === undefined)
      throw new StoreError('BadValue', '$bucket needs a default for values outside its boundaries');
    return plain(other);
  };
  return (docs) =>
    groupBy(docs, bucketOf)
      .toSorted((a, b) => Buffer.compare(encodeKey(a.id), encodeKey(b.id)))
      .map(({ id, docs: members }) => ({ _id: id, ...compute(members) }));
};
