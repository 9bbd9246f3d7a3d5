/** Tells a ministry of a fee that a desk took for one of its applications: it counts as paid there. */
import { DESK_FEES_PATH, type DeskFee, readDeskFeeAnswer } from '#kit/application/desk-fee.ts';
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { Ledger } from './ledger.ts';
import type { TransactionRecord } from './transactions.model.ts';

const BATCH = 50;

export function feeTeller(ledger: Ledger, ministry: (code: string) => Peer, log: Logger): Teller<TransactionRecord> {
  return createTeller(
    'a ministry',
    {
      untold: () => ledger.untoldFees(BATCH),
      tell: async (charge) => {
        const fee = deskFeeOf(charge);
        if (!fee) return;
        const answer = readDeskFeeAnswer(await ministry(fee.ministry).call(DESK_FEES_PATH, fee));
        if (answer !== 'TAKEN') await ledger.setFeeRefused(charge);
      },
      told: ledger.setFeeTold,
    },
    log,
  );
}

/** The fee of a charge, as its ministry is told of it; null when there is none, or no application. */
export function deskFeeOf({ slip }: TransactionRecord): (DeskFee & { readonly ministry: string }) | null {
  if (!slip?.application || slip.feeBdt === 0) return null;
  const { id: applicationId, ministry } = slip.application;
  return { applicationId, ministry, amountBdt: slip.feeBdt, receipt: `slip/${slip.number}` };
}
