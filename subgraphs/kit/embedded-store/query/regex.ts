import { BSONRegExp } from 'bson';
import { regexParts, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';

/** A pattern of MongoDB's (PCRE) as JavaScript's. The two agree on what is in common use; `x` is refused. */
export function compileRegex(pattern: string, options: string): RegExp {
  for (const flag of options) {
    if (!'imsu'.includes(flag)) {
      if (flag === 'x') throw unsupported("the regular expression option 'x'");
      throw new StoreError('RegexInvalid', `invalid flag in regex options: ${flag}`);
    }
  }
  const flags = options.replace('u', '');
  try {
    return new RegExp(pattern, `${flags}u`); // code points, as PCRE in UTF mode
  } catch {
    // Unicode mode forbids escapes that PCRE allows, such as \- or \@.
  }
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new StoreError(
      'RegexInvalid',
      `Regular expression is invalid: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

export function asRegex(value: Value): RegExp | undefined {
  if (!(value instanceof RegExp) && !(value instanceof BSONRegExp)) return undefined;
  const { pattern, options } = regexParts(value);
  return compileRegex(pattern, options);
}

/** The text that every match of an anchored pattern starts with (`^abc` → `abc`); undefined when there is none. */
export function literalPrefix(value: Value): string | undefined {
  const isPattern = value instanceof RegExp || value instanceof BSONRegExp;
  if (!isPattern && typeof value !== 'string') return undefined;
  const { pattern, options } = isPattern ? regexParts(value) : { pattern: value, options: '' };
  if (options !== '' || pattern.includes('|')) return undefined;
  const match = /^\^((?:[\p{L}\p{N}\p{M} _,:;@#%&=~`'"<>/!-]|\\[./\-@+*?()[\]{}^$\\])+)/u.exec(pattern);
  if (match?.[1] === undefined) return undefined;
  const isWhole = match[0].length === pattern.length;
  // What follows may make the last character optional (`^ab*`), so that one is not part of the prefix.
  const taken = isWhole ? match[1] : match[1].replace(/(\\?.)$/su, '');
  const literal = taken.replace(/\\(.)/gsu, '$1');
  return literal === '' ? undefined : literal;
}
