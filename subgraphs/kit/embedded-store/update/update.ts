import { ObjectId } from 'bson';
import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { compileMatch, operatorsOf } from '../query/match.ts';
import type { Matcher } from '../query/matcher.ts';
import { isArrayIndex, type PathParts, splitPath } from '../query/path.ts';
import { modifyAt } from './apply.ts';
import { checkId } from './check-id.ts';
import type { Update } from './compiled-update.ts';
import { type Modifier, modifiers } from './operators.ts';
import { compilePipelineUpdate } from './pipeline.ts';
import { rename } from './rename.ts';

/**
 * Compiles an update. Not mingo's: tried in 7.2.7, it leaves a document as it is, without an error, for `$inc` of a
 * text and for `$set` below a scalar, and it knows no BSON number types.
 * @throws StoreError FailedToParse, ConflictingUpdateOperators, … before any document is touched.
 */
export function compileUpdate(update: Value, arrayFilters: readonly Doc[], variables?: Doc): Update {
  if (Array.isArray(update)) {
    if (arrayFilters.length > 0) throw new StoreError('FailedToParse', 'arrayFilters may not be used with a pipeline');
    return compilePipelineUpdate(update, variables);
  }
  if (!isDoc(update)) throw new StoreError('FailedToParse', 'Update argument must be an object or an array');
  const [first] = Object.keys(update);
  return first?.startsWith('$') === true ? operatorUpdate(update, arrayFilters) : replacement(update, arrayFilters);
}

function replacement(update: Doc, arrayFilters: readonly Doc[]): Update {
  const operator = Object.keys(update).find((name) => name.startsWith('$'));
  if (operator !== undefined) {
    throw new StoreError(
      'FailedToParse',
      `The dollar ($) prefixed field '${operator}' is not allowed in a replacement`,
    );
  }
  if (arrayFilters.length > 0) throw new StoreError('FailedToParse', 'arrayFilters need update operators');
  return {
    isReplacement: true,
    apply: (doc) => {
      const { _id: given, ...rest } = update;
      const id = Object.hasOwn(doc, '_id') ? doc._id : (given ?? new ObjectId());
      checkId(id, given ?? id);
      return { _id: id, ...rest };
    },
  };
}

interface Change {
  readonly path: string;
  readonly parts: PathParts;
  readonly isOnInsertOnly: boolean;
  run(doc: Doc, position: number | undefined): void;
}

function operatorUpdate(update: Doc, arrayFilters: readonly Doc[]): Update {
  const filters = compileArrayFilters(arrayFilters);
  const used = new Set<string>();
  const changes = Object.entries(update).flatMap(([operator, fields]) => {
    if (!isDoc(fields)) {
      throw new StoreError('FailedToParse', `Modifiers operate on fields: ${operator} needs an object`);
    }
    return Object.entries(fields).map(([path, operand]) => changeOf(operator, path, operand, filters, used));
  });
  for (const identifier of filters.keys()) {
    if (used.has(identifier)) continue;
    throw new StoreError('FailedToParse', `The array filter for identifier '${identifier}' was not used in the update`);
  }
  checkConflicts(changes.flatMap(({ path }) => path.split('\0')));
  const ordered = changes.toSorted((a, b) => comparePaths(a.parts, b.parts));
  return {
    isReplacement: false,
    apply: (doc, position, isInsert) => {
      const hadId = Object.hasOwn(doc, '_id');
      const id = doc._id;
      for (const change of ordered) if (isInsert || !change.isOnInsertOnly) change.run(doc, position);
      if (hadId) checkId(id, Object.hasOwn(doc, '_id') ? doc._id : MISSING);
      return doc;
    },
  };
}

