import { plain } from '../bson/plain.ts';
import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { checkExpression, evaluate, mingoOptions } from '../query/expression.ts';
import { splitPath } from '../query/path.ts';
import { compileProjection } from '../query/projection.ts';
import { valueAt, withValue } from './paths.ts';
import type { MakeStage } from './stage.ts';

export const project: MakeStage = (spec, { variables }) => {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw new StoreError('BadValue', '$project specification must be an object with at least one field');
  }
  const keep = compileProjection(spec, 'aggregate', variables);
  return (docs) => docs.map((doc) => keep(doc));
};

export const unset: MakeStage = (spec, surroundings) => {
  const names: Value[] = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw new StoreError('BadValue', '$unset specification must be a string or an array of strings');
  }
  return project(Object.fromEntries(names.map((name) => [name, false])), surroundings);
};

export const addFields: MakeStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError('BadValue', '$addFields specification must be an object');
  const fields = flatten(spec, []).map(({ path, operand }) => {
    checkExpression(operand);
    return { path, expression: plain(operand) };
  });
  const options = mingoOptions(variables);
  return (docs) =>
    docs.map((doc) =>
      fields.reduce((out: Doc, { path, expression }) => {
        const value = evaluate(doc, expression, options);
        return withValue(out, path, value === undefined ? MISSING : value);
      }, doc),
    );
};

/** `{ a: { b: 1 } }` sets `a.b` and keeps the rest of `a`. */
function flatten(spec: Doc, prefix: readonly string[]): { path: readonly string[]; operand: Value }[] {
  return Object.entries(spec).flatMap(([name, operand]) => {
    const path = [...prefix, ...splitPath(name)];
    if (path.some((part) => part === '' || part.startsWith('$'))) {
      throw new StoreError('BadValue', `Invalid field path '${path.join('.')}'`);
    }
    const isNested = isDoc(operand) && Object.keys(operand).length > 0 && !Object.keys(operand)[0]?.startsWith('$');
    return isNested ? flatten(operand, path) : [{ path, operand }];
  });
}

export const replaceWith: MakeStage = (spec, { variables }) => {
  checkExpression(spec);
  const expression = plain(spec);
  const options = mingoOptions(variables);
  return (docs) =>
    docs.map((doc) => {
      const root = evaluate(doc, expression, options);
      if (!isDoc(root)) throw new StoreError('BadValue', "'newRoot' expression must evaluate to an object");
      return root;
    });
};

export const replaceRoot: MakeStage = (spec, surroundings) => {
  if (!isDoc(spec) || !('newRoot' in spec)) throw new StoreError('BadValue', 'no newRoot specified for $replaceRoot');
  return replaceWith(spec.newRoot, surroundings);
};

export const unwind: MakeStage = (spec) => {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = isDoc(spec)
    ? spec
    : { path: spec, includeArrayIndex: undefined, preserveNullAndEmptyArrays: false };
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2) {
    throw new StoreError('BadValue', "path option to $unwind stage should be prefixed with a '$'");
  }
  const parts = splitPath(path.slice(1));
  const withIndex = (doc: Doc, index: number | null) =>
    typeof includeArrayIndex === 'string' ? withValue(doc, splitPath(includeArrayIndex), index) : doc;
  return (docs) =>
    docs.flatMap((doc) => {
      const value = valueAt(doc, parts);
      if (Array.isArray(value) && value.length > 0) {
        return value.map((item: Value, index) => withIndex(withValue(doc, parts, item), index));
      }
      const isNothing = value === MISSING || value === null || value === undefined || Array.isArray(value);
      if (!isNothing) return [withIndex(doc, null)];
      if (preserveNullAndEmptyArrays !== true) return [];
      return [withIndex(Array.isArray(value) ? withValue(doc, parts, MISSING) : doc, null)];
    });
};
