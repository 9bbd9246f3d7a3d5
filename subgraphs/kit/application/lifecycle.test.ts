import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, actionsOf, type Kind, next, type Role, type Stage, type Status } from './lifecycle.ts';

const STATUSES: readonly Status[] = [
  'DRAFT',
  'SUBMITTED',
  'UNDER_REVIEW',
  'INFORMATION_REQUESTED',
  'APPROVED',
  'REJECTED',
  'COMPLETED',
  'WITHDRAWN',
];
const ACTIONS: readonly Action[] = [
  'SAVE_DRAFT',
  'SUBMIT',
  'PAY',
  'ANSWER',
  'WITHDRAW',
  'MOVE',
  'TAKE',
  'REQUEST_INFORMATION',
  'APPROVE',
  'REJECT',
  'COMPLETE',
  'SETTLE',
  'CONFIRM',
  'LAPSE',
  'EXPIRE',
  'REFUND',
  'RETURN_FEE',
];
const ROLES: readonly Role[] = ['APPLICANT', 'OFFICIAL', 'SYSTEM'];
const KINDS: readonly Kind[] = ['APPLICATION', 'PAYMENT', 'APPOINTMENT', 'REPORT'];

/** Everything that is legal. `due`, `settled`: only while something, only when nothing is to be paid. */
const LEGAL = `
  all kinds
  APPLICANT DRAFT                 SAVE_DRAFT          DRAFT
  APPLICANT DRAFT                 SUBMIT              SUBMITTED
  APPLICANT DRAFT                 WITHDRAW            WITHDRAWN
  APPLICANT SUBMITTED             PAY                 SUBMITTED              due
  APPLICANT SUBMITTED             WITHDRAW            WITHDRAWN
  APPLICANT UNDER_REVIEW          PAY                 UNDER_REVIEW           due
  APPLICANT UNDER_REVIEW          WITHDRAW            WITHDRAWN
  APPLICANT INFORMATION_REQUESTED PAY                 INFORMATION_REQUESTED  due
  APPLICANT INFORMATION_REQUESTED ANSWER              UNDER_REVIEW
  APPLICANT INFORMATION_REQUESTED WITHDRAW            WITHDRAWN
  APPLICANT APPROVED              PAY                 APPROVED               due
  OFFICIAL  UNDER_REVIEW          REQUEST_INFORMATION INFORMATION_REQUESTED
  OFFICIAL  UNDER_REVIEW          APPROVE             APPROVED               settled
  OFFICIAL  UNDER_REVIEW          REJECT              REJECTED
  OFFICIAL  APPROVED              COMPLETE            COMPLETED
  SYSTEM    WITHDRAWN             REFUND              WITHDRAWN              due
  SYSTEM    REJECTED              REFUND              REJECTED               due
  SYSTEM    SUBMITTED             RETURN_FEE          SUBMITTED              settled
  SYSTEM    UNDER_REVIEW          RETURN_FEE          UNDER_REVIEW           settled
  SYSTEM    INFORMATION_REQUESTED RETURN_FEE          INFORMATION_REQUESTED  settled
  APPLICATION
  OFFICIAL  SUBMITTED             TAKE                UNDER_REVIEW
  REPORT
  OFFICIAL  SUBMITTED             TAKE                UNDER_REVIEW
  APPOINTMENT
  APPLICANT APPROVED              WITHDRAW            WITHDRAWN
  APPLICANT SUBMITTED             MOVE                SUBMITTED
  APPLICANT APPROVED              MOVE                APPROVED
  SYSTEM    SUBMITTED             CONFIRM             APPROVED
  SYSTEM    SUBMITTED             EXPIRE              WITHDRAWN
  SYSTEM    APPROVED              LAPSE               WITHDRAWN              due
  PAYMENT
  SYSTEM    SUBMITTED             SETTLE              COMPLETED              settled
  SYSTEM    SUBMITTED             LAPSE               WITHDRAWN              due
`;

