import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater, yearsLater } from '#kit/days.ts';
import { dayInWords } from '#kit/form/day-in-words.ts';
import { anonymous, citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { isImei } from './handsets.model.ts';
import ministry from './index.ts';
import { shownMobile, simList } from './sim-registrations.model.ts';

const { send, subgraph, granted } = ministryUnderTest('posts-telecom', ministry);
const today = dayInDhaka(systemClock.now());

describe('SIMs of a national ID', () => {
  test('are told in part', async () => {
    const { answers } = await send('sim-lookup', { nationalId: '19901990123456789' });
    expect(answers).toEqual(
      expect.arrayContaining([
        { name: 'count', value: '2' },
        { name: 'limit', value: '10' },
        { name: 'sims.0.mobile', value: '017•••••678' },
        { name: 'sims.1.operator', value: 'Robi and Airtel' },
      ]),
    );
    expect(JSON.stringify(answers)).not.toMatch(/01712345678|1990123456789/);
  });

  test('are told to nobody who does not know the date of birth', async () => {
    expect(await send('sim-lookup', { dateOfBirth: '1990-05-18' })).toEqual({ answers: [], userErrors: [] });
  });

  test('are told to nobody who is not logged in', async () => {
    const query = `{ simsOfNationalId(input: { nationalId: "1990123456789", dateOfBirth: "1990-05-17" }) { record { count } } }`;
    const { data, errors } = await subgraph().ask('posts-telecom', anonymous, query);
    expect(data).toEqual({ simsOfNationalId: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('are shown by their ends, and no SIM makes no list', () => {
    expect(shownMobile('01512345901')).toBe('015•••••901');
    expect(simList([])).toBeNull();
  });
});

describe('a handset', () => {
  const arrival = { passportNumber: 'A01234567', arrivedOn: daysLater(today, -30), country: 'Qatar', handsets: 2 };
  const abroad = { origin: 'BROUGHT', arrival };

  test.each([
    ['a wrong check digit', { imei: '490154203237519' }, 'imei', 'NOT_AN_IMEI'],
    ['a wrong second one', { secondImei: '356938035643800' }, 'secondImei', 'NOT_AN_IMEI'],
    ['one IMEI twice', { secondImei: '490154203237518' }, 'secondImei', 'SAME_IMEI'],
    ['a stolen handset', { imei: '352099001761481' }, 'imei', 'IMEI_BLOCKED'],
    ['another’s handset', { secondImei: '350077523237513' }, 'secondImei', 'IMEI_REGISTERED'],
    ['another’s SIM', { mobile: '01999999999' }, 'mobile', 'SIM_OF_ANOTHER'],
    ['one from abroad without its journey', { origin: 'SENT', arrival: null }, 'arrival', 'ARRIVAL_MISSING'],
    [
      'an arrival of 31 days ago',
      { ...abroad, arrival: { ...arrival, arrivedOn: daysLater(today, -31) } },
      'arrival.arrivedOn',
      'ARRIVED_TOO_LONG_AGO',
    ],
    [
      'three handsets without duty',
      { ...abroad, arrival: { ...arrival, handsets: 3 } },
      'arrival.customsReceipt',
      'DUTY_UNPAID',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('handset-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['one IMEI', { secondImei: null }],
    ['a handset from a shop, without a journey', { arrival: null }],
    ['two handsets on the thirtieth day', abroad],
    ['three handsets with duty', { ...abroad, arrival: { ...arrival, handsets: 3, customsReceipt: 'DAC-1' } }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('handset-registration', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['490154203237518', true],
    ['490154203237508', false],
    ['49015420323751', false],
    ['000000000000000', true],
  ])('%s is an IMEI: %s', (digits, isOne) => {
    expect(isImei(digits)).toBe(isOne);
  });
});

describe('a postal savings account', () => {
  const second = { name: 'Karim Uddin', nationalId: '1985123456789', mobile: '01910002474' };
  const nominee = { name: 'Salma', relation: 'DAUGHTER', dateOfBirth: yearsLater(today, -18), sharePercent: 50 };

  test.each([
    [
      'a joint account of one',
      { holding: 'JOINT', secondDepositor: null },
      'secondDepositor',
      'SECOND_DEPOSITOR_MISSING',
    ],
    [
      'a joint account of one person twice',
      { holding: 'JOINT', secondDepositor: { ...second, nationalId: '19901990123456789' } },
      'secondDepositor.nationalId',
      'SAME_DEPOSITOR',
    ],
    ['more than a lakh ten times', { depositBdt: 1_000_001 }, 'depositBdt', 'ABOVE_CEILING'],
    [
      'more than what is left, with what the second one has',
      { holding: 'JOINT', secondDepositor: second, depositBdt: 1_050_001 },
      'depositBdt',
      'ABOVE_CEILING',
    ],
    ['more than five lakh without an e-TIN', { depositBdt: 500_001, etin: null }, 'etin', 'ETIN_MISSING'],
    ['half a share', { nominees: [nominee] }, 'nominees', 'NOMINEE_SHARES_NOT_WHOLE'],
    [
      'a child without a guardian',
      { nominees: [nominee, { ...nominee, dateOfBirth: daysLater(nominee.dateOfBirth, 1) }] },
      'nominees.1.guardianName',
      'GUARDIAN_MISSING',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('savings-certificate', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['all of the ceiling', { depositBdt: 1_000_000 }],
    ['all that two have left', { holding: 'JOINT', secondDepositor: second, depositBdt: 1_050_000 }],
    ['five lakh without an e-TIN', { depositBdt: 500_000, etin: null }],
    ['two of age with half each', { nominees: [nominee, nominee] }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('savings-certificate', changes, { as: citizen('karim') })).toMatchObject({ userErrors: [] });
  });
});

describe('what an official approved', () => {
  test('is a handset that nobody else can register', async () => {
    const { registrationNumber } = await granted('handset-registration', { secondImei: '353918057101228' });
    expect(registrationNumber).toMatch(/^NEIR-\w{4}-\w{4}$/);
    for (const imei of ['490154203237518', '353918057101228'])
      expect(await send('handset-registration', { imei, secondImei: null }, { as: citizen('karim') })).toMatchObject({
        userErrors: [{ field: 'imei', code: 'IMEI_REGISTERED' }],
      });
  });

  test('is an account that the ceiling counts', async () => {
    expect(await granted('savings-certificate', { kind: 'FIXED', depositBdt: 400_000 })).toMatchObject({
      postOffice: 'Savar Post Office',
      maturesOn: dayInWords(yearsLater(today, 3)).en,
    });
    expect(await send('savings-certificate', { depositBdt: 600_001 })).toMatchObject({
      userErrors: [{ field: 'depositBdt', code: 'ABOVE_CEILING', message: expect.stringContaining('৬০০০০০ টাকা') }],
    });
  });
});
