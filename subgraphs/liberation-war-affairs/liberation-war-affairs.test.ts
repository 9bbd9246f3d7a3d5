import { describe, expect, test } from 'vitest';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { gazetteObjection } from './freedom-fighter-certificate.rules.ts';
import { fighterObjection, heirsObjection } from './freedom-fighter-honorarium.rules.ts';
import ministry from './index.ts';
import type { FreedomFighterRelation, HonorariumPayeeInput } from './schema.generated.ts';

const { send, granted } = ministryUnderTest('liberation-war-affairs', ministry);

const fighter = {
  nameBn: 'মোঃ রফিকুল ইসলাম',
  nameEn: 'Md. Rafiqul Islam',
  fatherName: 'Nurul Islam',
  dateOfBirth: '1959-05-30',
};
const self = { applicantIs: 'SELF', applicantNationalId: '1940821685833', fighter };
const gazette = { kind: 'CIVIL', number: '1001', publishedOn: '2005-05-17' } as const;
const payee = (sharePercent: number, relation?: FreedomFighterRelation): HonorariumPayeeInput => ({
  ...{ name: 'Anwara Begum', nationalId: '1952123456705', bank: 'Sonali Bank, Savar', account: '0100123456789' },
  sharePercent,
  relation,
});

describe('certificate', () => {
  test.each([
    [
      'born a day too late',
      { fighter: { ...fighter, dateOfBirth: '1959-05-31' } },
      'fighter.dateOfBirth',
      'TOO_YOUNG_IN_1971',
    ],
    ['a number that the list lacks', { misNumber: '01999999999' }, 'misNumber', 'NOT_ON_THE_LIST'],
    ['another gazette', { gazette: { ...gazette, number: '1002' } }, 'gazette.number', 'ANOTHER_GAZETTE'],
    ['somebody else', { applicantNationalId: '1940821685834' }, 'applicantNationalId', 'NOT_THE_FIGHTER'],
    ['a dead fighter', { fighter: { ...fighter, diedOn: '2020-01-01' } }, 'applicantIs', 'FIGHTER_HAS_DIED'],
    ['the family of a living one', { applicantIs: 'CHILD' }, 'fighter.diedOn', 'FIGHTER_IS_ALIVE'],
  ])('%s is refused', async (_, changes, field, code) => {
    const input = { ...self, ...changes };
    expect(await send('freedom-fighter-certificate', input)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['who was just old enough', {}],
    ['the 17 digits of the national ID', { applicantNationalId: '19401940821685833' }],
    [
      'a daughter after the death',
      { applicantIs: 'CHILD', applicantNationalId: '1975123456789', fighter: { ...fighter, diedOn: '2020-01-01' } },
    ],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('freedom-fighter-certificate', { ...self, ...changes })).toMatchObject({ userErrors: [] });
  });

  test('who has one gets no second', () => {
    const listed = { gazetteNumber: '1001', nationalId: '1940821685833', certificateNumber: 'FFC-1' };
    const input = { gazette, applicantIs: 'SELF', applicantNationalId: '1940821685833' } as const;
    expect(gazetteObjection(input, listed)).toMatchObject({ field: 'misNumber', code: 'HAS_A_CERTIFICATE' });
  });
});

describe('honorarium', () => {
  test.each([
    [
      'another fighter’s certificate',
      { certificateNumber: 'FFC-1000-0003' },
      'certificateNumber',
      'CERTIFICATE_UNKNOWN',
    ],
    ['two thirds', { payees: [payee(33.33, 'SPOUSE'), payee(33.33, 'SPOUSE')] }, 'payees', 'SHARES_NOT_WHOLE'],
    ['heirs without a death certificate', { deathCertificate: null }, 'deathCertificate', 'DEATH_CERTIFICATE_MISSING'],
    ['a son while the widow lives', { payees: [payee(100, 'CHILD')] }, 'payees.0.relation', 'NEARER_HEIR_LIVES'],
    [
      'heirs of a living fighter',
      { misNumber: '01260000003', certificateNumber: 'FFC-1000-0003' },
      'payees.0.nationalId',
      'FIGHTER_DRAWS_IT',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('freedom-fighter-honorarium', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test('a living fighter draws it', async () => {
    const own = { ...payee(100), nationalId: '19481948123456706' };
    const changes = { misNumber: '01260000003', certificateNumber: 'FFC-1000-0003', survivors: null, payees: [own] };
    expect(await send('freedom-fighter-honorarium', changes)).toMatchObject({ userErrors: [] });
    expect(fighterObjection({ payees: [own] }, '1948123456706')).toBeNull();
  });

  test.each<[string, FreedomFighterRelation[], HonorariumPayeeInput[], string | undefined]>([
    ['two widows', ['SPOUSE', 'CHILD'], [payee(50, 'SPOUSE'), payee(50, 'SPOUSE')], undefined],
    ['a widow and a son', ['SPOUSE', 'CHILD'], [payee(50, 'SPOUSE'), payee(50, 'CHILD')], 'NEARER_HEIR_LIVES'],
    ['children when no parent lives', ['SIBLING', 'CHILD'], [payee(100, 'CHILD')], undefined],
    ['children while a parent lives', ['CHILD', 'PARENT'], [payee(100, 'CHILD')], 'NEARER_HEIR_LIVES'],
    ['an heir without a relation', ['CHILD'], [payee(100)], 'NEARER_HEIR_LIVES'],
    ['nobody named', [], [payee(100, 'CHILD')], 'SURVIVORS_MISSING'],
  ])('%s', (_, survivors, payees, code) => {
    expect(heirsObjection({ survivors, payees, deathCertificate: 'DC-1' })?.code).toBe(code);
  });

  test('three thirds are a whole', async () => {
    const payees = [33.33, 33.33, 33.33].map((share) => payee(share, 'SPOUSE'));
    expect(await send('freedom-fighter-honorarium', { payees })).toMatchObject({ userErrors: [] });
  });
});

test('with the certificate that was given the honorarium is drawn; of each there is one', async () => {
  const { certificateNumber } = await granted('freedom-fighter-certificate', self);
  const refused = await send('freedom-fighter-certificate', self);
  expect(refused).toMatchObject({ application: null, userErrors: [{ field: 'misNumber', code: 'HAS_A_CERTIFICATE' }] });
  const payees = [{ ...payee(100), nationalId: '1940821685833' }];
  const claim = { misNumber: '01260000001', certificateNumber, survivors: null, payees };
  expect(await granted('freedom-fighter-honorarium', claim)).toMatchObject({ monthlyBdt: 'Tk 20,000' });
  expect(await send('freedom-fighter-honorarium', claim)).toMatchObject({
    userErrors: [{ field: 'misNumber', code: 'HAS_AN_HONORARIUM' }],
  });
});
