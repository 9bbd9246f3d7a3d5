/** Patterns of `@input`: compiled once, and looked at for what could make matching slow. */

const compiled = new Map<string, RegExp>();

/**
 * A pattern that the whole text must match. The `v` flag is that of HTML's `pattern` attribute, so that a client can
 * hand the pattern to the browser as it is.
 * @throws SyntaxError when it is not a regular expression.
 */
export function wholeMatch(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  // Alone first: `a)|(b` would only compile inside the group.
  new RegExp(pattern, 'v');
  const expression = new RegExp(`^(?:${pattern})$`, 'v');
  compiled.set(pattern, expression);
  return expression;
}

/** `isUnbounded`: it can match texts of any length. `isNested`: such a repetition stands inside another. */
type Repetition = { readonly isUnbounded: boolean; readonly isNested: boolean };

/**
 * Finds the repetitions without an end (`*`, `+`, `{2,}`). One inside another, as in `(a+)+`, can take time that doubles
 * with each character. Alternatives that overlap inside a repetition, as in `(a|a)*`, are not found.
 */
export function repetitionOf(pattern: string): Repetition {
  const groups = [{ holdsUnbounded: false }];
  let isNested = false;
  const token = /\\(?:[pPu]\{[^}]*\}|.)|\[|\(|\)|[^\\[()]/gsu;
  for (let match = token.exec(pattern); match; match = token.exec(pattern)) {
    if (match[0] === '(') {
      groups.push({ holdsUnbounded: false });
      continue;
    }
    if (match[0] === '[') token.lastIndex = endOfClass(pattern, token.lastIndex);
    const atom = match[0] === ')' && groups.length > 1 ? groups.pop() : undefined;
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(token.lastIndex))?.[0] ?? '';
    token.lastIndex += quantifier.length;
    const isUnbounded = /^(?:[*+]|\{\d+,\})/.test(quantifier);
    if (isUnbounded && atom?.holdsUnbounded) isNested = true;
    const around = groups.at(-1);
    if (around) around.holdsUnbounded ||= isUnbounded || atom?.holdsUnbounded === true;
  }
  return { isUnbounded: groups.some(({ holdsUnbounded }) => holdsUnbounded), isNested };
}

/** The index after a character class that was opened before `from`; classes nest under the `v` flag. */
function endOfClass(pattern: string, from: number): number {
  let open = 1;
  for (let index = from; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === '[') open++;
    else if (pattern[index] === ']' && --open === 0) return index + 1;
  }
  return pattern.length;
}
