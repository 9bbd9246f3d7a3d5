/** What only the tax circles know about a TIN. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { digitsOf } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { neededFields } from '#kit/needed-fields.ts';
import { isOfAge, OF_AGE_YEARS, personKey } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { EtinRegistrationInput } from './schema.generated.ts';
import { taxpayers } from './taxpayers.model.ts';

const TIN_DIGITS = 12;

type Form = Omit<EtinRegistrationInput, 'idempotencyKey'>;

/** An adult is known by the national ID, a minor by birth registration and guardian. Source: e-TIN portal (NBR), registration of minors. */
export const personIsIdentified: Rule<Form> = ({ input, today }) => {
  const values = { years: OF_AGE_YEARS };
  return isOfAge(input.person.dateOfBirth, today)
    ? neededFields(input, ['nationalId'], 'NATIONAL_ID_MISSING', values)
    : neededFields(input, ['birthRegistration', 'guardianTin'], 'GUARDIAN_MISSING', values);
};

/** The guardian of a minor pays tax for the minor. Source: Income Tax Act 2023 (income of a minor); example. */
export const guardianHasTin: Rule<Form> = async ({ input: { person, guardianTin: tin }, today, registry }) =>
  isOfAge(person.dateOfBirth, today) || !tin || (await registry(taxpayers).exists({ tin }))
    ? ok
    : problem('guardianTin', 'TIN_UNKNOWN');

/** A person has one TIN for life. Source: Income Tax Act 2023, s. 261. */
export const hasNoTin: Rule<Form> = async ({ input, registry }) =>
  (await registry(taxpayers).exists({ person: personKey(input) })) ? problem('nationalId', 'TIN_ALREADY_GIVEN') : ok;

export const employerIsNamed: Rule<Form> = ({ input }) =>
  input.incomeSource === 'SERVICE' && !input.employer ? problem('employer', 'EMPLOYER_MISSING') : ok;

const tinOf = (reference: string) => digitsOf(reference, TIN_DIGITS);

export const etinRegistration: RecordedService<EtinRegistrationInput> = {
  rules: [personIsIdentified, guardianHasTin, hasNoTin, employerIsNamed],
  unique: ({ input }) => ({ key: personKey(input), taken: problem('nationalId', 'TIN_ALREADY_GIVEN') }),
  // The zone is that of the address. Source: NBR's orders on jurisdiction; one a division: example.
  outcome: ({ input, reference }) => {
    const zone = areaAbove(input.presentAddress.area, 'DIVISION')?.name;
    return { tin: tinOf(reference), taxZone: zone?.en ?? null, taxZoneBn: zone?.bn ?? null };
  },
  granted: ({ input, registry, reference }) => {
    const { nameEn, nameBn } = input.person;
    return enter(registry(taxpayers), { tin: tinOf(reference), person: personKey(input), nameEn, nameBn });
  },
  field: 'etinRegistration',
};
