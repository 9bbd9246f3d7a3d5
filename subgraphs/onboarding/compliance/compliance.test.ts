import { describe, expect, test } from 'vitest';
import { agenciesOf, complianceOf, type Facts, lateTasks } from './compliance.ts';
import { TASKS } from './tasks.ts';

const DEADLINE = '2026-06-30';
const on = (today: string) => ({ deadline: DEADLINE, today });
const of = (...agencies: string[]) => agencies.map((agency) => ({ agency }));
const directives = (agency: string, issued: number, acknowledged: number, overdue = 0) => ({
  agency,
  issued,
  acknowledged,
  overdue,
});

const NOTHING: Facts = { declared: null, live: [], directives: [] };
const ALL: Facts = {
  declared: of('Land Office', 'Survey', 'Survey'),
  live: of('Land Office', 'Survey', 'Survey'),
  directives: [directives('Land Office', 2, 1, 1), directives('Survey', 1, 1)],
};

describe('a ministry', () => {
  test('that has done nothing owes everything, and is late after the deadline', () => {
    expect(complianceOf(NOTHING, false, on(DEADLINE))).toMatchObject({ daysLate: 0, agencies: [] });
    const late = complianceOf(NOTHING, false, on('2026-07-10'));
    expect(late).toMatchObject({
      daysLate: 10,
      hasFocalPoint: false,
      isListIn: false,
      servicesDeclared: 0,
      servicesLive: 0,
      hasTwoServicesLive: false,
      directives: { issued: 0, acknowledged: 0, overdue: 0 },
    });
    expect(late.tasks.map(({ isDone, daysLate }) => ({ isDone, daysLate }))).toEqual(
      Array(4).fill({ isDone: false, daysLate: 10 }),
    );
  });

  test('that has done everything is never late', () => {
    const done = complianceOf(ALL, true, on('2027-01-01'));
    expect(done).toMatchObject({
      daysLate: 0,
      servicesDeclared: 3,
      servicesLive: 3,
      hasTwoServicesLive: true,
      directives: { issued: 3, acknowledged: 2, overdue: 1 },
    });
    expect(done.tasks.every(({ isDone }) => isDone)).toBe(true);
  });

  test.each<[string, Partial<Facts>, boolean, string[]]>([
    ['no focal point', {}, false, ['NAME_FOCAL_POINT']],
    ['no list', { declared: null }, true, ['HAND_IN_SERVICE_LIST']],
    ['no directive', { directives: [] }, true, ['ISSUE_DIRECTIVES']],
    ['one service', { live: of('Survey') }, true, ['TWO_SERVICES_LIVE']],
  ])('with %s has that left to do', (_, facts, hasFocalPoint, open) => {
    const { tasks, daysLate } = complianceOf({ ...ALL, ...facts }, hasFocalPoint, on('2026-07-01'));
    expect(tasks.filter(({ isDone }) => !isDone).map(({ code }) => code)).toEqual(open);
    expect(daysLate).toBe(1);
  });

  test('is in the list of those who are late exactly when a task is open, whoever looks', () => {
    const cases: Facts[] = [NOTHING, ALL, { ...ALL, declared: null }, { ...ALL, directives: [] }, { ...ALL, live: [] }];
    for (const today of [DEADLINE, '2026-07-01'])
      for (const facts of cases) {
        const { daysLate } = complianceOf(facts, facts.declared !== null, on(today));
        expect(lateTasks(facts, on(today)).length > 0).toBe(daysLate > 0);
      }
  });
});

describe('an agency', () => {
  test('is known by its services, declared or live, in the order of its name', () => {
    expect(agenciesOf({ declared: of('Survey', 'Archive'), live: of('Survey', 'Office') })).toEqual([
      'Archive',
      'Office',
      'Survey',
    ]);
  });

  test('is measured by itself', () => {
    const { agencies } = complianceOf(ALL, true, on('2026-07-05'));
    expect(agencies).toMatchObject([
      { agency: 'Land Office', servicesLive: 1, hasTwoServicesLive: false, daysLate: 5 },
      { agency: 'Survey', servicesDeclared: 2, servicesLive: 2, hasTwoServicesLive: true, isListIn: true, daysLate: 0 },
    ]);
  });

  test.each<[string, Partial<Facts>]>([
    ['has declared nothing', { declared: of('Land Office') }],
    ['has not acknowledged a directive', { directives: [directives('Survey', 2, 1)] }],
    ['has one service live', { live: of('Survey') }],
  ])('is late when it %s', (_, facts) => {
    const { agencies } = complianceOf({ ...ALL, ...facts }, true, on('2026-07-01'));
    expect(agencies.find(({ agency }) => agency === 'Survey')?.daysLate).toBe(1);
  });
});

test.each(TASKS)('$code is said in both languages', ({ title, instructions }) => {
  expect(title.en).toMatch(/^[A-Z]/);
  expect(title.bn).toMatch(/\p{Script=Bengali}/u);
  expect(instructions.en).toMatch(/^[A-Z].*\.$/);
  expect(instructions.bn).toMatch(/\p{Script=Bengali}.*।$/u);
});
