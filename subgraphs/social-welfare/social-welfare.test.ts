import { describe, expect, test } from 'vitest';
import { daysLater, yearsLater } from '#kit/days.ts';
import type { Rule } from '#kit/service.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { meansObjection } from './allowance.rules.ts';
import { holderMayDrawIt } from './disability-allowance.rules.ts';
import { guardianIsGiven, holderIsIdentified, kindsAgree } from './disability-card.rules.ts';
import ministry from './index.ts';
import { applicantIsOld } from './old-age-allowance.rules.ts';
import type { DisabilityCardInput, DisabilityKind, OldAgeAllowanceInput } from './schema.generated.ts';
import { applicantIsAlone, applicantIsOfAge } from './widow-allowance.rules.ts';

const { send, granted } = ministryUnderTest('social-welfare', ministry);

const TODAY = '2026-11-24';
const applicant = {
  nameBn: 'জাহানারা বেগম',
  nameEn: 'Jahanara Begum',
  nationalId: '1950123456711',
  fatherName: 'Nurul Haque',
  motherName: 'Rokeya Khatun',
};
const means = { occupation: 'Day labour', yearlyIncomeBdt: 8000, landDecimals: 4.5, hasPension: false };

describe('old age allowance', () => {
  test.each([
    [
      'an income above the limit',
      { means: { ...means, yearlyIncomeBdt: 10_001 } },
      'means.yearlyIncomeBdt',
      'INCOME_TOO_HIGH',
    ],
    ['a pension', { means: { ...means, hasPension: true } }, 'means.hasPension', 'HAS_A_PENSION'],
    [
      'who draws an allowance',
      { applicant: { ...applicant, nationalId: '1948123456709' } },
      'applicant.nationalId',
      'HAS_AN_ALLOWANCE',
    ],
    [
      'who draws one, by 17 digits',
      { applicant: { ...applicant, nationalId: '19481948123456709' } },
      'applicant.nationalId',
      'HAS_AN_ALLOWANCE',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('old-age-allowance', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['FEMALE', yearsLater(TODAY, -62), undefined],
    ['FEMALE', daysLater(yearsLater(TODAY, -62), 1), 'NOT_OLD_ENOUGH'],
    ['MALE', yearsLater(TODAY, -65), undefined],
    ['MALE', daysLater(yearsLater(TODAY, -65), 1), 'NOT_OLD_ENOUGH'],
    ['THIRD_GENDER', yearsLater(TODAY, -62), undefined],
  ] as const)('%s, born on %s: %s', async (sex, dateOfBirth, code) => {
    const context = { input: { sex, dateOfBirth }, today: TODAY } as Parameters<Rule<OldAgeAllowanceInput>>[0];
    expect((await applicantIsOld(context))?.code).toBe(code);
  });

  test('what is allowed differs: 10,000, 12,000 and 36,000 taka a year', () => {
    const objection = (programme: Parameters<typeof meansObjection>[0], yearlyIncomeBdt: number) =>
      meansObjection(programme, { ...means, yearlyIncomeBdt })?.values;
    expect(objection('OLD_AGE', 10_000)).toBeUndefined();
    expect(objection('WIDOW', 12_000)).toBeUndefined();
    expect(objection('WIDOW', 12_001)).toEqual({ yearlyIncomeBdt: 12_000 });
    expect(objection('DISABILITY', 36_000)).toBeUndefined();
  });

  test('who was given it can have no second, nor the widow’s', async () => {
    expect(await granted('old-age-allowance', { applicant })).toEqual({
      bookNumber: expect.stringMatching(/^BK-\w{4}-\w{4}$/),
      monthlyBdt: 'Tk 650',
    });
    for (const service of ['old-age-allowance', 'widow-allowance'])
      expect(await send(service, { applicant })).toMatchObject({
        userErrors: [{ field: 'applicant.nationalId', code: 'HAS_AN_ALLOWANCE' }],
      });
  });
});

describe("widow's allowance", () => {
  test.each([
    ['a widow with the certificate', { deathCertificate: 'DC-1' }, undefined],
    ['a widow without it', {}, 'DEATH_CERTIFICATE_MISSING'],
    ['who has married again', { deathCertificate: 'DC-1', isRemarried: true }, 'IS_REMARRIED'],
    ['deserted two years ago', { loss: 'DESERTED', lossDate: yearsLater(TODAY, -2) }, undefined],
    ['deserted a day less', { loss: 'DESERTED', lossDate: daysLater(yearsLater(TODAY, -2), 1) }, 'DESERTED_TOO_SHORT'],
  ])('%s', async (_, changes, code) => {
    const input = { loss: 'WIDOWED', lossDate: TODAY, isRemarried: false, ...changes };
    const context = { input, today: TODAY } as Parameters<typeof applicantIsAlone>[0];
    expect((await applicantIsAlone(context))?.code).toBe(code);
  });

  test('from the age of 18', async () => {
    const aged = (dateOfBirth: string) => {
      return applicantIsOfAge({ input: { dateOfBirth }, today: TODAY } as Parameters<typeof applicantIsOfAge>[0]);
    };
    expect(await aged('2008-11-24')).toBeNull();
    expect(await aged('2008-11-25')).toMatchObject({ code: 'NOT_OLD_ENOUGH', values: { years: 18 } });
  });
});

describe('disability card', () => {
  const guardian = { name: 'Nurul Haque', relation: 'PARENT', nationalId: '1956123456704' } as const;
  const child = { dateOfBirth: '2019-03-26', nationalId: null };

  test.each<[string, Rule<DisabilityCardInput>, Partial<DisabilityCardInput>, string | undefined]>([
    ['one kind', kindsAgree, {}, undefined],
    ['two kinds', kindsAgree, { kinds: ['VISUAL', 'HEARING'] }, 'NAME_IT_MULTIPLE'],
    ['multiple with two kinds', kindsAgree, { kinds: ['VISUAL', 'HEARING', 'MULTIPLE'] }, undefined],
    ['multiple alone', kindsAgree, { kinds: ['MULTIPLE'] }, 'NAME_THE_OTHERS'],
    ['multiple with one kind, named twice', kindsAgree, { kinds: ['VISUAL', 'VISUAL', 'MULTIPLE'] }, 'NAME_THE_OTHERS'],
    ['a grown-up without a guardian', guardianIsGiven, {}, undefined],
    ['a child without a guardian', guardianIsGiven, child, 'GUARDIAN_MISSING'],
    ['a child with one', guardianIsGiven, { ...child, guardian }, undefined],
    ['an intellectual disability', guardianIsGiven, { kinds: ['INTELLECTUAL'] }, 'GUARDIAN_MISSING'],
    ['a grown-up without a national ID', holderIsIdentified, { nationalId: null }, 'HOLDER_NUMBER_MISSING'],
    ['a child by its birth registration', holderIsIdentified, child, undefined],
    ['a child without it', holderIsIdentified, { ...child, birthRegistration: null }, 'HOLDER_NUMBER_MISSING'],
  ])('%s', async (_, rule, changes, code) => {
    const kinds: DisabilityKind[] = ['PHYSICAL'];
    const numbers = { nationalId: '1988123456703', birthRegistration: '19882692516107654' };
    const input = { dateOfBirth: '1988-05-17', ...numbers, kinds, ...changes };
    expect((await rule({ input, today: TODAY } as Parameters<typeof rule>[0]))?.code).toBe(code);
  });

  test('whoever is given a card can apply for the allowance with it, and for no second card', async () => {
    const person = { nationalId: '1988123456799', dateOfBirth: '1988-05-17' };
    const { cardNumber } = await granted('disability-card', person);
    expect(await send('disability-card', person)).toMatchObject({
      userErrors: expect.arrayContaining([expect.objectContaining({ field: 'nationalId', code: 'HAS_A_CARD' })]),
    });
    const claim = { cardNumber, dateOfBirth: '1988-05-17' };
    await granted('disability-allowance', claim);
    expect(await send('disability-allowance', claim)).toMatchObject({ userErrors: [{ code: 'HAS_AN_ALLOWANCE' }] });
    expect(await send('old-age-allowance', { applicant: { ...applicant, nationalId: '1988123456799' } })).toMatchObject(
      { userErrors: [{ code: 'HAS_AN_ALLOWANCE' }] },
    );
  });
});

describe('disability allowance', () => {
  test.each([
    ['a card that nobody has', { cardNumber: 'SUB-9999-9999' }, 'cardNumber', 'CARD_UNKNOWN'],
    ['somebody else’s date of birth', { dateOfBirth: '1991-02-22' }, 'cardNumber', 'CARD_UNKNOWN'],
    ['who has the student stipend', { hasStudentStipend: true }, 'hasStudentStipend', 'HAS_A_STUDENT_STIPEND'],
    [
      'an income above the limit',
      { means: { ...means, yearlyIncomeBdt: 36_001 } },
      'means.yearlyIncomeBdt',
      'INCOME_TOO_HIGH',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('disability-allowance', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['2020-11-24', undefined],
    ['2020-11-25', 'NOT_OLD_ENOUGH'],
  ])('born on %s: %s', async (dateOfBirth, code) => {
    const context = { input: { dateOfBirth }, today: TODAY } as Parameters<typeof holderMayDrawIt>[0];
    expect((await holderMayDrawIt(context))?.code).toBe(code);
  });
});
