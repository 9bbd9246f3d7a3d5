/** What only the Consular Wing knows about papers that go abroad. Pure. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type {
  AttestationCountry,
  AttestationDocumentKind,
  AttestingAuthority,
  DocumentAttestationInput,
} from './schema.generated.ts';

/** The ministry knows the signature of this authority only. Source: Consular Wing, list of papers and of who attests them first. */
const ATTESTED_FIRST_BY: Readonly<Record<AttestationDocumentKind, AttestingAuthority>> = {
  EDUCATIONAL_CERTIFICATE: 'MINISTRY_OF_EDUCATION',
  MARRIAGE_CERTIFICATE: 'LAW_AND_JUSTICE_DIVISION',
  BIRTH_CERTIFICATE: 'BIRTH_REGISTRAR',
  POLICE_CLEARANCE: 'POLICE',
  MEDICAL_PAPER: 'HEALTH_SERVICES',
  COMMERCIAL_PAPER: 'CHAMBER_OF_COMMERCE',
  AFFIDAVIT: 'NOTARY_PUBLIC',
};

export const papersAreAttestedFirst: Rule<DocumentAttestationInput> = ({ input: { documents } }) => {
  const wrong = documents.findIndex(({ kind, attestedBy }) => ATTESTED_FIRST_BY[kind] !== attestedBy);
  return wrong < 0 ? ok : problem(`documents.${wrong}.attestedBy`, 'WRONG_AUTHORITY');
};

export const papersWereThereBefore: Rule<DocumentAttestationInput> = ({ input: { documents } }) => {
  const wrong = documents.findIndex(({ issuedOn, attestedOn }) => attestedOn < issuedOn);
  return wrong < 0 ? ok : problem(`documents.${wrong}.attestedOn`, 'ATTESTED_BEFORE_ISSUED');
};

/** Source: example (relatives need no letter). */
export const holderHasAgreed: Rule<DocumentAttestationInput> = ({ input }) =>
  input.holder === 'SOMEBODY_ELSE' && !input.authorityLetter
    ? problem('authorityLetter', 'AUTHORITY_LETTER_MISSING')
    : ok;

export const courierHasAnAddress: Rule<DocumentAttestationInput> = ({ input }) =>
  input.delivery === 'COURIER' && !input.courierAddress ? problem('courierAddress', 'COURIER_ADDRESS_MISSING') : ok;

/** Source: Apostille Convention 1961 (HCCH), status table; in force for Bangladesh since 30 March 2025. */
const WITHOUT_APOSTILLE: ReadonlySet<AttestationCountry> = new Set<AttestationCountry>([
  'UNITED_ARAB_EMIRATES',
  'QATAR',
  'KUWAIT',
  'JORDAN',
  'MALAYSIA',
  'OTHER',
]);

export const documentAttestation: RecordedService<DocumentAttestationInput> = {
  rules: [papersAreAttestedFirst, papersWereThereBefore, holderHasAgreed, courierHasAnAddress],
  outcome: ({ input, reference }) => ({
    form: WITHOUT_APOSTILLE.has(input.country) ? 'ATTESTATION' : 'APOSTILLE',
    attestationNumber: documentNumber('MOFA', reference),
  }),
  field: 'documentAttestation',
};
