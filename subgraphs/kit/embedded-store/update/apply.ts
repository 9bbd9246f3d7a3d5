import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { isArrayIndex, type PathParts } from '../query/path.ts';
import { set } from '../query/projection.ts';
import { shellText } from '../query/shell-text.ts';
import { KEEP, type Modifier, REMOVE } from './operators.ts';

/** MongoDB refuses to fill an array with more nulls than this to reach an index. */
const MAX_BACKFILL = 1_500_000;

/** What the `$`, `$[]` and `$[name]` of a path stand for in one document. */
interface ArrayChoice {
  /** Index that the query met; undefined when it met no array. */
  readonly position: number | undefined;
  isChosen(identifier: string, item: Value): boolean;
}

/** Applies a modifier at a path, changing `doc` in place. @throws StoreError PathNotViable, BadValue. */
export function modifyAt(doc: Doc, parts: PathParts, modifier: Modifier, choice: ArrayChoice): void {
  step(doc, parts, 0, modifier, choice);
}

function step(container: Doc | Value[], parts: PathParts, at: number, modifier: Modifier, choice: ArrayChoice): void {
  const name = parts[at] ?? '';
  if (name.startsWith('$[')) {
    everyChosen(container, parts, at, modifier, choice);
  } else if (name === '$') {
    if (choice.position === undefined) {
      throw new StoreError('BadValue', 'The positional operator did not find the match needed from the query.');
    }
    slot(container, String(choice.position), parts, at, modifier, choice);
  } else {
    slot(container, name, parts, at, modifier, choice);
  }
}

function everyChosen(
  container: Doc | Value[],
  parts: PathParts,
  at: number,
  modifier: Modifier,
  choice: ArrayChoice,
): void {
  const path = parts.slice(0, at).join('.');
  if (!Array.isArray(container)) {
    throw new StoreError('BadValue', `Cannot apply array updates to non-array element ${path}`);
  }
  const identifier = (parts[at] ?? '').slice(2, -1);
  for (const [index, item] of container.entries()) {
    if (identifier === '' || choice.isChosen(identifier, item)) {
      slot(container, String(index), parts, at, modifier, choice);
    }
  }
}

/** The field or array place `name` of `container`: changed when the path ends here, entered when not. */
function slot(
  container: Doc | Value[],
  name: string,
  parts: PathParts,
  at: number,
  modifier: Modifier,
  choice: ArrayChoice,
): void {
  if (Array.isArray(container) && !isArrayIndex(name)) {
    if (modifier.isCreating) throw notViable(name, parts, at, container);
    return;
  }
  const current = Array.isArray(container)
    ? Number(name) < container.length
      ? container[Number(name)]
      : MISSING
    : Object.hasOwn(container, name)
      ? container[name]
      : MISSING;
  if (at === parts.length - 1) {
    put(container, name, modifier.apply(current, parts.join('.')));
  } else if (isDoc(current) || Array.isArray(current)) {
    step(current, parts, at + 1, modifier, choice);
  } else if (current !== MISSING) {
    if (modifier.isCreating) throw notViable(parts[at + 1] ?? '', parts, at + 1, current);
  } else if (modifier.isCreating) {
    if (parts[at + 1]?.startsWith('$') === true) {
      const path = parts.slice(0, at + 1).join('.');
      throw new StoreError(
        'BadValue',
        `The path '${path}' must exist in the document in order to apply array updates.`,
      );
    }
    const made: Doc = {};
    step(made, parts, at + 1, modifier, choice);
    put(container, name, made);
  }
}

function put(container: Doc | Value[], name: string, result: Value): void {
  if (result === KEEP) return;
  if (!Array.isArray(container)) {
    if (result === REMOVE) delete container[name];
    else set(container, name, result);
    return;
  }
  const index = Number(name);
  if (result === REMOVE) {
    container[index] = null; // an unset array place keeps its place
    return;
  }
  if (index - container.length > MAX_BACKFILL) throw new StoreError('BadValue', `array index ${index} is too far out`);
  while (container.length < index) container.push(null);
  container[index] = result;
}

function notViable(name: string, parts: PathParts, at: number, element: Value): StoreError {
  const parent = parts[at - 1] ?? '';
  return new StoreError('PathNotViable', `Cannot create field '${name}' in element {${parent}: ${shellText(element)}}`);
}
