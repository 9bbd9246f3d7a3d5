/** What only the inspectors know about a complaint. All sections are of the Bangladesh Labour Act 2006. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { daysBetween, isFriday, workingDaysLater, yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { dayInWords } from '#kit/form/day-in-words.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { LabourComplaintInput } from './schema.generated.ts';

const WORKING_DAYS_TO_PAY = 7;
const GRIEVANCE_DAYS = 30;

export const namedReporterCanBeReached: Rule<LabourComplaintInput> = ({ input }) =>
  input.reporterWishesAnonymity || input.reporterMobile ? ok : problem('reporterMobile', 'REPORTER_MOBILE_MISSING');

/**
 * The last day on which wages are paid in time: the seventh working day after the wage period. Source: s. 123(1); the
 * weekly holiday of a factory is one day, here Friday: s. 103.
 */
export function lastPayday(periodEndsOn: string): string {
  return workingDaysLater(periodEndsOn, WORKING_DAYS_TO_PAY, isFriday);
}

/** A claim is for wages that are due, for twelve months from that day. Source: s. 123(1); s. 132 (time to claim). */
export const wagesAreDue: Rule<LabourComplaintInput> = ({ input: { subject, wages }, today }) => {
  if (subject !== 'UNPAID_WAGES') return ok;
  if (!wages) return problem('wages', 'WAGES_MISSING');
  const payday = lastPayday(wages.periodEndsOn);
  const { en: paydayEn, bn: paydayBn } = dayInWords(payday);
  if (today <= payday) return problem('wages.periodEndsOn', 'WAGES_NOT_DUE', { paydayEn, paydayBn });
  return today > yearsLater(payday, 1) ? problem('wages.periodEndsOn', 'WAGE_CLAIM_TOO_OLD') : ok;
};

/** Who lost their work first writes to the employer, within thirty days. Source: s. 33(1). */
export const grievanceWasSent: Rule<LabourComplaintInput> = ({ input: { subject, eventDate, grievanceSentOn } }) => {
  if (subject !== 'LOSS_OF_WORK') return ok;
  if (!grievanceSentOn) return problem('grievanceSentOn', 'GRIEVANCE_MISSING', { days: GRIEVANCE_DAYS });
  const days = daysBetween(eventDate, grievanceSentOn);
  if (days < 0) return problem('grievanceSentOn', 'GRIEVANCE_BEFORE_EVENT');
  return days > GRIEVANCE_DAYS ? problem('grievanceSentOn', 'GRIEVANCE_LATE', { days: GRIEVANCE_DAYS }) : ok;
};

export const labourComplaint: RecordedService<LabourComplaintInput> = {
  rules: [namedReporterCanBeReached, wagesAreDue, grievanceWasSent],
  outcome: ({ input, reference }) => {
    const place = areaAbove(input.workplaceAddress.area, 'DISTRICT')?.name;
    return {
      complaintNumber: documentNumber('LC', reference),
      office: place ? `Deputy Inspector General, ${place.en}` : null,
      officeBn: place ? `উপমহাপরিদর্শকের কার্যালয়, ${place.bn}` : null,
    };
  },
  field: 'labourComplaint',
};
