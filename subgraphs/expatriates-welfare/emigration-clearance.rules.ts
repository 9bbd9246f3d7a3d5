/** What only BMET knows about an emigration clearance. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { agencyIsLicensed } from '#kit/licensed-agencies.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { overseasWorkers, workerIsRegistered } from './overseas-workers.model.ts';
import { recruitingAgencies } from './recruiting-agencies.model.ts';
import type { EmigrationClearanceInput, OverseasCountry, OverseasWorkerSex } from './schema.generated.ts';

/**
 * Most that a worker pays for a job, everything included. Source: Minister of Expatriates' Welfare in Parliament, 15
 * January 2018; Malaysia: the ministry's notice of 6 July 2022.
 */
const CEILING_BDT: Readonly<Record<OverseasCountry, number>> = {
  SAUDI_ARABIA: 165_000,
  MALAYSIA: 78_990,
  UNITED_ARAB_EMIRATES: 107_780,
  QATAR: 100_780,
  OMAN: 100_780,
  KUWAIT: 106_780,
  BAHRAIN: 97_780,
  SINGAPORE: 262_270,
  JORDAN: 102_780,
  LEBANON: 117_780,
  IRAQ: 129_540,
  LIBYA: 145_780,
  EGYPT: 120_780,
  MALDIVES: 115_780,
  BRUNEI: 120_780,
  RUSSIA: 166_640,
};

/** @returns whole taka: a woman goes to Saudi Arabia without cost. Source: as above. */
export function ceilingBdt(country: OverseasCountry, sex: OverseasWorkerSex | undefined): number {
  return country === 'SAUDI_ARABIA' && sex === 'FEMALE' ? 0 : CEILING_BDT[country];
}

export const costIsWithinCeiling: Rule<EmigrationClearanceInput> = async ({ input, registry }) => {
  const { costs, country, registrationNumber } = input;
  const paidBdt = (costs ?? []).reduce((sum, { amountBdt }) => sum + amountBdt, 0);
  const worker = await registry(overseasWorkers).findOne({ registrationNumber }).lean();
  const limitBdt = ceilingBdt(country, worker?.sex);
  return paidBdt > limitBdt ? problem('costs', 'PAID_TOO_MUCH', { paidBdt, limitBdt }) : ok;
};

export const visaCoversDeparture: Rule<EmigrationClearanceInput> = ({ input: { visa, departsOn } }) =>
  departsOn > visa.enterBefore ? problem('departsOn', 'VISA_ENDS_BEFORE_DEPARTURE') : ok;

export const emigrationClearance: RecordedService<EmigrationClearanceInput> = {
  rules: [
    workerIsRegistered,
    // Only a licensed agency may send people abroad. Source: Overseas Employment and Migrants Act 2013, s. 9, 12 (suspension).
    agencyIsLicensed(recruitingAgencies, ({ channel }) => channel === 'AGENCY'),
    costIsWithinCeiling,
    visaCoversDeparture,
  ],
  unique: ({ input: { visa } }) => ({ key: visa.number, taken: problem('visa.number', 'VISA_CLEARED') }),
  outcome: ({ reference }) => ({ clearanceNumber: documentNumber('EC', reference) }),
  field: 'emigrationClearance',
};
