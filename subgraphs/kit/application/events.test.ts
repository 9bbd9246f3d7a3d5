import { describe, expect, test } from 'vitest';
import { readCommandAnswer, readEvent, readSnapshots } from './events.ts';
import { ministryOf } from './record.ts';
import type { Snapshot } from './snapshot.ts';

const snapshot: Snapshot = {
  id: 'local-government-01J9ZQ3T5W8X7Y6V4R2P1N0M9K',
  ministry: 'local-government',
  serviceCode: 'birth-registration',
  kind: 'APPLICATION',
  applicantId: 'rahima',
  confidentialTo: null,
  reference: 'LOCA-7K3M-9QX2',
  status: 'UNDER_REVIEW',
  answers: [{ name: 'name', label: { en: 'Name', bn: 'নাম' }, value: { en: 'Rahima', bn: 'রহিমা' } }],
  outcome: [],
  informationRequest: { question: 'Which year?', fields: ['year'], askedAt: '2026-03-03T06:00:00.000Z' },
  decision: null,
  payment: { amountBdt: 50, status: 'DUE', checkoutUrl: null, paidAt: null, receipt: null, payBy: null },
  timeline: [{ at: '2026-03-03T06:00:00.000Z', action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT', note: null }],
  createdAt: '2026-03-03T06:00:00.000Z',
  submittedAt: '2026-03-03T06:00:00.000Z',
  dueAt: null,
  waiting: { key: 'hour-1', since: '2026-03-03T06:00:00.000Z' },
  assistance: null,
  version: 2,
};

test('an event is read as it was written', () => {
  expect(readEvent(JSON.parse(JSON.stringify({ snapshot })))).toEqual(snapshot);
  expect(readSnapshots({ snapshots: [snapshot] })).toEqual([snapshot]);
  expect(readCommandAnswer({ snapshot, userErrors: [] })).toEqual({ snapshot, userErrors: [] });
});

test('who made it for the applicant is read with their names, or without', () => {
  const assistance = { entrepreneur: 'e-1', centre: 'gulshan', consent: 'c-1' };
  const named = { ...assistance, entrepreneurName: { en: 'Shirin', bn: 'শিরিন' }, centreName: { en: 'G', bn: 'গ' } };
  for (const given of [assistance, named])
    expect(readEvent({ snapshot: { ...snapshot, assistance: given } }).assistance).toEqual(given);
});

test('what a newer ministry says beyond that is left out', () => {
  expect(readEvent({ snapshot: { ...snapshot, colour: 'blue' } })).toEqual(snapshot);
});

describe('what is no event is refused', () => {
  test.each([
    ['nothing', null],
    ['no record', {}],
    ['a record without a version', { snapshot: { ...snapshot, version: undefined } }],
    ['an unknown status', { snapshot: { ...snapshot, status: 'LOST' } }],
    ['a day for an instant', { snapshot: { ...snapshot, createdAt: '2026-03-03' } }],
    [
      'an answer in one language',
      { snapshot: { ...snapshot, answers: [{ name: 'x', label: { en: 'X' }, value: {} }] } },
    ],
    ['half a taka', { snapshot: { ...snapshot, payment: { ...snapshot.payment, amountBdt: 0.5 } } }],
  ])('%s', (_, body) => {
    expect(() => readEvent(body)).toThrow();
  });
});

test('an id says whose application it is, also when the name has hyphens', () => {
  expect(ministryOf(snapshot.id)).toBe('local-government');
  expect(ministryOf('land-01J9ZQ3T5W8X7Y6V4R2P1N0M9K')).toBe('land');
  expect(ministryOf('01J9ZQ3T5W8X7Y6V4R2P1N0M9K')).toBe('');
});
