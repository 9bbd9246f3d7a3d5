import { Decimal128, Long } from 'bson';
import { toNumber, type Value } from './value.ts';

/**
 * A number as order-preserving bytes, the same for equal numbers of any BSON type.
 * First the nearest double (8 bytes), then what the double cannot hold: 80 for nothing, or the exact rest as a
 * decimal (81 … above, 7F … below). Rounding to the nearest double keeps order, and the rest settles the ties, so a
 * Long beyond 2^53 and a Decimal128 take their exact place among the doubles.
 */
export function numberKey(type: number, value: Value): Buffer {
  const exact = exactDecimal(value);
  const nearest = exact === undefined ? toNumber(value) : finite(toNumber(value));
  const rest = exact === undefined ? NOTHING : exactRest(exact, nearest);
  const out = Buffer.allocUnsafe(10 + rest.length);
  out[0] = type;
  writeDouble(out, nearest);
  out[9] = rest.length === 0 ? 0x80 : rest[0] === 0xff ? 0x7f : 0x81;
  rest.copy(out, 10);
  return out;
}

function writeDouble(out: Buffer, value: number): void {
  if (Number.isNaN(value)) {
    out.fill(0, 1, 9); // MongoDB sorts NaN below every number
    return;
  }
  out.writeDoubleBE(value === 0 ? 0 : value, 1); // -0 is 0
  if ((out[1] ?? 0) & 0x80) for (let i = 1; i < 9; i++) out[i] = ~(out[i] ?? 0) & 0xff;
  else out[1] = (out[1] ?? 0) | 0x80;
}

/** A decimal number exactly: `digits` × 10^`exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const NOTHING = Buffer.alloc(0);

/** A Decimal128 beyond the largest double is that double and a large rest, so it stays below infinity. */
function finite(nearest: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, nearest));
}

/** The encoded difference `exact - nearest`, empty when the double holds the value exactly. */
function exactRest(exact: Decimal, nearest: number): Buffer {
  const double = decimalOfDouble(nearest);
  const exponent = Math.min(exact.exponent, double.exponent);
  const rest = scaled(exact, exponent) - scaled(double, exponent);
  return rest === 0n ? NOTHING : restBytes(rest, exponent);
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

/** Only values that a double may not hold: Long beyond 2^53, bigint, finite Decimal128. */
function exactDecimal(value: Value): Decimal | undefined {
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  if (value instanceof Long) {
    const wide = value.toBigInt();
    return BigInt(Number(wide)) === wide ? undefined : { digits: wide, exponent: 0 };
  }
  if (!(value instanceof Decimal128)) return undefined;
  return parseDecimal(value.toString());
}

function parseDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined; // NaN and the infinities: the double says it all
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return { digits: 0n, exponent: 0 };
  return { digits: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** Every finite double is a finite decimal: mantissa × 2^e, and 2^-n is 5^n / 10^n. */
function decimalOfDouble(value: number): Decimal {
  if (value === 0) return { digits: 0n, exponent: 0 };
  const view = Buffer.allocUnsafe(8);
  view.writeDoubleBE(value);
  const bits = view.readBigUInt64BE();
  const raw = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = raw === 0 ? fraction : fraction | (1n << 52n);
  const power = (raw === 0 ? 1 : raw) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  return power >= 0
    ? { digits: signed << BigInt(power), exponent: 0 }
    : { digits: signed * 5n ** BigInt(-power), exponent: power };
}

/** Sign byte, magnitude (power of ten of the first digit, biased), digits, end; all inverted below zero. */
function restBytes(rest: bigint, exponent: number): Buffer {
  const text = (rest < 0n ? -rest : rest).toString();
  const digits = text.replace(/0+$/, '');
  const out = Buffer.allocUnsafe(3 + digits.length + 1);
  out[0] = 0;
  out.writeUInt16BE(text.length + exponent + 0x8000, 1);
  out.write(digits, 3, 'latin1');
  out[3 + digits.length] = 0;
  if (rest < 0n) for (let i = 0; i < out.length; i++) out[i] = ~(out[i] ?? 0) & 0xff;
  return out;
}
