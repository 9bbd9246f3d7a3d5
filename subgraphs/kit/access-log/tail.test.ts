import { expect, test } from 'vitest';
import { tail } from './tail.ts';

const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }));
function filled(...added: [from: number, to: number][]) {
  const kept = tail<{ readonly seq: number }>();
  for (const [from, to] of added) kept.add(entries(from, to));
  return kept;
}

function readOn() {
  const kept = filled([5, 9]);
  kept.after(7, 1);
  return kept;
}

test.each<[string, ReturnType<typeof filled>, number, number, object[] | null]>([
  ['what follows', filled([5, 7], [8, 8]), 6, 10, entries(7, 8)],
  ['no more than asked for', filled([5, 9]), 5, 2, entries(6, 7)],
  ['all when the place is the one before', filled([5, 6]), 4, 10, entries(5, 6)],
  ['nothing when it began later', filled([5, 6]), 3, 10, null],
  ['nothing behind the end: another process may have written there', filled([5, 6]), 6, 10, null],
  ['nothing of before a gap', filled([1, 2], [5, 6]), 1, 10, null],
  ['what follows behind a gap', filled([1, 2], [5, 6]), 4, 10, entries(5, 6)],
  ['nothing of what was forgotten', filled([1, 20_100]), 10, 10, null],
  ['nothing of what was read on from', readOn(), 5, 10, null],
  ['nothing when it is empty', filled(), 0, 10, null],
])('gives %s', (_, kept, seq, limit, expected) => {
  expect(kept.after(seq, limit)).toEqual(expected);
});
