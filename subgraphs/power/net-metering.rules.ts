/** What only SREDA and the distribution companies know about a solar roof on the grid. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type ElectricityAccount, electricityAccounts } from './electricity-accounts.model.ts';
import { overdueBill } from './electricity-bills.model.ts';
import type { NetMeteringInput } from './schema.generated.ts';

/** A kilowatt of panels covers about so much. Source: example. */
const ROOF_SQUARE_METRES_PER_KW = 5;

const accountOf = ({ company, accountNumber }: NetMeteringInput) => ({ company, accountNumber });

export const accountTakesSolar: Rule<NetMeteringInput> = async ({ input, registry }) =>
  accountObjection(input, await registry(electricityAccounts).findOne(accountOf(input)).lean());

/**
 * What the customer's meter allows: once a meter, and as much as the sanctioned load, single phase too.
 * Source: Net Metering Guidelines 2025 (100 per cent of the sanctioned load; 70 under those of 2018).
 */
export function accountObjection(
  { accountNumber, inverterKw }: Pick<NetMeteringInput, 'accountNumber' | 'inverterKw'>,
  account: Pick<ElectricityAccount, 'sanctionedLoadKw' | 'isNetMetered'> | null,
): Problem | null {
  if (!account) return problem('accountNumber', 'ACCOUNT_UNKNOWN', { accountNumber });
  if (account.isNetMetered) return problem('accountNumber', 'ALREADY_NET_METERED', { accountNumber });
  const { sanctionedLoadKw } = account;
  return inverterKw > sanctionedLoadKw ? problem('inverterKw', 'MORE_THAN_SANCTIONED', { sanctionedLoadKw }) : ok;
}

export const billsArePaid: Rule<NetMeteringInput> = async ({ input, registry, today }) => {
  const unpaid = await overdueBill(accountOf(input), { registry, today });
  return unpaid ? problem('accountNumber', 'BILL_OVERDUE', { billMonth: unpaid.billMonth }) : ok;
};

export const roofHoldsPanels: Rule<NetMeteringInput> = ({ input: { panels, roofSquareMetres } }) => {
  const peakWatts = panels.reduce((sum, { count, peakWatts: each }) => sum + count * each, 0);
  const neededSquareMetres = Math.ceil((peakWatts / 1000) * ROOF_SQUARE_METRES_PER_KW);
  return roofSquareMetres < neededSquareMetres
    ? problem('roofSquareMetres', 'ROOF_TOO_SMALL', { neededSquareMetres })
    : ok;
};

export const netMetering: RecordedService<NetMeteringInput> = {
  rules: [accountTakesSolar, billsArePaid, roofHoldsPanels],
  unique: ({ input }) => ({
    key: `${input.company}/${input.accountNumber}`,
    taken: problem('accountNumber', 'ALREADY_NET_METERED', { accountNumber: input.accountNumber }),
  }),
  outcome: ({ input, reference }) => ({
    approvalNumber: documentNumber('NEM', reference),
    approvedKw: input.inverterKw,
  }),
  field: 'netMetering',
};
