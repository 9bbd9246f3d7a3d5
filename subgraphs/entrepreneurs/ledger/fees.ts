/** Fees that desks hold for ministries: told when they are taken, asked for before they go back. */
import { RETURNED_DESK_FEES_PATH, readReturnAnswer } from '#kit/application/desk-fee.ts';
import { problem } from '#kit/errors/problem.ts';
import type { Logger } from '#kit/log.ts';
import { type Peer, PeerUnavailable } from '#kit/peer.ts';
import type { Teller } from '#kit/teller.ts';
import { deskFeeOf, feeTeller } from './fee-teller.ts';
import type { AskMinistry, Ledger } from './ledger.ts';
import type { TransactionRecord } from './transactions.model.ts';

export type Fees = Teller<TransactionRecord> & { readonly letGo: AskMinistry };

export function feesOf(ledger: Ledger, ministry: (code: string) => Peer, log: Logger): Fees {
  return {
    ...feeTeller(ledger, ministry, log),
    letGo: async (charge) => {
      const fee = deskFeeOf(charge);
      if (!fee) return null;
      // Told after it was let go, the fee would count as paid with no money behind it.
      if (charge.isFeeUntold) return problem(null, 'MINISTRY_UNAVAILABLE');
      try {
        const isReturned = readReturnAnswer(await ministry(fee.ministry).call(RETURNED_DESK_FEES_PATH, fee));
        return isReturned ? null : problem('number', 'FEE_KEPT');
      } catch (error) {
        if (error instanceof PeerUnavailable) return problem(null, 'MINISTRY_UNAVAILABLE');
        throw error;
      }
    },
  };
}
