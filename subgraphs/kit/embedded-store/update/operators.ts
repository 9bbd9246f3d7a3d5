import { Int32, Timestamp } from 'bson';
import { compareValues } from '../bson/key.ts';
import { isDoc, isNumeric, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { shellText } from '../query/shell-text.ts';
import { typeName } from '../query/type-names.ts';
import { addToSet, pop, pull, pullAll, push } from './arrays.ts';
import { arithmetic, bitwise } from './numbers.ts';

/** What a modifier leaves: a value, or one of these two. */
export const REMOVE: unique symbol = Symbol('remove');
export const KEEP: unique symbol = Symbol('keep');

/** One operator with its operand for one field. */
export interface Modifier {
  /** Whether a missing path is made for it. */
  readonly isCreating: boolean;
  /** @param current the field's value, or MISSING. */
  apply(current: Value, path: string): Value;
}

type MakeModifier = (operand: Value) => Modifier;

function creating(apply: Modifier['apply']): Modifier {
  return { isCreating: true, apply };
}

function onlyExisting(apply: Modifier['apply']): Modifier {
  return { isCreating: false, apply: (current, path) => (current === MISSING ? KEEP : apply(current, path)) };
}

function numeric(name: string, operation: 'add' | 'multiply'): MakeModifier {
  return (operand) => {
    const verb = operation === 'add' ? 'increment' : 'multiply';
    if (!isNumeric(operand)) {
      throw new StoreError('TypeMismatch', `Cannot ${verb} with non-numeric argument: ${shellText(operand)}`);
    }
    return creating((current, path) => {
      if (current === MISSING) return operation === 'add' ? operand : arithmetic('multiply', new Int32(0), operand);
      if (!isNumeric(current)) {
        throw new StoreError(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeName(current)}`,
        );
      }
      return arithmetic(operation, current, operand);
    });
  };
}

const currentDate: MakeModifier = (operand) => {
  const type = isDoc(operand) ? operand.$type : operand === true ? 'date' : undefined;
  if (type === 'date') return creating(() => new Date());
  if (type === 'timestamp') return creating(() => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }));
  throw new StoreError('BadValue', "$currentDate takes true, { $type: 'date' } or { $type: 'timestamp' }");
};

const bit: MakeModifier = (operand) => {
  const [[name, argument] = ['', undefined], ...others] = isDoc(operand) ? Object.entries(operand) : [];
  if ((name !== 'and' && name !== 'or' && name !== 'xor') || others.length > 0) {
    throw new StoreError('BadValue', 'The $bit modifier takes { and: n }, { or: n } or { xor: n }');
  }
  return creating((current) => bitwise(name, current === MISSING ? new Int32(0) : current, argument));
};

function best(sign: 1 | -1): MakeModifier {
  return (operand) =>
    creating((current) => (current === MISSING || compareValues(operand, current) * sign < 0 ? operand : KEEP));
}

/** Every update operator but `$rename`, which is about two fields, and `$setOnInsert`, which is `$set` on insert. */
export const modifiers: Readonly<Record<string, MakeModifier>> = {
  $set: (operand) => creating(() => operand),
  $unset: () => onlyExisting(() => REMOVE),
  $inc: numeric('$inc', 'add'),
  $mul: numeric('$mul', 'multiply'),
  $min: best(1),
  $max: best(-1),
  $currentDate: currentDate,
  $bit: bit,
  $push: (operand) => {
    const change = push(operand);
    return creating((current, path) => change(arrayOr(current, path, []), path));
  },
  $addToSet: (operand) => {
    const change = addToSet(operand);
    return creating((current, path) => change(arrayOr(current, path, []), path));
  },
  $pop: (operand) => {
    const change = pop(operand);
    return onlyExisting((current, path) => change(arrayOr(current, path, []), path));
  },
  $pull: (operand) => {
    const change = pull(operand);
    return onlyExisting((current, path) => change(arrayOr(current, path, []), path));
  },
  $pullAll: (operand) => {
    const change = pullAll(operand);
    return onlyExisting((current, path) => change(arrayOr(current, path, []), path));
  },
};

function arrayOr(current: Value, path: string, fallback: readonly Value[]): readonly Value[] {
  if (current === MISSING) return fallback;
  if (Array.isArray(current)) return current;
  throw new StoreError('BadValue', `The field '${path}' must be an array but is of type ${typeName(current)}`);
}
