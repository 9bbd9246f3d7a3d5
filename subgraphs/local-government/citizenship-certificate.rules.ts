/** What only a union parishad knows about a certificate of citizenship. Pure. */
import { areaOf } from '#kit/areas/area-map.ts';
import { daysLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { CitizenshipCertificateInput } from './schema.generated.ts';

const RESIDENCE_DAYS = 180;

/** The chairman certifies whom a national ID or a birth registration names. Source: example. */
export const personIsIdentified: Rule<CitizenshipCertificateInput> = ({ input }) =>
  input.nationalId || input.birthRegistration ? ok : problem('nationalId', 'PERSON_NUMBER_MISSING');

/** Source: Local Government (Union Parishads) Act 2009, second schedule (a union parishad certifies its own residents). */
export const livesInUnion: Rule<CitizenshipCertificateInput> = ({ input }) => {
  const level = areaOf(input.permanentAddress.area)?.level;
  return level === 'UNION' || level === 'WARD' ? ok : problem('permanentAddress.area', 'NOT_IN_A_UNION');
};

/** Who has just come is not known in the union yet: the former one certifies. Source: example. */
export const hasLivedThere: Rule<CitizenshipCertificateInput> = ({ input, today }) =>
  input.residentSince > daysLater(today, -RESIDENCE_DAYS)
    ? problem('residentSince', 'RESIDENT_TOO_SHORT', { days: RESIDENCE_DAYS })
    : ok;

export const citizenshipCertificate: RecordedService<CitizenshipCertificateInput> = {
  rules: [personIsIdentified, livesInUnion, hasLivedThere],
  outcome: ({ reference }) => ({ certificateNumber: documentNumber('NS', reference) }),
  field: 'citizenshipCertificate',
};
