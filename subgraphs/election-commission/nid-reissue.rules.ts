/** What only the Election Commission knows about another card. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { neededFields } from '#kit/needed-fields.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { NidReissueInput } from './schema.generated.ts';
import { cardIsInForce, feeByTurn, noteTurn } from './voters.model.ts';

/** A loss or a theft is first told to the police. Source: NID Wing, form for a reissue (copy of the GD). */
export const lossIsToldToPolice: Rule<NidReissueInput> = ({ input }) =>
  input.reason === 'DAMAGED'
    ? ok
    : neededFields(input, ['generalDiaryNumber', 'generalDiaryDate', 'policeStation'], 'DIARY_MISSING');

/** Nobody keeps two cards. Source: National Identity Registration Act 2010, s. 15. */
export const damagedCardIsHandedIn: Rule<NidReissueInput> = ({ input }) =>
  input.reason === 'DAMAGED' && !input.handsInCard ? problem('handsInCard', 'CARD_KEPT') : ok;

/** By turn, with 15 % VAT. Source: NID (Correction, Verification and Supply of Data) Regulations 2014, schedule. */
const FEE_BDT = { REGULAR: [230, 345, 575], URGENT: [345, 575, 1150] } as const;

export const nidReissue: RecordedService<NidReissueInput> = {
  rules: [cardIsInForce, lossIsToldToPolice, damagedCardIsHandedIn],
  amountBdt: (context) => feeByTurn(context, 'reissues', FEE_BDT[context.input.delivery]),
  outcome: ({ reference }) => ({ collectionSlip: documentNumber('NIDR', reference) }),
  granted: (context) => noteTurn(context, 'reissues'),
  field: 'nidReissue',
};
