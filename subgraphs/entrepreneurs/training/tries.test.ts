/** The rules of tests, and the modules that there are. */
import { describe, expect, test } from 'vitest';
import { modulesFor, readModules, type TrainingModule } from './module.ts';
import { paperOf } from './paper.ts';
import { nextTryAt, passedAt, score, type Try } from './tries.ts';

const MODULES = readModules(new URL('./modules/', import.meta.url));
const module = (changes: Partial<TrainingModule> = {}): TrainingModule => {
  const [first] = MODULES;
  if (!first) throw new Error('there is no module');
  return { ...first, maxTries: 2, hoursBetweenTries: 24, daysAfterLastTry: 10, countsForDays: null, ...changes };
};
const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const tries = (...results: readonly [day: number, isPassed: boolean][]): Try[] =>
  results.map(([day, isPassed], index) => ({ number: index + 1, at: at(day), scorePercent: 0, isPassed }));

describe('the next try', () => {
  test.each<[string, Try[], number]>([
    ['is open to who has made none', [], 20],
    ['comes a day after one that failed', tries([1, false]), 2],
    ['comes ten days after the last of a series', tries([1, false], [2, false]), 12],
    ['comes a day after the first of the next series', tries([1, false], [2, false], [12, false]), 13],
  ])('%s', (_, made, day) => {
    expect(nextTryAt(module(), made, at(20))).toEqual(at(day));
  });

  test('is none when the module is passed, and counts anew when the pass counts no more', () => {
    const made = tries([1, false], [2, true]);
    expect(nextTryAt(module(), made, at(20))).toBeNull();
    const short = module({ countsForDays: 5 });
    expect(passedAt(short, made, at(6))).toEqual(at(2));
    expect(passedAt(short, made, at(7))).toBeNull();
    expect(nextTryAt(short, made, at(20))).toEqual(at(20));
  });
});

describe('a paper', () => {
  test('is the same each time it is asked for, and another for another try or person', () => {
    const codes = (person: string, number: number) =>
      paperOf(module({ questionsAsked: 3 }), person, number).map(({ code }) => code);
    expect(codes('rahima', 1)).toEqual(codes('rahima', 1));
    const others = Array.from({ length: 20 }, (_, index) => codes('rahima', index + 2).join());
    expect(new Set(others).size).toBeGreaterThan(5);
    expect(new Set(['karim', 'salma', 'nasrin'].map((person) => codes(person, 1).join())).size).toBeGreaterThan(1);
  });

  test('is scored by its right answers; what was left out is wrong', () => {
    const [paper, rules] = [paperOf(module(), 'rahima', 1), module({ passMarkPercent: 75 })];
    const right = paper.map((question) => ({ question: question.code, choice: question.right }));
    expect(score(rules, paper, right)).toEqual({ scorePercent: 100, isPassed: true });
    expect(score(rules, paper, right.slice(1))).toEqual({ scorePercent: 75, isPassed: true });
    expect(score(rules, paper, right.slice(2))).toEqual({ scorePercent: 50, isPassed: false });
    expect(score(rules, paper, [...right, { question: 'another', choice: 'a' }])).toMatchObject({
      code: 'OTHER_QUESTIONS',
    });
    const twice = paper.slice(0, 1).flatMap(({ code }) => [
      { question: code, choice: 'a' },
      { question: code, choice: 'b' },
    ]);
    expect(score(rules, paper, twice)).toMatchObject({ code: 'ANSWERED_TWICE' });
  });
});

test('the modules are for entrepreneurs, for every desk, or for one', () => {
  const codes = (desk: { ministry: string; desk: string | null } | null) =>
    modulesFor({ personId: 'rahima', desk }, MODULES).map(({ code }) => code);
  expect(codes(null)).toEqual(['cash-and-slips', 'consent-and-privacy', 'forms-and-papers', 'refresher']);
  expect(codes({ ministry: 'land', desk: 'mutation' })).toEqual(['deciding-applications', 'land-mutation-desk']);
  expect(codes({ ministry: 'health', desk: null })).toEqual(['deciding-applications']);
});
