/** Keeps with the entrepreneur whether a desk's book has reached the limit: with the role, `identity` is told of it. */
import type { Logger } from '#kit/log.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { Enrolments } from '../enrolment/enrolments.ts';
import { isAtLimit } from './book.ts';
import type { Ledger } from './ledger.ts';
import type { TransactionRecord } from './transactions.model.ts';

const BATCH = 50;

export function limitTeller(ledger: Ledger, enrolments: Enrolments, log: Logger): Teller<TransactionRecord> {
  const look = async (entry: TransactionRecord) => isAtLimit((await ledger.account(entry)).standing.balances);
  return createTeller(
    'the enrolment',
    {
      untold: () => ledger.untoldLimits(BATCH),
      tell: (entry) => enrolments.keepLimit(entry, () => look(entry)),
      told: ledger.setLimitTold,
    },
    log,
  );
}
