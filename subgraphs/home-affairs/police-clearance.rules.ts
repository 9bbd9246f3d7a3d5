/** What only the police know about a clearance certificate. */
import { daysBetween, daysLater, yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { dayInWords } from '#kit/form/day-in-words.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type IssuedPassport, issuedPassports, passportOf } from './issued-passports.model.ts';
import type { PoliceClearanceInput, PoliceClearanceResidenceInput } from './schema.generated.ts';

const VALID_DAYS = 90;
const RESIDENCE_YEARS = 5;
/** Between two homes people stay with relatives: so many days are not asked about. */
const MOVING_DAYS = 31;

export const passportIsValid: Rule<PoliceClearanceInput> = async ({ input, today, registry }) =>
  passportObjection(await registry(issuedPassports).findOne(passportOf(input)).lean(), today);

/** The passport must be valid for three months more. Source: instructions of the police clearance portal. */
export function passportObjection(
  passport: Pick<IssuedPassport, 'expiresOn' | 'isCancelled'> | null,
  today: string,
): Problem | null {
  if (!passport) return problem('passportNumber', 'PASSPORT_UNKNOWN');
  if (passport.isCancelled) return problem('passportNumber', 'PASSPORT_CANCELLED');
  return daysBetween(today, passport.expiresOn) < VALID_DAYS
    ? problem('passportNumber', 'PASSPORT_EXPIRES', { days: VALID_DAYS })
    : ok;
}

/** Each station where somebody lived is asked. Source: example (five years). */
export const residencesAreComplete: Rule<PoliceClearanceInput> = ({ input: { residences }, today }) => {
  const backwards = residences.findIndex(({ from, to }) => to && to < from);
  if (backwards >= 0) return problem(`residences.${backwards}.to`, 'MOVED_OUT_BEFORE_IN');
  const gap = firstDayWithoutHome(residences, yearsLater(today, -RESIDENCE_YEARS), today);
  if (!gap) return ok;
  const { en, bn } = dayInWords(gap);
  return problem('residences', 'RESIDENCE_GAP', { years: RESIDENCE_YEARS, dayEn: en, dayBn: bn });
};

/** The first day of a gap that is longer than a move takes; null when the homes follow each other. */
export function firstDayWithoutHome(
  residences: readonly Pick<PoliceClearanceResidenceInput, 'from' | 'to'>[],
  first: string,
  last: string,
): string | null {
  let open = first;
  for (const { from, to } of residences.toSorted((one, other) => one.from.localeCompare(other.from))) {
    if (daysBetween(open, from) > MOVING_DAYS) return open;
    const next = daysLater(to ?? last, 1);
    if (next > open) open = next;
  }
  return daysBetween(open, last) > MOVING_DAYS ? open : null;
}

/** Who is abroad acts through somebody here, with a passport that a mission attested. Source: instructions of the police clearance portal. */
export const applicantAbroadIsRepresented: Rule<PoliceClearanceInput> = ({ input }) => {
  if (!input.livesAbroad) return ok;
  if (!input.representative) return problem('representative', 'REPRESENTATIVE_MISSING');
  return input.attestingMission ? ok : problem('attestingMission', 'MISSION_MISSING');
};

export const policeClearance: RecordedService<PoliceClearanceInput> = {
  rules: [passportIsValid, residencesAreComplete, applicantAbroadIsRepresented],
  outcome: ({ reference }) => ({ certificateNumber: documentNumber('PCC', reference) }),
  field: 'policeClearance',
};
