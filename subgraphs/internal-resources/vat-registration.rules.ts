/** What only the VAT commissionerates know about a registration. */
import { digitsOf } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { sharesObjection } from '#kit/list-rules.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { VatRegistrationInput } from './schema.generated.ts';
import { taxpayers } from './taxpayers.model.ts';

const TURNOVER_TAX_LIMIT_BDT = 5_000_000;

/**
 * Above the limit, and for who imports or exports whatever the turnover, VAT is due. Source: Value Added Tax and
 * Supplementary Duty Act 2012, s. 4 and 10, limit as amended in January 2025.
 */
export const kindFitsBusiness: Rule<VatRegistrationInput> = ({ input }) => {
  if (input.registrationKind === 'VAT') return ok;
  if (input.activities.some((activity) => activity === 'IMPORT' || activity === 'EXPORT'))
    return problem('registrationKind', 'TRADE_ABROAD_NEEDS_VAT');
  return input.turnoverBdt > TURNOVER_TAX_LIMIT_BDT
    ? problem('registrationKind', 'TURNOVER_NEEDS_VAT', { limitBdt: TURNOVER_TAX_LIMIT_BDT })
    : ok;
};

/** Source: form Mushak-2.1 (owners and their shares). */
export const ownersAreWhole: Rule<VatRegistrationInput> = ({ input: { owners, ownership } }) => {
  if (ownership === 'PROPRIETORSHIP' && owners.length > 1) return problem('owners', 'ONE_OWNER_ONLY');
  return sharesObjection('owners', owners);
};

export const businessHasTin: Rule<VatRegistrationInput> = async ({ input: { tin }, registry }) =>
  (await registry(taxpayers).exists({ tin })) ? ok : problem('tin', 'TIN_UNKNOWN');

export const vatRegistration: RecordedService<VatRegistrationInput> = {
  rules: [kindFitsBusiness, ownersAreWhole, businessHasTin],
  unique: ({ input: { tin } }) => ({ key: tin, taken: problem('tin', 'VAT_ALREADY_REGISTERED') }),
  // Nine digits, and four of the commissionerate: here of the division. Source of the four: example.
  outcome: ({ input, reference }) => ({ bin: `${digitsOf(reference, 9)}-${input.address.area.slice(0, 2)}01` }),
  field: 'vatRegistration',
};
