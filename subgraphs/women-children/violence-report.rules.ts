/** What only the Department of Women Affairs knows about a report of violence. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { neededFields } from '#kit/needed-fields.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { ViolenceReportInput } from './schema.generated.ts';
import { supportCentres } from './support-centres.model.ts';

/** Who is a child. Source: Children Act 2013, s. 4. */
const CHILD_YEARS = 18;
/** Under this age a marriage is a child marriage. Source: Child Marriage Restraint Act 2017, s. 2; example (third gender). */
const MARRIAGE_YEARS = { FEMALE: 18, MALE: 21, THIRD_GENDER: 18 } as const;

/** Source: the departments' national helplines for women (109) and for children (1098). */
const WOMENS_HELPLINE = '109';
const CHILDRENS_HELPLINE = '1098';

export const kindFitsTheAge: Rule<ViolenceReportInput> = ({ input: { kind, victim } }) => {
  const years = { CHILD_ABUSE: CHILD_YEARS, CHILD_MARRIAGE: MARRIAGE_YEARS[victim.sex] };
  if (kind !== 'CHILD_ABUSE' && kind !== 'CHILD_MARRIAGE') return ok;
  return victim.ageYears >= years[kind] ? problem('kind', 'NOT_A_CHILD', { years: years[kind] }) : ok;
};

/** Who wishes to stay unnamed is not named by mistake; who does not can be reached. Source: example. */
export const reporterIsNamedOrNot: Rule<ViolenceReportInput> = ({ input }) => {
  const fields = ['reporterName', 'reporterMobile'] as const;
  if (!input.reporterWishesAnonymity) return neededFields(input, fields, 'NAME_YOURSELF_OR_NOT');
  const given = fields.find((field) => input[field]);
  return given ? problem(given, 'LEAVE_IT_EMPTY') : ok;
};

export const violenceReport: RecordedService<ViolenceReportInput> = {
  rules: [kindFitsTheAge, reporterIsNamedOrNot],
  outcome: async ({ input: { place, victim }, registry, reference }) => {
    const upazila = areaAbove(place.area, 'UPAZILA');
    const found = upazila && (await registry(supportCentres).findOne({ upazila: upazila.code }).lean());
    return {
      caseNumber: documentNumber('VAW', reference),
      helpline: victim.ageYears < CHILD_YEARS ? CHILDRENS_HELPLINE : WOMENS_HELPLINE,
      centre: found?.centre ?? null,
      centreBn: found?.centreBn ?? null,
      centreMobile: found?.centreMobile ?? null,
    };
  },
  field: 'violenceReport',
};