function changeOf(
  operator: string,
  path: string,
  operand: Value,
  filters: ReadonlyMap<string, Matcher>,
  used: Set<string>,
): Change {
  const parts = splitPath(path);
  checkPath(path, parts, filters, used);
  if (operator === '$rename') {
    if (typeof operand !== 'string') throw new StoreError('BadValue', "The 'to' field for $rename must be a string");
    const to = splitPath(operand);
    checkPath(operand, to, filters, used);
    // Both names take part in the check for conflicts.
    return { path: `${path}\0${operand}`, parts, isOnInsertOnly: false, run: (doc) => rename(doc, parts, to) };
  }
  const isOnInsertOnly = operator === '$setOnInsert';
  const name = isOnInsertOnly ? '$set' : operator;
  const make = Object.hasOwn(modifiers, name) ? modifiers[name] : undefined;
  if (make === undefined) {
    throw new StoreError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  const modifier: Modifier = make(operand);
  const isChosen = (identifier: string, item: Value) => filters.get(identifier)?.({ [identifier]: item }) === true;
  return {
    path,
    parts,
    isOnInsertOnly,
    run: (doc, position) => modifyAt(doc, parts, modifier, { position, isChosen }),
  };
}

function checkPath(path: string, parts: PathParts, filters: ReadonlyMap<string, Matcher>, used: Set<string>): void {
  if (parts.includes('')) throw new StoreError('BadValue', `The update path '${path}' contains an empty field name`);
  if (parts.filter((part) => part === '$').length > 1 || parts[0]?.startsWith('$') === true) {
    throw new StoreError('BadValue', `The update path '${path}' is not valid`);
  }
  for (const part of parts) {
    const identifier = /^\$\[(.+)\]$/.exec(part)?.[1];
    if (identifier === undefined) {
      if (part.startsWith('$') && part !== '$' && part !== '$[]') {
        throw new StoreError(
          'BadValue',
          `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
        );
      }
    } else if (filters.has(identifier)) used.add(identifier);
    else throw new StoreError('BadValue', `No array filter found for identifier '${identifier}' in path '${path}'`);
  }
}

function compileArrayFilters(arrayFilters: readonly Doc[]): Map<string, Matcher> {
  const filters = new Map<string, Matcher>();
  for (const filter of arrayFilters) {
    const names = new Set(topLevelNames(filter));
    const [identifier, ...others] = names;
    if (identifier === undefined || others.length > 0) {
      throw new StoreError('FailedToParse', 'Each array filter names exactly one identifier');
    }
    if (filters.has(identifier)) {
      throw new StoreError('FailedToParse', `Found multiple array filters with the same identifier ${identifier}`);
    }
    filters.set(identifier, compileMatch(filter));
  }
  return filters;
}

function topLevelNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(operand) ? operand.filter(isDoc).flatMap(topLevelNames) : [];
  });
}

/** @throws StoreError ConflictingUpdateOperators when one path is another, or lies within it. */
function checkConflicts(paths: readonly string[]): void {
  const sorted = paths.toSorted();
  for (const [i, path] of sorted.entries()) {
    const other = sorted.slice(i + 1).find((next) => next === path || next.startsWith(`${path}.`));
    if (other !== undefined) {
      throw new StoreError(
        'ConflictingUpdateOperators',
        `Updating the path '${other}' would create a conflict at '${path}'`,
      );
    }
  }
}

/** New fields come in the order of their names, numbers by value. Source: manual, "Update Operators", behaviour. */
function comparePaths(a: PathParts, b: PathParts): number {
  for (const [i, part] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (isArrayIndex(part) && isArrayIndex(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** The document that an upsert starts from: what the query says each field is equal to. */
export function upsertBase(filter: Doc): Doc {
  const base: Doc = {};
  for (const [path, value] of equalities(filter)) {
    modifyAt(
      base,
      splitPath(path),
      { isCreating: true, apply: () => value },
      { position: undefined, isChosen: () => false },
    );
  }
  return base;
}

function equalities(filter: Doc): [string, Value][] {
  return Object.entries(filter).flatMap(([name, operand]): [string, Value][] => {
    if (name === '$and' && Array.isArray(operand)) return operand.filter(isDoc).flatMap(equalities);
    if (name === '$or' && Array.isArray(operand) && operand.length === 1)
      return operand.filter(isDoc).flatMap(equalities);
    if (name.startsWith('$')) return [];
    const { $eq: equal, $all: all, $in: among } = operatorsOf(operand);
    if (equal !== undefined) return [[name, equal]];
    if (Array.isArray(all) && all.length === 1) return [[name, all[0]]];
    return Array.isArray(among) && among.length === 1 ? [[name, among[0]]] : [];
  });
}
