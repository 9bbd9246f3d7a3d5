import { plain, plainDoc } from '../bson/plain.ts';
import { type Doc, isDoc, isNumeric, MISSING, toNumber, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkExpression, evaluate, mingoOptions } from './expression.ts';
import { compileMatch } from './match.ts';
import { splitPath } from './path.ts';

/** What a find or a `$project` keeps of a document. @param position where the query met an array, for `field.$`. */
export type Projection = (doc: Doc, position?: number) => Doc;

type Leaf =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'positional' }
  | { readonly kind: 'slice'; readonly skip: number; readonly limit: number | undefined }
  | { readonly kind: 'elemMatch'; readonly matches: (item: Value) => boolean }
  | { readonly kind: 'expression'; readonly expression: Value };

/** Fields by name, in the order in which the projection names them: computed fields come out in it. */
interface Tree {
  readonly children: Map<string, Tree | Leaf>;
}

function isLeaf(node: Tree | Leaf): node is Leaf {
  return 'kind' in node;
}

/**
 * Compiles a projection: inclusion or exclusion (not both), `$slice`, `$elemMatch`, `field.$`, and expressions.
 * @param dialect 'find' knows `$slice: n`, `$elemMatch` and `field.$`; in 'aggregate' every operator is an expression.
 * @throws StoreError for a projection that mixes or collides.
 */
export function compileProjection(spec: Doc, dialect: 'find' | 'aggregate', variables: Doc = {}): Projection {
  const tree: Tree = { children: new Map() };
  collect(spec, [], tree, dialect);
  const { isExclusion, keepsId } = mode(tree, spec, dialect);
  const options = mingoOptions(variables);
  return (doc, position) => {
    let plainRoot: Doc | undefined;
    const compute = (expression: Value) => {
      plainRoot ??= plainDoc(doc);
      return evaluate(plainRoot, expression, options);
    };
    return isExclusion
      ? excluded(doc, tree, position)
      : included(doc, tree, { compute, position, isRoot: true, keepsId });
  };
}

function collect(spec: Doc, prefix: readonly string[], tree: Tree, dialect: 'find' | 'aggregate'): void {
  for (const [name, operand] of Object.entries(spec)) {
    if (name.startsWith('$')) throw new StoreError('BadValue', `FieldPath field names may not start with '$': ${name}`);
    const parts = [...prefix, ...splitPath(name)];
    if (parts.includes('')) throw new StoreError('BadValue', 'FieldPath must not end with or hold an empty field name');
    const isNested = isDoc(operand) && Object.keys(operand).length > 0 && !Object.keys(operand)[0]?.startsWith('$');
    if (isNested) collect(operand, parts, tree, dialect);
    else insert(tree, parts, leafOf(operand, parts, dialect));
  }
}

function leafOf(operand: Value, parts: readonly string[], dialect: 'find' | 'aggregate'): Leaf {
  if (dialect === 'find' && parts.at(-1) === '$') return { kind: 'positional' };
  if (typeof operand === 'boolean') return { kind: operand ? 'include' : 'exclude' };
  if (isNumeric(operand)) return { kind: toNumber(operand) === 0 ? 'exclude' : 'include' };
  if (isDoc(operand) && dialect === 'find') {
    if ('$slice' in operand) {
      const slice = sliceOf(operand.$slice);
      if (slice !== undefined) return slice;
    }
    if ('$elemMatch' in operand) return elemMatchOf(operand.$elemMatch);
    if ('$meta' in operand) throw unsupported('$meta in a projection');
  }
  checkExpression(operand);
  return { kind: 'expression', expression: plain(operand) };
}

function sliceOf(operand: Value): Leaf | undefined {
  if (isNumeric(operand)) {
    const count = toNumber(operand);
    return { kind: 'slice', skip: Math.min(count, 0), limit: count < 0 ? undefined : count };
  }
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumeric)) return undefined;
  const [skip = 0, limit = 0] = operand.map(toNumber);
  if (limit <= 0) throw new StoreError('BadValue', 'the second argument of $slice has to be positive');
  return { kind: 'slice', skip, limit };
}

function elemMatchOf(operand: Value): Leaf {
  if (!isDoc(operand)) throw new StoreError('BadValue', '$elemMatch needs an Object');
  const matches = compileMatch({ item: { $elemMatch: operand } });
  return { kind: 'elemMatch', matches: (item) => matches({ item: [item] }) };
}

function insert(tree: Tree, parts: readonly string[], leaf: Leaf): void {
  const path = leaf.kind === 'positional' ? parts.slice(0, -1) : parts;
  let node = tree;
  for (const [i, name] of path.entries()) {
    const known = node.children.get(name);
    if (i === path.length - 1) {
      if (known !== undefined) throw collision(path);
      node.children.set(name, leaf);
    } else if (known === undefined) {
      const next: Tree = { children: new Map() };
      node.children.set(name, next);
      node = next;
    } else if (isLeaf(known)) throw collision(path);
    else node = known;
  }
}

