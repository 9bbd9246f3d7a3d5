/** What only the tax circles know about a TIN. */
import { pathOf } from '#kit/areas/area-map.ts';
import { yearsBetween } from '#kit/days.ts';
import { digitsOf } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { EtinRegistrationInput } from './schema.generated.ts';
import { personKey, taxpayers } from './taxpayers.model.ts';

const OF_AGE_YEARS = 18;
const TIN_DIGITS = 12;

type Form = Omit<EtinRegistrationInput, 'idempotencyKey'>;

/** An adult is known by the national ID, a minor by birth registration and guardian. Source: e-TIN portal (NBR), registration of minors. */
export const personIsIdentified: Rule<Form> = ({ input, today }) => {
  if (yearsBetween(input.person.dateOfBirth, today) >= OF_AGE_YEARS)
    return input.nationalId ? ok : problem('nationalId', 'NATIONAL_ID_MISSING', { years: OF_AGE_YEARS });
  const missing = (['birthRegistration', 'guardianTin'] as const).find((field) => !input[field]);
  return missing ? problem(missing, 'GUARDIAN_MISSING', { years: OF_AGE_YEARS }) : ok;
};

/** The guardian of a minor pays tax for the minor. Source: Income Tax Act 2023 (income of a minor); example. */
export const guardianHasTin: Rule<Form> = async ({ input: { person, guardianTin: tin }, today, registry }) =>
  yearsBetween(person.dateOfBirth, today) >= OF_AGE_YEARS || !tin || (await registry(taxpayers).exists({ tin }))
    ? ok
    : problem('guardianTin', 'TIN_UNKNOWN');

/** A person has one TIN for life. Source: Income Tax Act 2023, s. 261. */
export const hasNoTin: Rule<Form> = async ({ input, registry }) =>
  (await registry(taxpayers).exists({ person: personOf(input) })) ? problem('nationalId', 'TIN_ALREADY_GIVEN') : ok;

export const employerIsNamed: Rule<Form> = ({ input }) =>
  input.incomeSource === 'SERVICE' && !input.employer ? problem('employer', 'EMPLOYER_MISSING') : ok;

function personOf({ nationalId, birthRegistration }: Form): string {
  return personKey(nationalId ?? birthRegistration ?? '');
}

export const etinRegistration: RecordedService<EtinRegistrationInput> = {
  rules: [personIsIdentified, guardianHasTin, hasNoTin, employerIsNamed],
  unique: ({ input }) => ({ key: personOf(input), taken: problem('nationalId', 'TIN_ALREADY_GIVEN') }),
  // The zone is that of the address. Source: NBR's orders on jurisdiction; one a division: example.
  outcome: async ({ input, registry, reference }) => {
    const tin = digitsOf(reference, TIN_DIGITS);
    const { nameEn, nameBn } = input.person;
    const entry = { person: personOf(input), nameEn, nameBn };
    // With the number of the reference, so that a repeat enters nobody twice.
    await registry(taxpayers).updateOne({ tin }, { $setOnInsert: entry }, { upsert: true });
    const [division] = pathOf(input.presentAddress.area);
    return { tin, taxZone: division?.name.en ?? null, taxZoneBn: division?.name.bn ?? null };
  },
  field: 'etinRegistration',
};
