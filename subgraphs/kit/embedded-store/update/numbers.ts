import { Decimal128, Double, Int32, Long } from 'bson';
import { toNumber, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

function whole(value: Value): bigint | undefined {
  if (value instanceof Int32) return BigInt(value.value);
  if (value instanceof Long) return value.toBigInt();
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

/**
 * `a + b` or `a * b` in the type MongoDB would store: two 32-bit integers stay one while the result fits and become
 * a Long when not, a Long stays a Long, any double makes a double.
 * @throws StoreError BadValue beyond 64 bits, NotImplemented for Decimal128.
 */
export function arithmetic(operation: 'add' | 'multiply', a: Value, b: Value): Value {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw unsupported('$inc and $mul with Decimal128');
  const x = whole(a);
  const y = whole(b);
  if (x === undefined || y === undefined) {
    return new Double(operation === 'add' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b));
  }
  const result = operation === 'add' ? x + y : x * y;
  if (result > INT64_MAX || result < -INT64_MAX - 1n) {
    throw new StoreError('BadValue', 'Failed to apply $inc or $mul operations: the result does not fit in 64 bits');
  }
  const isLong = a instanceof Long || b instanceof Long || result > INT32_MAX || result < -INT32_MAX - 1n;
  return isLong ? Long.fromBigInt(result) : new Int32(Number(result));
}

/** `$bit` on whole numbers; the result is a Long when either side is. */
export function bitwise(operation: 'and' | 'or' | 'xor', a: Value, b: Value): Value {
  const x = whole(a);
  const y = whole(b);
  if (x === undefined || y === undefined) throw new StoreError('BadValue', '$bit works on integers only');
  const result = operation === 'and' ? x & y : operation === 'or' ? x | y : x ^ y;
  return a instanceof Long || b instanceof Long ? Long.fromBigInt(result) : new Int32(Number(result));
}
