import { describe, expect, test } from 'vitest';
import { daysLater } from '#kit/days.ts';
import type { Rule } from '#kit/service.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';
import { familyIsPoor, motherIsOfTheAge, pregnancyCounts, weeksPregnant } from './mother-child-benefit.rules.ts';
import type { MotherChildBenefitInput, ViolenceReportInput } from './schema.generated.ts';
import { kindFitsTheAge, reporterIsNamedOrNot } from './violence-report.rules.ts';

const { send } = ministryUnderTest('women-children', ministry);
const TODAY = '2026-11-24';

describe('mother and child benefit', () => {
  test.each([
    ['another woman’s card', { nationalId: '2001123456710' }, 'pregnancy.cardNumber', 'CARD_UNKNOWN'],
    ['a child of today', { dateOfBirth: '2020-01-01' }, 'dateOfBirth', 'NOT_OF_THE_AGE'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('mother-child-benefit', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test('the 17 digits of the national ID are hers too', async () => {
    expect(await send('mother-child-benefit', { nationalId: '20002000123456710' })).toMatchObject({ userErrors: [] });
  });

  const pregnancy = (number: number, days: number) => ({
    cardNumber: 'ANC-1',
    number,
    expectedOn: daysLater(TODAY, days),
  });
  const household = { members: 4, monthlyIncomeBdt: 8000, landDecimals: 5, hasAllowance: false };
  const child = { name: 'Ayesha', dateOfBirth: '2021-03-26' };

  test.each<[string, Rule<MotherChildBenefitInput>, Partial<MotherChildBenefitInput>, string | undefined]>([
    ['20 today', motherIsOfTheAge, { dateOfBirth: '2006-11-24' }, undefined],
    ['20 tomorrow', motherIsOfTheAge, { dateOfBirth: '2006-11-25' }, 'NOT_OF_THE_AGE'],
    ['35', motherIsOfTheAge, { dateOfBirth: '1990-11-25' }, undefined],
    ['36', motherIsOfTheAge, { dateOfBirth: '1990-11-24' }, 'NOT_OF_THE_AGE'],
    ['the third pregnancy', pregnancyCounts, { pregnancy: pregnancy(3, 140) }, 'ONLY_TWO_CHILDREN'],
    [
      'the second, with two children',
      pregnancyCounts,
      { pregnancy: pregnancy(2, 140), children: [child, child] },
      'ONLY_TWO_CHILDREN',
    ],
    ['week 14', pregnancyCounts, { pregnancy: pregnancy(1, 182) }, undefined],
    ['week 13', pregnancyCounts, { pregnancy: pregnancy(1, 183) }, 'NOT_IN_THESE_WEEKS'],
    ['week 26', pregnancyCounts, { pregnancy: pregnancy(2, 92), children: [child] }, undefined],
    ['week 27', pregnancyCounts, { pregnancy: pregnancy(2, 91) }, 'NOT_IN_THESE_WEEKS'],
    ['8,000 in a village', familyIsPoor, { household, residence: 'VILLAGE' }, undefined],
    [
      '8,001 in a village',
      familyIsPoor,
      { household: { ...household, monthlyIncomeBdt: 8001 }, residence: 'VILLAGE' },
      'INCOME_TOO_HIGH',
    ],
    [
      '12,000 in a town',
      familyIsPoor,
      { household: { ...household, monthlyIncomeBdt: 12_000 }, residence: 'TOWN' },
      undefined,
    ],
    [
      'another allowance',
      familyIsPoor,
      { household: { ...household, hasAllowance: true }, residence: 'TOWN' },
      'HAS_AN_ALLOWANCE',
    ],
  ])('%s', async (_, rule, input, code) => {
    expect((await rule({ input, today: TODAY } as Parameters<typeof rule>[0]))?.code).toBe(code);
  });

  test.each([
    [280, 0],
    [140, 20],
    [0, 40],
  ])('%i days before the birth is week %i', (days, weeks) => {
    expect(weeksPregnant(daysLater(TODAY, days), TODAY)).toBe(weeks);
  });
});

describe('report of violence', () => {
  const unnamed = { reporterWishesAnonymity: true, reporterName: null, reporterMobile: null };

  test('who stays unnamed gets a case number, the helpline for children and the nearest centre', async () => {
    const { application, userErrors } = await send('violence-report', unnamed);
    expect(userErrors).toEqual([]);
    expect(application?.outcome).toEqual([
      { name: 'caseNumber', value: expect.stringMatching(/^VAW-\w{4}-\w{4}$/) },
      { name: 'helpline', value: '1098' },
      { name: 'centre', value: 'One-stop Crisis Cell, Savar' },
      { name: 'centreBn', value: expect.any(String) },
      { name: 'centreMobile', value: expect.stringMatching(/^01\d{9}$/) },
    ]);
  });

  test('a report from a whole district is taken, with no centre', async () => {
    const { application } = await send('violence-report', { place: { area: '06-47', line: 'Not known' } });
    expect(application?.outcome.map(({ name }) => name)).toEqual(['caseNumber', 'helpline']);
  });

  test.each<[string, Rule<ViolenceReportInput>, object, string | undefined]>([
    ['a name by mistake', reporterIsNamedOrNot, { ...unnamed, reporterName: 'Rahima' }, 'LEAVE_IT_EMPTY'],
    ['a number by mistake', reporterIsNamedOrNot, { ...unnamed, reporterMobile: '01712345678' }, 'LEAVE_IT_EMPTY'],
    ['neither named nor unnamed', reporterIsNamedOrNot, { reporterWishesAnonymity: false }, 'NAME_YOURSELF_OR_NOT'],
    ['unnamed', reporterIsNamedOrNot, unnamed, undefined],
    ['a bride of 17', kindFitsTheAge, { kind: 'CHILD_MARRIAGE', victim: { ageYears: 17, sex: 'FEMALE' } }, undefined],
    [
      'a bride of 18',
      kindFitsTheAge,
      { kind: 'CHILD_MARRIAGE', victim: { ageYears: 18, sex: 'FEMALE' } },
      'NOT_A_CHILD',
    ],
    ['a groom of 20', kindFitsTheAge, { kind: 'CHILD_MARRIAGE', victim: { ageYears: 20, sex: 'MALE' } }, undefined],
    ['a groom of 21', kindFitsTheAge, { kind: 'CHILD_MARRIAGE', victim: { ageYears: 21, sex: 'MALE' } }, 'NOT_A_CHILD'],
    ['a child of 18', kindFitsTheAge, { kind: 'CHILD_ABUSE', victim: { ageYears: 18, sex: 'MALE' } }, 'NOT_A_CHILD'],
    [
      'a grown-up who is beaten',
      kindFitsTheAge,
      { kind: 'PHYSICAL', victim: { ageYears: 40, sex: 'FEMALE' } },
      undefined,
    ],
  ])('%s', async (_, rule, input, code) => {
    expect((await rule({ input } as Parameters<typeof rule>[0]))?.code).toBe(code);
  });
});
