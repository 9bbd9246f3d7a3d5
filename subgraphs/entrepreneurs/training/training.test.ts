/** Learning and tests, of entrepreneurs and officials, through the subgraph's own endpoint. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen, officialAt } from '#kit/test/harness.ts';
import { startTown, type Town } from '../test/town.ts';

const START = new Date('2026-03-10T06:00:00Z');
let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

let number = 0;
let person = '';
beforeEach(() => {
  town.clock.at = START;
  person = `person-${++number}`;
});
const hoursLater = (hours: number) => {
  town.clock.at = new Date(town.clock.at.getTime() + hours * 3_600_000);
};
const MODULE = 'consent-and-privacy';

describe('a test', () => {
  test('that failed is tried again after a day, and after two weeks when three have failed', async () => {
    await town.accepted(person);
    const fail = () => town.takeTest(MODULE, citizen(person), { isRight: false });
    expect((await fail()).result).toEqual({ number: 1, scorePercent: 0, isPassed: false });
    expect((await fail()).userErrors).toMatchObject([
      {
        code: 'TOO_EARLY_TO_TRY',
        en: expect.stringContaining('11 March 2026 at 12:00'),
        bn: expect.stringContaining('১১ মার্চ'),
      },
    ]);
    for (const _ of [2, 3]) {
      hoursLater(24);
      expect((await fail()).userErrors).toEqual([]);
    }
    hoursLater(14 * 24 - 1);
    expect((await fail()).userErrors).toMatchObject([{ code: 'TOO_EARLY_TO_TRY' }]);
    hoursLater(1);
    expect((await town.takeTest(MODULE, citizen(person))).result).toMatchObject({ number: 4, isPassed: true });
    expect(
      (await town.takeTest(MODULE, citizen(person), { answers: [{ question: 'copies', choice: 'a' }] })).userErrors,
    ).toMatchObject([{ code: 'ALREADY_PASSED' }]);
  });

  test('is one try for one key, also at once', async () => {
    await town.accepted(person);
    const answers = (await town.answersOf(MODULE, citizen(person), false)).map((each) => ({ ...each }));
    const idempotencyKey = town.key();
    const tried = await Promise.all(
      [1, 2, 3].map(() => town.takeTest(MODULE, citizen(person), { answers, idempotencyKey })),
    );
    for (const { result } of tried) expect(result).toMatchObject({ number: 1 });
    const other = await town.takeTest(MODULE, citizen(person), { answers: answers.slice(1), idempotencyKey });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  test('asks questions in the language of the learner, and never shows the right answer', async () => {
    await town.accepted(person);
    const modules = await town.ask<{ title: string; questions: object[] }[]>(
      `{ answer: ownTraining { title(language: BN) lesson(language: BN) passMarkPercent nextTryAt
        questions { code text(language: BN) choices { code text(language: BN) } } } }`,
      {},
      citizen(person),
    );
    for (const { title, questions } of modules) {
      expect(title).toMatch(/\p{Script=Bengali}/u);
      expect(questions.length).toBeGreaterThan(1);
      expect(JSON.stringify(questions)).not.toContain('right');
    }
  });

  test.each([
    ['a module of others', 'deciding-applications', 'NO_SUCH_MODULE'],
    ['a module that there is not', 'flying', 'NO_SUCH_MODULE'],
  ])('of %s is refused', async (_, module, code) => {
    await town.accepted(person);
    const { userErrors } = await town.takeTest(module, citizen(person), { answers: [{ question: 'q', choice: 'a' }] });
    expect(userErrors).toMatchObject([{ code }]);
  });

  test('is not for who has not applied', async () => {
    const { userErrors } = await town.takeTest(MODULE, citizen(person));
    expect(userErrors).toMatchObject([{ code: 'NOT_IN_TRAINING' }]);
  });
});

describe('an official', () => {
  test('is told to identity as trained when the last module of the desk is passed', async () => {
    const as = { ...officialAt('land', 'mutation'), sub: person };
    expect((await town.ownTraining(as)).map(({ code }) => code)).toEqual([
      'deciding-applications',
      'land-mutation-desk',
    ]);
    expect((await town.takeTest('deciding-applications', as)).result?.isPassed).toBe(true);
    expect((await town.takeTest('land-mutation-desk', as)).result?.isPassed).toBe(true);
    await expect
      .poll(() => town.heard.trained.filter(({ personId }) => personId === person))
      .toContainEqual({ personId: person, ministry: 'land', desk: 'mutation', until: '2028-03-09T06:00:00.000Z' });
  });

  test('takes no test of entrepreneurs', async () => {
    const as = officialAt('land', 'mutation');
    const { userErrors } = await town.takeTest(MODULE, as, { answers: [{ question: 'copies', choice: 'a' }] });
    expect(userErrors).toMatchObject([{ code: 'NO_SUCH_MODULE' }]);
  });
});
