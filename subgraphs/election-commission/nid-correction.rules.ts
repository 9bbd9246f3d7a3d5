/** What only the Election Commission knows about a correction. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { toAsciiDigits } from '#kit/form/digits.ts';
import { isDay } from '#kit/form/relative-day.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { NidCorrectionInput, NidItem, NidProofKind } from './schema.generated.ts';
import { cardIsInForce, feeByTurn, noteTurn } from './voters.model.ts';

const OF_BIRTH: readonly NidProofKind[] = ['SCHOOL_CERTIFICATE', 'BIRTH_CERTIFICATE', 'PASSPORT'];

/** Which papers show what is correct; one of them is enough. Source: NID Wing, list of papers for a correction (example). */
const PROOFS: Readonly<Record<NidItem, readonly NidProofKind[]>> = {
  NAME_BN: OF_BIRTH,
  NAME_EN: OF_BIRTH,
  DATE_OF_BIRTH: OF_BIRTH,
  FATHER: [...OF_BIRTH, 'NID_OF_PARENT'],
  MOTHER: [...OF_BIRTH, 'NID_OF_PARENT'],
  SPOUSE: ['MARRIAGE_CERTIFICATE'],
  BLOOD_GROUP: ['BLOOD_TEST'],
  ADDRESS: ['PROOF_OF_ADDRESS'],
};

export const correctionsAreProved: Rule<NidCorrectionInput> = ({ input: { corrections, proofs } }) => {
  const unproved = corrections.findIndex(({ item }) => !proofs.some(({ kind }) => PROOFS[item].includes(kind)));
  return unproved < 0 ? ok : problem(`corrections.${unproved}.item`, 'NID_PROOF_MISSING');
};

export const correctDateIsADay: Rule<NidCorrectionInput> = ({ input: { corrections }, today }) => {
  const isNoBirthday = (text: string) => !isDay(text) || text > today;
  const wrong = corrections.findIndex(
    ({ item, correctText }) => item === 'DATE_OF_BIRTH' && isNoBirthday(toAsciiDigits(correctText)),
  );
  return wrong < 0 ? ok : problem(`corrections.${wrong}.correctText`, 'NOT_A_BIRTHDAY');
};

/** 200, 300 and then 400 taka, with 15 % VAT. Source: NID (Correction, Verification and Supply of Data) Regulations 2014, schedule. */
const FEE_BDT = [230, 345, 460] as const;

export const nidCorrection: RecordedService<NidCorrectionInput> = {
  rules: [cardIsInForce, correctionsAreProved, correctDateIsADay],
  amountBdt: (context) => feeByTurn(context, 'corrections', FEE_BDT),
  outcome: ({ reference }) => ({ orderNumber: documentNumber('NIDC', reference) }),
  granted: (context) => noteTurn(context, 'corrections'),
  field: 'nidCorrection',
};
