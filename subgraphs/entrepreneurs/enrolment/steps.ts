/** What may happen to an entrepreneur, and what it changes: one function for each step. Pure. */

import { daysLater, yearsLater } from '#kit/days.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { EntrepreneurStage } from '../schema.generated.ts';
import type { CardRecord, EntrepreneurRecord, StepRecord } from './entrepreneurs.model.ts';

/** What a record becomes at an instant, or what stands in the way. */
type Change = (record: EntrepreneurRecord, at: Date) => Partial<EntrepreneurRecord> | Problem;

/** A step: its entry in the log, and what it changes. */
export type Step = {
  readonly entry: Pick<StepRecord, 'what' | 'centre' | 'reason'>;
  readonly change: Change;
};

/** For how long a certificate and its card are good. */
const CARD_YEARS = 2;
/** From so many days before its end a card can be renewed, and the refresher counts. */
const RENEWAL_DAYS = 60;
const MOST_CENTRES = 5;

const STAGE_IN_WORDS: Readonly<Record<EntrepreneurStage, Text>> = {
  APPLIED: { en: 'waiting to be screened', bn: 'যাচাইয়ের অপেক্ষায়' },
  REFUSED: { en: 'refused', bn: 'প্রত্যাখ্যাত' },
  WITHDRAWN: { en: 'withdrawn', bn: 'প্রত্যাহার করা' },
  IN_TRAINING: { en: 'in training', bn: 'প্রশিক্ষণে' },
  CERTIFIED: { en: 'certified', bn: 'সনদপ্রাপ্ত' },
};

export function accept(reason: string): Step {
  return step(
    { what: 'ACCEPTED', reason },
    only(['APPLIED'], () => ({ stage: 'IN_TRAINING' })),
  );
}

export function refuse(reason: string): Step {
  return step(
    { what: 'REFUSED', reason },
    only(['APPLIED'], () => ({ stage: 'REFUSED' })),
  );
}

/**
 * Of who has passed every module.
 * @param newNumbers gives others each time: a number may be taken.
 */
export function certify(newNumbers: () => Pick<CardRecord, 'number' | 'certificateNumber'>, today: string): Step {
  return step(
    { what: 'CERTIFIED' },
    only(['IN_TRAINING'], (_record, at) => ({
      stage: 'CERTIFIED',
      card: { ...newNumbers(), issuedAt: at, validUntil: yearsLater(today, CARD_YEARS) },
    })),
  );
}

/** Before the certificate, too: the role begins when both are there. */
export function assign(centre: string): Step {
  return step(
    { what: 'ASSIGNED', centre },
    only(['IN_TRAINING', 'CERTIFIED'], ({ centres }, at) => {
      if (centres.some(({ code }) => code === centre)) return problem('centre', 'ALREADY_ASSIGNED', { centre });
      if (centres.length >= MOST_CENTRES) return problem('centre', 'TOO_MANY_CENTRES', { most: MOST_CENTRES });
      return { centres: [...centres, { code: centre, since: at }] };
    }),
  );
}

export function unassign(centre: string, reason: string): Step {
  return step({ what: 'UNASSIGNED', centre, reason }, ({ centres }) => {
    const others = centres.filter(({ code }) => code !== centre);
    return others.length === centres.length ? problem('centre', 'NOT_ASSIGNED', { centre }) : { centres: others };
  });
}

export function suspend(reason: string): Step {
  return step(
    { what: 'SUSPENDED', reason },
    only(['IN_TRAINING', 'CERTIFIED'], ({ suspension }, at) =>
      suspension ? problem('entrepreneurId', 'ALREADY_SUSPENDED') : { suspension: { since: at, reason } },
    ),
  );
}

export function reinstate(reason: string): Step {
  return step({ what: 'REINSTATED', reason }, ({ suspension }) =>
    suspension ? { suspension: null } : problem('entrepreneurId', 'NOT_SUSPENDED'),
  );
}

/**
 * @param refresher the module that is to be passed anew.
 * @param passedOn the day on which it was; null when it never was.
 */
export function renew(refresher: string, passedOn: string | null, today: string): Step {
  return step(
    { what: 'RENEWED' },
    only(['CERTIFIED'], ({ card, suspension }) => {
      if (suspension) return problem(null, 'SUSPENDED', { reason: suspension.reason });
      if (!card) throw new Error('a certified entrepreneur has no card');
      const from = daysLater(card.validUntil, -RENEWAL_DAYS);
      if (today < from) return problem(null, 'TOO_EARLY_TO_RENEW', { validUntil: card.validUntil, from });
      if (passedOn === null || passedOn < from)
        return problem(null, 'REFRESHER_NOT_PASSED', { module: refresher, from });
      const begins = today > card.validUntil ? today : card.validUntil;
      return { card: { ...card, validUntil: yearsLater(begins, CARD_YEARS) } };
    }),
  );
}

/** By the applicant, while nobody has screened it. */
export function withdraw(): Step {
  return step(
    { what: 'WITHDRAWN' },
    only(['APPLIED'], () => ({ stage: 'WITHDRAWN' })),
  );
}

/** Of who was refused, or has withdrawn: who is further on has nothing to apply for. */
export function applyAgain(application: Pick<EntrepreneurRecord, ApplicationField>): Step {
  return step({ what: 'APPLIED' }, ({ stage }, at) =>
    stage === 'REFUSED' || stage === 'WITHDRAWN'
      ? { ...application, stage: 'APPLIED', appliedAt: at }
      : problem(null, 'ALREADY_APPLIED'),
  );
}

/** What an applicant says. */
export type ApplicationField = 'nameEn' | 'nameBn' | 'photoReference' | 'documents' | 'wantedCentre';

function step(
  { what, centre = null, reason = null }: Pick<StepRecord, 'what'> & Partial<StepRecord>,
  change: Change,
): Step {
  return { entry: { what, centre, reason }, change };
}

function only(stages: readonly EntrepreneurStage[], change: Change): Change {
  return (record, at) => {
    if (stages.includes(record.stage)) return change(record, at);
    const [is, needed] = [STAGE_IN_WORDS[record.stage], stages.map((stage) => STAGE_IN_WORDS[stage])];
    return problem(null, 'WRONG_STAGE', {
      stageEn: is.en,
      stageBn: is.bn,
      neededEn: needed.map(({ en }) => en).join(', '),
      neededBn: needed.map(({ bn }) => bn).join(', '),
    });
  };
}