type Try = { readonly stage: Stage; readonly action: Action; readonly role: Role };
const every: readonly Try[] = KINDS.flatMap((kind) =>
  STATUSES.flatMap((status) =>
    [false, true].flatMap((paymentDue) =>
      ACTIONS.flatMap((action) => ROLES.map((role) => ({ stage: { kind, status, paymentDue }, action, role }))),
    ),
  ),
);
const rowOf = ({ stage, action, role }: Try, to: Status) =>
  `${stage.kind} ${role} ${stage.status} ${action} ${to} ${stage.paymentDue ? 'due' : 'settled'}`;

/** The table above, with every kind and payment written out. */
function legalRows(): string[] {
  let kinds: readonly string[] = [];
  return LEGAL.trim()
    .split('\n')
    .flatMap((line) => {
      const [role = '', status, action, to, payment] = line.trim().split(/\s+/);
      if (to === undefined) {
        kinds = role === 'all' ? KINDS : [role];
        return [];
      }
      const payments = payment === undefined ? ['due', 'settled'] : [payment];
      return kinds.flatMap((kind) => payments.map((each) => `${kind} ${role} ${status} ${action} ${to} ${each}`));
    });
}

test('exactly the moves of the table are legal', () => {
  const legal = every.flatMap((each) => {
    const move = next(each.stage, each.action, each.role);
    return 'to' in move ? [rowOf(each, move.to)] : [];
  });
  expect(legal.sort()).toEqual(legalRows().sort());
});

test('every other move is refused with a code that says why', () => {
  const codes = every.flatMap(({ stage, action, role }) => {
    const move = next(stage, action, role);
    if ('to' in move) return [];
    const { code, field, values } = move.problem;
    expect(field).toBeNull();
    if (code === 'ILLEGAL_TRANSITION') expect(values).toEqual({ action, status: stage.status });
    return [code];
  });
  expect([...new Set(codes)].sort()).toEqual(['FEE_UNPAID', 'ILLEGAL_TRANSITION', 'NOTHING_TO_PAY']);
});

test.each([
  ['an approval before the fee', 'UNDER_REVIEW', true, 'APPROVE', 'OFFICIAL', 'FEE_UNPAID'],
  ['a payment of nothing', 'SUBMITTED', false, 'PAY', 'APPLICANT', 'NOTHING_TO_PAY'],
  ['a payment of what is over', 'COMPLETED', true, 'PAY', 'APPLICANT', 'ILLEGAL_TRANSITION'],
  ["an approval of one's own", 'UNDER_REVIEW', false, 'APPROVE', 'APPLICANT', 'ILLEGAL_TRANSITION'],
] as const)('%s is refused', (_, status, paymentDue, action, role, code) => {
  expect(next({ kind: 'APPLICATION', status, paymentDue }, action, role)).toMatchObject({ problem: { code } });
});

describe('whatever happened before', () => {
  const stages = fc.record<Stage>({
    kind: fc.constantFrom(...KINDS),
    status: fc.constantFrom(...STATUSES),
    paymentDue: fc.boolean(),
  });

  test('the actions shown are those that can be done', () => {
    fc.assert(
      fc.property(stages, fc.constantFrom(...ROLES), (stage, role) => {
        const possible = ACTIONS.filter((action) => 'to' in next(stage, action, role));
        expect(actionsOf(stage, role).sort()).toEqual(possible.sort());
      }),
    );
  });

  test('an open application can be taken back, and one that has ended stays as it is', () => {
    const walk = fc.array(fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...ROLES), fc.boolean()), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), walk, (kind, steps) => {
        let status: Status = 'DRAFT';
        for (const [action, role, paymentDue] of steps) {
          const before: Status = status;
          const move = next({ kind, status: before, paymentDue }, action, role);
          if ('to' in move) status = move.to;
          // Only money that comes too late is dealt with then.
          if (['REJECTED', 'COMPLETED', 'WITHDRAWN'].includes(before) && action !== 'REFUND')
            expect(move).toHaveProperty('problem');
        }
        const withdrawal = next({ kind, status, paymentDue: true }, 'WITHDRAW', 'APPLICANT');
        const isOpen = ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED'].includes(status);
        if (isOpen) expect(withdrawal).toEqual({ to: 'WITHDRAWN' });
      }),
    );
  });
});
