import { describe, expect, test } from 'vitest';
import { payload } from './payload.ts';
import { roleIn, type Snapshot, stageOf, viewOf } from './snapshot.ts';

const snapshot: Snapshot = {
  id: 'water-1',
  ministry: 'water',
  serviceCode: 'well',
  kind: 'APPLICATION',
  applicantId: 'rahima',
  reference: 'WATE-7K3M-9QX2',
  status: 'UNDER_REVIEW',
  answers: [],
  outcome: [],
  informationRequest: null,
  decision: null,
  payment: { amountBdt: 500, status: 'DUE', checkoutUrl: 'https://pay.example/1', paidAt: null, receipt: null },
  timeline: [
    { at: '2026-03-03T06:00:00.000Z', action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT', note: null },
    { at: '2026-03-03T07:00:00.000Z', action: 'SETTLE', status: 'SUBMITTED', actor: 'SYSTEM', note: null },
  ],
  createdAt: '2026-03-03T06:00:00.000Z',
  submittedAt: '2026-03-03T06:00:00.000Z',
  dueAt: null,
  version: 2,
};
const draft = { ...snapshot, status: 'DRAFT', submittedAt: null } as const;

describe('in which role somebody stands to an application', () => {
  const caller = (subject: string | null, scopes: string[], ministry: string | null = null) => ({
    subject,
    scopes: new Set(scopes),
    ministry,
  });

  test.each([
    ['the applicant', snapshot, caller('rahima', ['citizen']), 'APPLICANT'],
    ['an official of the ministry', snapshot, caller('official-1', ['official'], 'water'), 'OFFICIAL'],
    ['an official of another ministry', snapshot, caller('official-1', ['official'], 'land'), null],
    ['an official without the scope', snapshot, caller('official-1', [], 'water'), null],
    ['another citizen', snapshot, caller('karim', ['citizen']), null],
    ['the applicant without the scope', snapshot, caller('rahima', []), null],
    ['nobody', snapshot, caller(null, ['citizen', 'official'], 'water'), null],
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

  test('the service is told by its code, for the catalogue to say the rest', () => {
    expect(viewOf(snapshot, 'APPLICANT').service).toEqual({ __typename: 'Service', code: 'well' });
  });
});

test('something is to be paid only while it is due', () => {
  const stage = (payment: { status: 'DUE' | 'PAID' } | null) => stageOf({ ...snapshot, payment }).paymentDue;
  expect([stage(null), stage({ status: 'DUE' }), stage({ status: 'PAID' })]).toEqual([false, true, false]);
});
