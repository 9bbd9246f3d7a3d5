/** From which status a service centre goes to which: the one table, and what stands in the way of a move. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { type Criterion, criterionInWords } from './criterion.ts';
import type { ServiceCentreStatus } from './schema.generated.ts';

/**
 * Every centre begins on trial, also when others have passed theirs: its own figures say whether it opens. So there is no
 * way from PLANNED to OPEN, nor from PILOT round by PAUSED.
 */
export const MOVES: Readonly<Record<ServiceCentreStatus, readonly ServiceCentreStatus[]>> = {
  PLANNED: ['PILOT', 'CLOSED'],
  PILOT: ['OPEN', 'CLOSED'],
  OPEN: ['PAUSED', 'CLOSED'],
  PAUSED: ['OPEN', 'CLOSED'],
  CLOSED: [],
};

/** Those in which a citizen finds somebody there. */
export const SERVING: readonly ServiceCentreStatus[] = ['PILOT', 'OPEN'];

const STATUS_IN_WORDS: Readonly<Record<ServiceCentreStatus, Text>> = {
  PLANNED: { en: 'planned', bn: 'পরিকল্পিত' },
  PILOT: { en: 'a pilot', bn: 'পরীক্ষামূলক' },
  OPEN: { en: 'open', bn: 'চালু' },
  PAUSED: { en: 'paused', bn: 'সাময়িক বন্ধ' },
  CLOSED: { en: 'closed for good', bn: 'স্থায়ীভাবে বন্ধ' },
};

type AskedMove = {
  readonly from: ServiceCentreStatus;
  readonly to: ServiceCentreStatus;
  /** Those of the centre's pilot, with its figures. */
  readonly criteria: readonly Criterion[];
  readonly overrideReason: string | null;
};

/** What stands in the way of a move, or nothing. */
export function moveProblem({ from, to, criteria, overrideReason }: AskedMove): Problem | null {
  if (!MOVES[from].includes(to)) return illegalMove(from, to);
  const unmet = criteria.filter(({ isMet }) => !isMet).map(criterionInWords);
  if (!isEndOfPilot(from, to) || unmet.length === 0 || overrideReason !== null) return ok;
  return problem('to', 'PILOT_CRITERIA_NOT_MET', {
    unmetEn: unmet.map(({ en }) => en).join('; '),
    unmetBn: unmet.map(({ bn }) => bn).join('; '),
  });
}

/** Whether the move is the one that the criteria are for. */
export function isEndOfPilot(from: ServiceCentreStatus, to: ServiceCentreStatus): boolean {
  return from === 'PILOT' && to === 'OPEN';
}

function illegalMove(from: ServiceCentreStatus, to: ServiceCentreStatus): Problem {
  const next = MOVES[from].map((status) => STATUS_IN_WORDS[status]);
  const [is, becomes] = [STATUS_IN_WORDS[from], STATUS_IN_WORDS[to]];
  return problem('to', 'ILLEGAL_MOVE', {
    fromEn: is.en,
    fromBn: is.bn,
    toEn: becomes.en,
    toBn: becomes.bn,
    nextEn: next.map(({ en }) => en).join(', ') || 'nothing',
    nextBn: next.map(({ bn }) => bn).join(', ') || 'কিছুই নয়',
  });
}
