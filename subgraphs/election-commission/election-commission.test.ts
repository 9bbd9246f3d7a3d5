import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';

const { send, subgraph, pay, decide, granted } = ministryUnderTest('election-commission', ministry);
const year = Number(dayInDhaka(systemClock.now()).slice(0, 4));
const bornOn = (dateOfBirth: string) => ({
  dateOfBirth,
  birthRegistration: `${dateOfBirth.slice(0, 4)}1234567890123`,
});
const karim = { nationalId: '1985123456789', dateOfBirth: '1985-02-11' };

describe('a new voter', () => {
  test.each([
    ['who is 18 on 2 January', bornOn(`${year - 18}-01-02`), 'dateOfBirth', 'TOO_YOUNG_TO_VOTE'],
    [
      'with another’s birth registration',
      { birthRegistration: '20031234567890123' },
      'birthRegistration',
      'BIRTH_YEAR_DIFFERS',
    ],
    [
      'who is on the roll',
      { birthRegistration: '19901990123456789', dateOfBirth: '1990-05-17' },
      'birthRegistration',
      'ALREADY_A_VOTER',
    ],
    ['whom a stranger knows', { identifierNationalId: '1900000000000' }, 'identifierNationalId', 'IDENTIFIER_UNKNOWN'],
    [
      'whom a dead voter knows',
      { identifierNationalId: '1965123456701' },
      'identifierNationalId',
      'IDENTIFIER_UNKNOWN',
    ],
    ['whose Bangla name is in English letters', { nameBn: 'Tania' }, 'nameBn', 'PATTERN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('voter-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['who is 18 on 1 January', bornOn(`${year - 18}-01-01`)],
    ['whose identifier writes the year of birth too', { identifierNationalId: '১৯৯০১৯৯০১২৩৪৫৬৭৮৯' }],
    ['without spouse and blood group', { spouseName: '', bloodGroup: null }],
  ])('%s is accepted, free of charge', async (_, changes) => {
    expect(await send('voter-registration', changes)).toMatchObject({ application: { payment: null }, userErrors: [] });
  });

  test('is on the roll once, however often it was asked for', async () => {
    const twin = bornOn('2001-02-03');
    const asked = [await send('voter-registration', twin), await send('voter-registration', twin)];
    const [first, second] = await Promise.all(asked.map(({ application }) => decide(application, 'APPROVE')));
    expect(JSON.stringify([first, second]).match(/ALREADY_A_VOTER/g)).toHaveLength(1);
    expect(await send('voter-registration', twin)).toMatchObject({ userErrors: [{ code: 'ALREADY_A_VOTER' }] });
  });

  test('has a national ID that is in force', async () => {
    const dateOfBirth = '2002-04-14';
    const { newNationalId: nationalId } = await granted('voter-registration', bornOn(dateOfBirth));
    expect((await send('nid-verification', { nationalId, dateOfBirth })).answers).toContainEqual({
      name: 'state',
      value: 'In force',
    });
  });
});

describe('a correction', () => {
  const correction = (item: string, correctText: string, ...kinds: string[]) => ({
    corrections: [{ item, presentText: 'x', correctText }],
    proofs: kinds.map((kind) => ({ kind, number: '1' })),
  });

  test.each([
    ['an unknown card', { nationalId: '1990123456780' }, 'nationalId', 'NID_UNKNOWN'],
    ['another’s card', { dateOfBirth: '1990-05-18' }, 'nationalId', 'NID_UNKNOWN'],
    ['a locked card', { nationalId: '1971234567802', dateOfBirth: '1971-04-14' }, 'nationalId', 'NID_NOT_IN_FORCE'],
    [
      'a marriage without its certificate',
      correction('SPOUSE', 'Karim Uddin', 'PASSPORT'),
      'corrections.0.item',
      'NID_PROOF_MISSING',
    ],
    [
      'a date that is none',
      correction('DATE_OF_BIRTH', '1990-02-30', 'PASSPORT'),
      'corrections.0.correctText',
      'NOT_A_BIRTHDAY',
    ],
    [
      'a birth in the future',
      correction('DATE_OF_BIRTH', '2990-02-28', 'PASSPORT'),
      'corrections.0.correctText',
      'NOT_A_BIRTHDAY',
    ],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('nid-correction', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['a date in Bangla digits', correction('DATE_OF_BIRTH', '১৯৯০-০২-২৮', 'SCHOOL_CERTIFICATE')],
    ['a blood group', correction('BLOOD_GROUP', 'B+', 'BLOOD_TEST', 'PASSPORT')],
    ['a mother by her own card', correction('MOTHER', 'Salma Begum', 'NID_OF_PARENT')],
  ])('of %s is accepted', async (_, changes) => {
    expect(await send('nid-correction', changes)).toMatchObject({ userErrors: [] });
  });

  test('costs more the second time', async () => {
    expect(await send('nid-correction')).toMatchObject({ application: { payment: { amountBdt: 230 } } });
    const { application } = await send('nid-correction', karim);
    expect(application?.payment?.amountBdt).toBe(345);
    await pay(application);
    await decide(application, 'APPROVE');
    expect(await send('nid-correction', karim)).toMatchObject({ application: { payment: { amountBdt: 460 } } });
  });
});

describe('another card', () => {
  test.each([
    ['lost without a diary', { generalDiaryNumber: null }, 'generalDiaryNumber', 'DIARY_MISSING'],
    ['stolen without a date', { reason: 'STOLEN', generalDiaryDate: null }, 'generalDiaryDate', 'DIARY_MISSING'],
    ['damaged and kept', { reason: 'DAMAGED', handsInCard: false }, 'handsInCard', 'CARD_KEPT'],
    ['a dead person’s', { nationalId: '1965123456701', dateOfBirth: '1965-08-30' }, 'nationalId', 'NID_NOT_IN_FORCE'],
  ])('for one that is %s is refused', async (_, changes, field, code) => {
    expect(await send('nid-reissue', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('for one that is damaged needs no diary', async () => {
    const changes = { reason: 'DAMAGED', generalDiaryNumber: null, generalDiaryDate: null, policeStation: null };
    expect(await send('nid-reissue', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['REGULAR', 230],
    ['URGENT', 345],
  ])('%s costs %i taka the first time', async (delivery, amountBdt) => {
    expect(await send('nid-reissue', { delivery })).toMatchObject({ application: { payment: { amountBdt } } });
  });
});

describe('a verification', () => {
  test('tells what the card shows, and no more', async () => {
    expect(await send('nid-verification')).toEqual({
      answers: [
        { name: 'name', value: 'Rahima Begum' },
        { name: 'nameBn', value: 'রহিমা বেগম' },
        { name: 'state', value: 'In force' },
      ],
      userErrors: [],
    });
  });

  test('tells nothing to who does not know the date of birth', async () => {
    expect(await send('nid-verification', { dateOfBirth: '1990-05-18' })).toEqual({ answers: [], userErrors: [] });
  });

  test('tells nothing to who is not logged in', async () => {
    const query = `query ($input: NidVerificationInput!) { nationalIdVerification(input: $input) { answers { value } } }`;
    const input = { nationalId: '1990123456789', dateOfBirth: '1990-05-17' };
    const { data, errors } = await subgraph().ask('election-commission', anonymous, query, { input });
    expect(data).toEqual({ nationalIdVerification: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
