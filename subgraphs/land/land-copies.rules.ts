/** What only the Department of Land Records and Surveys knows about copies of its records: of a khatian, and of a mouza's map. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nameKey } from '#kit/name-key.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { landRecords, plotsOf } from './land-records.model.ts';
import { type MouzaMap, mapOf, mouzaMaps } from './mouza-maps.model.ts';
import type { KhatianCopyInput, LandSurvey, MouzaMapCopyInput } from './schema.generated.ts';

const DHAKA = new Set(['Dhaka', 'ঢাকা'].map(nameKey));
const HILL_DISTRICTS = new Set(['Rangamati', 'রাঙ্গামাটি', 'Khagrachhari', 'খাগড়াছড়ি', 'Bandarban', 'বান্দরবান'].map(nameKey));

/**
 * The surveys did not reach the hill districts, and the city survey was Dhaka's. Source: Chittagong Hill Tracts
 * Regulation 1900 (land there is recorded by its own rules); Dhaka as the only city: example.
 */
export const surveyWasHeld: Rule<Pick<KhatianCopyInput, 'district' | 'survey'>> = ({ input }) => {
  const district = nameKey(input.district);
  return HILL_DISTRICTS.has(district) || (input.survey === 'CITY' && !DHAKA.has(district))
    ? problem('survey', 'SURVEY_NOT_HELD', { district: input.district })
    : ok;
};

/** Of these the register holds every khatian; those of the older surveys are searched for on paper. */
const IN_FORCE: ReadonlySet<LandSurvey> = new Set(['BS', 'CITY'] as const);

/** There is a copy only of what is recorded. Source: State Acquisition and Tenancy Act 1950, s. 144 (record of rights by survey). */
export const khatianIsRecorded: Rule<KhatianCopyInput> = async ({ input, registry }) =>
  !IN_FORCE.has(input.survey) || (await registry(landRecords).exists(plotsOf(input)))
    ? ok
    : problem('khatian', 'KHATIAN_UNKNOWN', { khatian: input.khatian });

/** What goes by post needs an address. */
export const postIsAddressed: Rule<Pick<KhatianCopyInput, 'delivery' | 'postalAddress'>> = ({ input }) =>
  input.delivery === 'POST' && !input.postalAddress ? problem('postalAddress', 'POSTAL_ADDRESS_MISSING') : ok;

export const mapHasSheets: Rule<MouzaMapCopyInput> = async ({ input, registry }) =>
  mapObjection(input, await registry(mouzaMaps).findOne(mapOf(input)).lean());

/** What the map room has against an order. Source: Survey and Settlement Manual 1935 (a mouza has its JL number, and its map numbered sheets). */
export function mapObjection(
  { sheets, jlNumber }: Pick<MouzaMapCopyInput, 'sheets' | 'jlNumber'>,
  map: Pick<MouzaMap, 'sheets' | 'jlNumber'> | null,
): Problem | null {
  if (!map) return problem('survey', 'MAP_UNKNOWN');
  if (jlNumber && jlNumber !== map.jlNumber)
    return problem('jlNumber', 'JL_NUMBER_OTHER', { recordedNumber: map.jlNumber });
  const index = sheets.findIndex((sheet) => sheet > map.sheets);
  return index < 0 ? ok : problem(`sheets.${index}`, 'SHEET_UNKNOWN', { recordedSheets: map.sheets });
}

/** Source: example. */
const KHATIAN_FEE_BDT = 100;
const SHEET_FEE_BDT = 520;
const POSTAGE_BDT = { COUNTER: 0, POST: 40 } as const;
const MAP_POSTAGE_BDT = { COUNTER: 0, POST: 110 } as const;

export const khatianCopy: RecordedService<KhatianCopyInput> = {
  rules: [surveyWasHeld, khatianIsRecorded, postIsAddressed],
  amountBdt: ({ input }) => input.copies * KHATIAN_FEE_BDT + POSTAGE_BDT[input.delivery],
  outcome: ({ reference }) => ({ copyNumber: documentNumber('KHC', reference) }),
  field: 'khatianCopy',
};

export const mouzaMapCopy: RecordedService<MouzaMapCopyInput> = {
  rules: [surveyWasHeld, mapHasSheets, postIsAddressed],
  // A sheet that is named twice is printed once.
  amountBdt: ({ input }) => new Set(input.sheets).size * SHEET_FEE_BDT + MAP_POSTAGE_BDT[input.delivery],
  outcome: ({ reference }) => ({ copyNumber: documentNumber('MMC', reference) }),
  field: 'mouzaMapCopy',
};
