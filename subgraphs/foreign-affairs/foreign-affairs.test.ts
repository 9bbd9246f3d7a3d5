import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import { seeded } from '#kit/seed/seed.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { deskObjection } from './consular-appointment.rules.ts';
import { documentAttestation } from './document-attestation.rules.ts';
import { consularDeskRows } from './foreign-affairs.seed.ts';
import ministry from './index.ts';

const { send } = ministryUnderTest('foreign-affairs', ministry);
const today = dayInDhaka(systemClock.now());

describe('an attestation', () => {
  const paper = {
    kind: 'MARRIAGE_CERTIFICATE',
    number: '12',
    nameOnPaper: 'Rahima Begum',
    issuedOn: '2015-03-01',
    attestedBy: 'LAW_AND_JUSTICE_DIVISION',
    attestedOn: '2026-03-01',
  };

  test.each([
    [
      'a marriage that a notary attested',
      { documents: [paper, { ...paper, attestedBy: 'NOTARY_PUBLIC' }] },
      'documents.1.attestedBy',
      'WRONG_AUTHORITY',
    ],
    [
      'a paper that was attested before it was there',
      { documents: [{ ...paper, attestedOn: '2015-02-28' }] },
      'documents.0.attestedOn',
      'ATTESTED_BEFORE_ISSUED',
    ],
    [
      'a stranger’s paper without a letter',
      { holder: 'SOMEBODY_ELSE', authorityLetter: null },
      'authorityLetter',
      'AUTHORITY_LETTER_MISSING',
    ],
    [
      'a paper that a courier cannot bring',
      { delivery: 'COURIER', courierAddress: null },
      'courierAddress',
      'COURIER_ADDRESS_MISSING',
    ],
    ['no paper', { documents: [] }, 'documents', 'TOO_FEW'],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('document-attestation', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['a marriage', { documents: [paper] }],
    ['a paper attested on the day of its issue', { documents: [{ ...paper, attestedOn: paper.issuedOn }] }],
    ['a relative’s paper without a letter', { holder: 'RELATIVE', authorityLetter: null }],
    ['papers that are collected', { courierAddress: null }],
  ])('of %s is accepted, free of charge', async (_, changes) => {
    expect(await send('document-attestation', changes)).toMatchObject({
      application: { payment: null },
      userErrors: [],
    });
  });

  test.each([
    ['ITALY', 'APOSTILLE'],
    ['QATAR', 'ATTESTATION'],
    ['OTHER', 'ATTESTATION'],
  ])('for %s is an %s', (country, form) => {
    const context = { input: { country }, reference: 'FORE-7K3M-9QX2' } as Parameters<
      NonNullable<typeof documentAttestation.outcome>
    >[0];
    expect(documentAttestation.outcome?.(context)).toEqual({ form, attestationNumber: 'MOFA-7K3M-9QX2' });
  });
});

describe('a visit to a mission', () => {
  /** The next such day of the week, from tomorrow on. */
  const nextWeekday = (weekday: number) =>
    [1, 2, 3, 4, 5, 6, 7].map((ahead) => daysLater(today, ahead)).find((day) => new Date(day).getUTCDay() === weekday);
  const desks = consularDeskRows(seeded('consularDesks'));
  const hasNone = desks.find(
    ({ post }) => !desks.some((each) => each.post === post && each.service === 'NATIONAL_ID'),
  )?.post;

  test.each([
    ['on a Friday in Doha', { post: 'DOHA', day: nextWeekday(5) }, 'day', 'DESK_CLOSED'],
    ['on a Sunday in London', { post: 'LONDON', day: nextWeekday(0) }, 'day', 'DESK_CLOSED'],
    ['where there is no such service', { post: hasNone, service: 'NATIONAL_ID' }, 'service', 'SERVICE_NOT_AT_POST'],
    ['without a passport', { passportNumber: null }, 'passportNumber', 'PASSPORT_NUMBER_MISSING'],
    ['without a country’s code', { telephoneAbroad: '0501234567' }, 'telephoneAbroad', 'PATTERN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('consular-appointment', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['on a Friday in London', { post: 'LONDON', day: nextWeekday(5) }],
    ['for a travel permit without a passport', { service: 'TRAVEL_PERMIT', passportNumber: null, day: nextWeekday(3) }],
    ['alone', { companions: [] }],
  ])('%s is booked', async (_, changes) => {
    expect(await send('consular-appointment', changes)).toMatchObject({
      application: { status: 'APPROVED', payment: null },
      userErrors: [],
    });
  });

  test('an hour of a desk is full when it is', async () => {
    const desk = desks.find(({ post, service }) => post === 'SEOUL' && service === 'ATTESTATION');
    const visit = { post: 'SEOUL', service: 'ATTESTATION', day: nextWeekday(2), time: 'AT_09' };
    const visitors = desk?.visitorsPerHour ?? 0;
    const answers = await Promise.all(Array.from({ length: visitors + 2 }, () => send('consular-appointment', visit)));
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'SLOT_FULL')).toHaveLength(2);
    expect(await send('consular-appointment', { ...visit, time: 'AT_10' })).toMatchObject({ userErrors: [] });
  });

  test('a desk keeps the weekend of its country', () => {
    const code = (day: string, ...closedOn: number[]) => deskObjection({ closedOn }, day)?.code;
    expect(code('2026-12-04', 5, 6)).toBe('DESK_CLOSED');
    expect(code('2026-12-04', 6, 0)).toBeUndefined();
    expect(code('2026-12-04')).toBeUndefined();
  });

  test('at least 200 desks are known, each once', () => {
    expect(desks.length).toBeGreaterThanOrEqual(200);
    expect(new Set(desks.map(({ post, service }) => `${post}/${service}`)).size).toBe(desks.length);
  });
});
