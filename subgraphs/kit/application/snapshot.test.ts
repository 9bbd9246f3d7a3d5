import { describe, expect, test } from 'vitest';
import { payload } from './payload.ts';
import { roleIn, type Snapshot, stageOf, viewOf } from './snapshot.ts';

const snapshot: Snapshot = {
  id: 'water-1',
  ministry: 'water',
  serviceCode: 'well',
  kind: 'APPLICATION',
  applicantId: 'rahima',
  confidentialTo: null,
  reference: 'WATE-7K3M-9QX2',
  status: 'UNDER_REVIEW',
  answers: [],
  outcome: [],
  informationRequest: null,
  decision: null,
  payment: {
    amountBdt: 500,
    status: 'DUE',
    checkoutUrl: 'https://pay.example/1',
    paidAt: null,
    receipt: null,
    payBy: null,
  },
  timeline: [
    { at: '2026-03-03T06:00:00.000Z', action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT', note: null },
    { at: '2026-03-03T07:00:00.000Z', action: 'SETTLE', status: 'SUBMITTED', actor: 'SYSTEM', note: null },
  ],
  createdAt: '2026-03-03T06:00:00.000Z',
  submittedAt: '2026-03-03T06:00:00.000Z',
  dueAt: null,
  waiting: null,
  assistance: null,
  version: 2,
};
const confidential = { ...snapshot, confidentialTo: 'wells' };
const assisted = {
  ...snapshot,
  assistance: {
    ...{ entrepreneur: 'e-1', centre: 'gulshan', consent: 'c-1' },
    entrepreneurName: { en: 'Shirin Akter', bn: 'শিরিন আক্তার' },
    centreName: { en: 'Gulshan centre', bn: 'গুলশান কেন্দ্র' },
  },
};
const draft = { ...snapshot, status: 'DRAFT', submittedAt: null } as const;

describe('in which role somebody stands to an application', () => {
  const caller = (
    subject: string | null,
    scopes: string[],
    ministry: string | null = null,
    desk: string | null = null,
  ) => ({ subject, scopes: new Set(scopes), ministry, desk, actor: null });

  const assistant = (consent: string) => ({
    ...caller('rahima', ['service:well']),
    actor: { subject: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent },
  });

  test.each([
    ['who made it for the applicant', assisted, assistant('c-1'), 'ASSISTANT'],
    ['the same by another consent', assisted, assistant('c-2'), null],
    ['who acts for the applicant before what they made', snapshot, assistant('c-1'), null],
    ['the applicant of what was made for them', assisted, caller('rahima', ['citizen']), 'APPLICANT'],
    ['the applicant', snapshot, caller('rahima', ['citizen']), 'APPLICANT'],
    ['an official of the ministry', snapshot, caller('official-1', ['official'], 'water'), 'OFFICIAL'],
    ['an official of another ministry', snapshot, caller('official-1', ['official'], 'land'), null],
    ['an official without the scope', snapshot, caller('official-1', [], 'water'), null],
    ['another citizen', snapshot, caller('karim', ['citizen']), null],
    ['the applicant without the scope', snapshot, caller('rahima', []), null],
    ['nobody', snapshot, caller(null, ['citizen', 'official'], 'water'), null],
    ['the applicant of a confidential report', confidential, caller('rahima', ['citizen']), 'APPLICANT'],
    ['an official of its desk', confidential, caller('official-1', ['official'], 'water', 'wells'), 'OFFICIAL'],
    ['an official of another desk', confidential, caller('official-1', ['official'], 'water', 'bills'), null],
    ['an official without a desk', confidential, caller('official-1', ['official'], 'water'), null],
    ['the same desk of another ministry', confidential, caller('official-1', ['official'], 'land', 'wells'), null],
    ['a desk before what is confidential to none', snapshot, caller('o', ['official'], 'water', 'bills'), 'OFFICIAL'],
    ['the applicant of a draft', draft, caller('rahima', ['citizen']), 'APPLICANT'],
    ['an official before a draft', draft, caller('official-1', ['official'], 'water'), null],
    [
      'an official before a draft that was taken back',
      { ...draft, status: 'WITHDRAWN' as const },
      caller('official-1', ['official'], 'water'),
      null,
    ],
    [
      'who is both acts for themselves in their own matter',
      snapshot,
      caller('rahima', ['citizen', 'official'], 'water'),
      'APPLICANT',
    ],
  ])('%s', (_, seen, who, role) => {
    expect(roleIn(seen, who)).toBe(role);
  });
});

describe('what somebody sees of an application', () => {
  test('the way to pay is the applicant’s alone', () => {
    expect(viewOf(snapshot, 'APPLICANT').payment?.checkoutUrl).toBe('https://pay.example/1');
    expect(viewOf(snapshot, 'OFFICIAL').payment).toEqual({ ...snapshot.payment, checkoutUrl: null });
    expect(viewOf({ ...snapshot, payment: null }, 'OFFICIAL').payment).toBeNull();
    expect(payload({ snapshot, userErrors: [] }, 'OFFICIAL').application?.payment?.checkoutUrl).toBeNull();
  });

  test('the actions are those of the role', () => {
    expect(viewOf(snapshot, 'APPLICANT').actions).toEqual(['PAY', 'WITHDRAW']);
    expect(viewOf(snapshot, 'OFFICIAL').actions).toEqual(['REQUEST_INFORMATION', 'REJECT']);
    expect(viewOf({ ...snapshot, payment: null }, 'OFFICIAL').actions).toEqual([
      'REQUEST_INFORMATION',
      'APPROVE',
      'REJECT',
    ]);
    expect(viewOf({ ...snapshot, status: 'SUBMITTED', kind: 'PAYMENT', payment: null }, 'SYSTEM').actions).toEqual([]);
  });

  test('what the platform did by itself has no action of a person', () => {
    expect(viewOf(snapshot, 'APPLICANT').timeline.map(({ action }) => action)).toEqual(['SUBMIT', null]);
  });

  test('who made it for the applicant sees no action: the applicant moves it', () => {
    expect(viewOf(assisted, 'ASSISTANT')).toMatchObject({ actions: [], payment: { checkoutUrl: null } });
  });

  test('by whom it was made for whom stands in the record, and beside what they did', () => {
    const { assistance, timeline } = viewOf(assisted, 'APPLICANT');
    expect(assistance).toMatchObject({
      entrepreneur: 'e-1',
      words: {
        en: 'By Shirin Akter (entrepreneur, Gulshan centre), for the applicant, with their consent.',
        bn: 'আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, শিরিন আক্তার (উদ্যোক্তা, গুলশান কেন্দ্র) করেছেন।',
      },
    });
    expect(timeline.map((entry) => entry.assistance)).toEqual([assistance, null]);
    expect(viewOf(snapshot, 'APPLICANT').assistance).toBeNull();
  });

  test('a record that was kept before there were names in tokens says it by id and code', () => {
    const unnamed = { ...snapshot, assistance: { entrepreneur: 'e-1', centre: 'gulshan', consent: 'c-1' } };
    expect(viewOf(unnamed, 'APPLICANT').assistance?.words.en).toBe(
      'By e-1 (entrepreneur, gulshan), for the applicant, with their consent.',
    );
  });

  test('the service is told by its code, for the catalogue to say the rest', () => {
    expect(viewOf(snapshot, 'APPLICANT').service).toEqual({ __typename: 'Service', code: 'well' });
  });
});

test('something is to be paid only while it is due', () => {
  const stage = (payment: { status: 'DUE' | 'PAID' } | null) => stageOf({ ...snapshot, payment }).paymentDue;
  expect([stage(null), stage({ status: 'DUE' }), stage({ status: 'PAID' })]).toEqual([false, true, false]);
});
