import { channel } from 'node:diagnostics_channel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { culpritOf, type Question, WHO_WORKS, workFor } from './culprit.ts';

const NAMES = ['health', 'land'];

function whoWorks(): string | undefined {
  const question: Question = {};
  channel(WHO_WORKS).publish(question);
  return question.answer;
}

function failedAt(...places: readonly string[]): Error {
  const error = new Error('no such plot');
  error.stack = ['Error: no such plot', ...places.map((place) => `    at ${place}:3:1`)].join('\n');
  return error;
}

test('what follows from the work of a subgraph is its own, that of two at once, too', async () => {
  const work = async () => {
    await nextTurn();
    return [whoWorks(), culpritOf(new Error('in the kit'), NAMES)];
  };
  expect(await Promise.all(NAMES.map((name) => workFor(name, work)))).toEqual([
    ['health', 'health'],
    ['land', 'land'],
  ]);
  expect(whoWorks()).toBeUndefined();
});

test.each([
  [['file:///nagarik/subgraphs/kit/ministry.ts', 'file:///nagarik/subgraphs/land/index.ts'], 'land'],
  [['file:///nagarik/subgraphs/kit/storage/connect.ts'], undefined],
  [['file:///nagarik/subgraphs/power/index.ts'], undefined],
])('an error of nobody’s work that arose at %j is that of %s', (places, culprit) => {
  expect(culpritOf(failedAt(...places), NAMES)).toBe(culprit);
});
