/** The one lifecycle of all applications, as a table. Pure: it knows no storage and no words. */
import { type Problem, problem } from '../errors/problem.ts';

export type Status =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'UNDER_REVIEW'
  | 'INFORMATION_REQUESTED'
  | 'APPROVED'
  | 'REJECTED'
  | 'COMPLETED'
  | 'WITHDRAWN';

export type Role = 'APPLICANT' | 'OFFICIAL' | 'SYSTEM';

/** What people do (`ApplicationAction` in the graph), and what the platform does by itself (system-actions.ts). */
export type Action =
  | 'SAVE_DRAFT'
  | 'SUBMIT'
  | 'PAY'
  | 'ANSWER'
  | 'WITHDRAW'
  | 'MOVE'
  | 'TAKE'
  | 'REQUEST_INFORMATION'
  | 'APPROVE'
  | 'REJECT'
  | 'COMPLETE'
  | SystemAction;

export type SystemAction = 'SETTLE' | 'CONFIRM' | 'LAPSE' | 'EXPIRE' | 'REFUND' | 'RETURN_FEE';

export type Kind = 'APPLICATION' | 'PAYMENT' | 'APPOINTMENT' | 'REPORT';

/** What of an application decides about its next moves. */
export type Stage = { readonly status: Status; readonly kind: Kind; readonly paymentDue: boolean };

type Move = {
  readonly action: Action;
  readonly by: Role;
  readonly from: readonly Status[];
  /** Left out: the status stays. */
  readonly to?: Status;
  /** Left out: every kind of service. */
  readonly kinds?: readonly Kind[];
  /** `due`: only while something is to be paid; `settled`: only when nothing is. Left out: either. */
  readonly payment?: 'due' | 'settled';
};

const OPEN: readonly Status[] = ['SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED'];
const DECIDED: readonly Kind[] = ['APPLICATION', 'REPORT'];

export const lifecycle: readonly Move[] = [
  { action: 'SAVE_DRAFT', by: 'APPLICANT', from: ['DRAFT'] },
  { action: 'SUBMIT', by: 'APPLICANT', from: ['DRAFT'], to: 'SUBMITTED' },
  { action: 'PAY', by: 'APPLICANT', from: [...OPEN, 'APPROVED'], payment: 'due' },
  { action: 'ANSWER', by: 'APPLICANT', from: ['INFORMATION_REQUESTED'], to: 'UNDER_REVIEW' },
  { action: 'WITHDRAW', by: 'APPLICANT', from: ['DRAFT', ...OPEN], to: 'WITHDRAWN' },
  { action: 'WITHDRAW', by: 'APPLICANT', from: ['APPROVED'], to: 'WITHDRAWN', kinds: ['APPOINTMENT'] },
  // An appointment is booked, or waits (SUBMITTED) for a place.
  { action: 'MOVE', by: 'APPLICANT', from: ['SUBMITTED', 'APPROVED'], kinds: ['APPOINTMENT'] },
  { action: 'TAKE', by: 'OFFICIAL', from: ['SUBMITTED'], to: 'UNDER_REVIEW', kinds: DECIDED },
  { action: 'REQUEST_INFORMATION', by: 'OFFICIAL', from: ['UNDER_REVIEW'], to: 'INFORMATION_REQUESTED' },
  // The fee is paid before the ministry grants; a refusal needs no fee.
  { action: 'APPROVE', by: 'OFFICIAL', from: ['UNDER_REVIEW'], to: 'APPROVED', payment: 'settled' },
  { action: 'REJECT', by: 'OFFICIAL', from: ['UNDER_REVIEW'], to: 'REJECTED' },
  { action: 'COMPLETE', by: 'OFFICIAL', from: ['APPROVED'], to: 'COMPLETED' },
  // A demand that is paid needs no decision; a slot that is free needs none either.
  { action: 'SETTLE', by: 'SYSTEM', from: ['SUBMITTED'], to: 'COMPLETED', kinds: ['PAYMENT'], payment: 'settled' },
  { action: 'CONFIRM', by: 'SYSTEM', from: ['SUBMITTED'], to: 'APPROVED', kinds: ['APPOINTMENT'] },
  // A place that nobody pays for is given back, and who waits for one waits until its time. Money for what is over goes back.
  { action: 'LAPSE', by: 'SYSTEM', from: ['SUBMITTED'], to: 'WITHDRAWN', kinds: ['PAYMENT'], payment: 'due' },
  { action: 'LAPSE', by: 'SYSTEM', from: ['APPROVED'], to: 'WITHDRAWN', kinds: ['APPOINTMENT'], payment: 'due' },
  { action: 'EXPIRE', by: 'SYSTEM', from: ['SUBMITTED'], to: 'WITHDRAWN', kinds: ['APPOINTMENT'] },
  { action: 'REFUND', by: 'SYSTEM', from: ['WITHDRAWN', 'REJECTED'], payment: 'due' },
  // A desk gives cash back that it took by mistake, as long as nobody has decided.
  { action: 'RETURN_FEE', by: 'SYSTEM', from: OPEN, payment: 'settled' },
];

/** Where an action leads, or the problem that names why it cannot be done now. */
export function next(stage: Stage, action: Action, by: Role): { to: Status } | { problem: Problem } {
  const moves = lifecycle.filter((move) => move.action === action && move.by === by && isOpenTo(move, stage));
  const move = moves.find((each) => paymentAllows(each, stage));
  if (move) return { to: move.to ?? stage.status };
  if (moves.length > 0) return { problem: problem(null, stage.paymentDue ? 'FEE_UNPAID' : 'NOTHING_TO_PAY', {}) };
  return { problem: problem(null, 'ILLEGAL_TRANSITION', { action, status: stage.status }) };
}

/** The actions that somebody in this role could do now. */
export function actionsOf(stage: Stage, by: Role): Action[] {
  const open = lifecycle.filter((move) => move.by === by && isOpenTo(move, stage) && paymentAllows(move, stage));
  return [...new Set(open.map(({ action }) => action))];
}

function isOpenTo(move: Move, stage: Stage): boolean {
  return move.from.includes(stage.status) && (move.kinds?.includes(stage.kind) ?? true);
}

function paymentAllows(move: Move, stage: Stage): boolean {
  return move.payment === undefined || (move.payment === 'due') === stage.paymentDue;
}
