/** What only the National Freedom Fighter Council (JAMUKA) knows about a certificate. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type FreedomFighter, freedomFighters } from './freedom-fighters.model.ts';
import type { FreedomFighterCertificateInput } from './schema.generated.ts';

/** Who was 12 years and 6 months old on 30 November 1971 was born by this day. Source: the ministry's gazette of January 2018. */
const LAST_DAY_OF_BIRTH = '1959-05-30';

export const fighterWasOldEnough: Rule<FreedomFighterCertificateInput> = ({ input: { fighter } }) =>
  fighter.dateOfBirth > LAST_DAY_OF_BIRTH ? problem('fighter.dateOfBirth', 'TOO_YOUNG_IN_1971') : ok;

/** The fighter applies while alive, the family after that. Source: example. */
export const applicantMayApply: Rule<FreedomFighterCertificateInput> = ({ input: { applicantIs, fighter } }) => {
  if (applicantIs === 'SELF') return fighter.diedOn ? problem('applicantIs', 'FIGHTER_HAS_DIED') : ok;
  return fighter.diedOn ? ok : problem('fighter.diedOn', 'FIGHTER_IS_ALIVE');
};

export const fighterIsGazetted: Rule<FreedomFighterCertificateInput> = async ({ input, registry }) =>
  gazetteObjection(input, await registry(freedomFighters).findOne({ misNumber: input.misNumber }).lean());

/** What the list has against an application. Source: National Freedom Fighter Council Act 2022 (gazette and list). */
export function gazetteObjection(
  input: Pick<FreedomFighterCertificateInput, 'gazette' | 'applicantIs' | 'applicantNationalId'>,
  listed: Pick<FreedomFighter, 'gazetteNumber' | 'nationalId' | 'certificateNumber'> | null,
): Problem | null {
  if (!listed) return problem('misNumber', 'NOT_ON_THE_LIST');
  if (listed.gazetteNumber !== input.gazette.number) return problem('gazette.number', 'ANOTHER_GAZETTE');
  if (input.applicantIs === 'SELF' && !isSamePerson(listed.nationalId, input.applicantNationalId))
    return problem('applicantNationalId', 'NOT_THE_FIGHTER');
  return listed.certificateNumber ? problem('misNumber', 'HAS_A_CERTIFICATE') : ok;
}

export const freedomFighterCertificate: RecordedService<FreedomFighterCertificateInput> = {
  rules: [fighterWasOldEnough, applicantMayApply, fighterIsGazetted],
  unique: ({ input }) => ({ key: input.misNumber, taken: problem('misNumber', 'HAS_A_CERTIFICATE') }),
  outcome: ({ reference }) => ({ certificateNumber: documentNumber('FFC', reference) }),
  // So that the honorarium finds it.
  granted: async ({ input: { misNumber }, registry, reference }) => {
    const certificateNumber = documentNumber('FFC', reference);
    await registry(freedomFighters).updateOne({ misNumber, certificateNumber: null }, { $set: { certificateNumber } });
  },
  field: 'freedomFighterCertificate',
};
