import { daysBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { GeneralDiaryInput } from './schema.generated.ts';

const THREAT_DAYS = 30;

/** A threat is told while it can still be averted; an old one is a case for a complaint at the court. Source: example. */
export const threatIsRecent: Rule<GeneralDiaryInput> = ({ input, today }) =>
  input.subject === 'THREAT' && daysBetween(input.eventDate, today) > THREAT_DAYS
    ? problem('eventDate', 'THREAT_TOO_OLD', { days: THREAT_DAYS })
    : ok;

export const generalDiary: RecordedService<GeneralDiaryInput> = {
  rules: [threatIsRecent],
  // The number to quote at the station. Source: Police Regulations of Bengal 1943, reg. 377 (general diary).
  outcome: ({ reference }) => ({ diaryNumber: documentNumber('GD', reference) }),
  field: 'generalDiary',
};