function collision(path: readonly string[]): StoreError {
  return new StoreError('BadValue', `Path collision at ${path.join('.')}`);
}

/** Whether the projection excludes; `$slice` alone keeps all other fields, as MongoDB's find does. */
function mode(tree: Tree, spec: Doc, dialect: string): { isExclusion: boolean; keepsId: boolean } {
  const leaves = leavesOf(tree).filter(({ path }) => path !== '_id');
  const id = tree.children.get('_id');
  const isIdExcluded = id !== undefined && isLeaf(id) && id.kind === 'exclude';
  const includes = leaves.some(({ leaf }) => ['include', 'expression', 'positional', 'elemMatch'].includes(leaf.kind));
  const excludes = leaves.some(({ leaf }) => leaf.kind === 'exclude');
  if (includes && excludes) {
    throw new StoreError('BadValue', `Cannot do exclusion and inclusion in one projection: ${JSON.stringify(spec)}`);
  }
  const hasOnlySlices = leaves.length > 0 && leaves.every(({ leaf }) => leaf.kind === 'slice');
  const isEmptyFind = dialect === 'find' && leaves.length === 0 && (id === undefined || isIdExcluded);
  const isExclusion = excludes || hasOnlySlices || isEmptyFind || (leaves.length === 0 && isIdExcluded);
  return { isExclusion, keepsId: !isIdExcluded };
}

function leavesOf(tree: Tree, prefix = ''): { path: string; leaf: Leaf }[] {
  return [...tree.children].flatMap(([name, node]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return isLeaf(node) ? [{ path, leaf: node }] : leavesOf(node, path);
  });
}

function excluded(doc: Doc, tree: Tree, position: number | undefined): Doc {
  const out: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.children.get(name);
    if (node === undefined) set(out, name, value);
    else if (isLeaf(node)) {
      if (node.kind !== 'exclude') set(out, name, pick(value, node, position));
    } else
      set(
        out,
        name,
        throughArrays(
          value,
          (inner) => excluded(inner, node, position),
          (item) => item,
        ),
      );
  }
  return out;
}

interface Inclusion {
  readonly compute: (expression: Value) => Value;
  readonly position: number | undefined;
  readonly isRoot: boolean;
  readonly keepsId: boolean;
}

function included(doc: Doc, tree: Tree, inclusion: Inclusion): Doc {
  const out: Doc = {};
  const inner = { ...inclusion, isRoot: false };
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.children.get(name);
    if (node === undefined) {
      if (inclusion.isRoot && name === '_id' && inclusion.keepsId) set(out, name, value);
    } else if (!isLeaf(node)) {
      const part = throughArrays(
        value,
        (item) => included(item, node, inner),
        () => (hasComputed(node) ? included({}, node, inner) : MISSING),
      );
      if (part !== MISSING) set(out, name, part);
    } else if (node.kind !== 'expression' && node.kind !== 'exclude') {
      const part = pick(value, node, inclusion.position);
      if (part !== MISSING) set(out, name, part);
    }
  }
  for (const [name, node] of tree.children) {
    if (isLeaf(node) && node.kind === 'expression') {
      const value = inclusion.compute(node.expression);
      if (value !== undefined) set(out, name, value);
    } else if (!isLeaf(node) && !Object.hasOwn(doc, name) && hasComputed(node)) {
      set(out, name, included({}, node, inner));
    }
  }
  return out;
}

function hasComputed(tree: Tree): boolean {
  return leavesOf(tree).some(({ leaf }) => leaf.kind === 'expression');
}

/** A sub-projection of a value: documents by `project`, arrays item by item, other values by `scalar`. */
function throughArrays(value: Value, project: (doc: Doc) => Doc, scalar: (value: Value) => Value): Value {
  if (isDoc(value)) return project(value);
  if (!Array.isArray(value)) return scalar(value);
  return value.map((item: Value) => throughArrays(item, project, scalar)).filter((item) => item !== MISSING);
}

function pick(value: Value, leaf: Leaf, position: number | undefined): Value {
  if (leaf.kind === 'include' || !Array.isArray(value)) return leaf.kind === 'elemMatch' ? MISSING : value;
  switch (leaf.kind) {
    case 'slice': {
      const from = leaf.skip < 0 ? Math.max(0, value.length + leaf.skip) : leaf.skip;
      return value.slice(from, leaf.limit === undefined ? undefined : from + leaf.limit);
    }
    case 'elemMatch': {
      const index = value.findIndex((item: Value) => leaf.matches(item));
      return index < 0 ? MISSING : [value[index]];
    }
    case 'positional':
      if (position === undefined) {
        throw new StoreError('BadValue', "the positional operator '.$' needs the array field in the query");
      }
      return position < value.length ? [value[position]] : [];
    default:
      return value;
  }
}

/** Sets a field even when its name is `__proto__`. */
export function set(doc: Doc, name: string, value: Value): void {
  if (name !== '__proto__') doc[name] = value;
  else Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
}
