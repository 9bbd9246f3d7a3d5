/** What only the distribution companies know about a new connection. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { electricityAccounts } from './electricity-accounts.model.ts';
import { overdueBill } from './electricity-bills.model.ts';
import type { ElectricityCompany, ElectricityConnectionInput, ElectricityPhase } from './schema.generated.ts';

/**
 * Where each company supplies, by the beginning of an area's code: divisions and districts. Palli Bidyut is everywhere.
 * Source: the companies' own sites.
 */
const SUPPLIES: Readonly<Record<ElectricityCompany, readonly string[]>> = {
  BREB: [''],
  BPDB: ['01', '05', '08'],
  DPDC: ['06-47', '06-43'],
  DESCO: ['06-47', '06-41'],
  WZPDCL: ['03', '04', '06-42', '06-49', '06-50', '06-51', '06-52'],
  NESCO: ['02', '07'],
};

export const companySuppliesArea: Rule<ElectricityConnectionInput> = ({ input: { company, site } }) =>
  SUPPLIES[company].some((code) => site.area.startsWith(code)) ? ok : problem('company', 'COMPANY_NOT_HERE');

/** Most that a low-voltage connection carries. Source: retail tariff order, S.R.O. 43-Law/2024, table 1 (low voltage). */
const LIMIT_KW: Readonly<Record<ElectricityPhase, number>> = { SINGLE: 7.5, THREE: 80 };

export const phaseCarriesLoad: Rule<ElectricityConnectionInput> = ({ input: { phase, loadKw } }) => {
  if (loadKw <= LIMIT_KW[phase]) return ok;
  const limitKw = LIMIT_KW[phase];
  return phase === 'SINGLE'
    ? problem('phase', 'LOAD_NEEDS_THREE_PHASE', { limitKw })
    : problem('loadKw', 'LOAD_NEEDS_HIGH_TENSION', { limitKw });
};

/** Not everything runs at once: of what is connected, so much counts. Source: example. */
const DEMAND_PERCENT = 60;

export const loadCoversAppliances: Rule<ElectricityConnectionInput> = ({ input: { appliances, loadKw } }) => {
  const connectedWatts = appliances.reduce((sum, { count, watts }) => sum + count * watts, 0);
  const neededKw = Math.ceil((connectedWatts * DEMAND_PERCENT) / 10_000) / 10;
  return loadKw < neededKw ? problem('loadKw', 'LOAD_TOO_SMALL', { neededKw }) : ok;
};

/** A tenant shows the owner's consent. Source: Rural Electrification Board, papers for a new connection (deed or tenancy agreement). */
export const ownerOfRentedIsNamed: Rule<ElectricityConnectionInput> = ({ input: { premises } }) =>
  premises.ownership === 'RENTED' && !premises.ownerName ? problem('premises.ownerName', 'OWNER_MISSING') : ok;

/** Whoever has or had a connection there shows its last bill, paid. Source: as above (copy of the last paid bill). */
export const earlierConnectionIsPaid: Rule<ElectricityConnectionInput> = async ({ input, registry, today }) => {
  const { company, earlierAccount: accountNumber } = input;
  if (!accountNumber) return ok;
  if (!(await registry(electricityAccounts).exists({ company, accountNumber })))
    return problem('earlierAccount', 'ACCOUNT_UNKNOWN', { accountNumber });
  const unpaid = await overdueBill({ company, accountNumber }, { registry, today });
  return unpaid ? problem('earlierAccount', 'BILL_OVERDUE', { billMonth: unpaid.billMonth }) : ok;
};

/** Source: DESCO, charges by the tariff order (application fee; security deposit a kilowatt by class); the form's price: example. */
const APPLICATION_FEE_BDT: Readonly<Record<ElectricityPhase, number>> = { SINGLE: 100, THREE: 300 };
const FORM_PRICE_BDT = 20;
const DEPOSIT_BDT_PER_KW = 800;
const HOME_DEPOSIT_BDT_PER_KW = { small: 400, larger: 600 } as const;
const SMALL_HOME_KW = 2;

/** @returns whole taka: fee, form and security deposit. */
export function connectionFeeBdt({
  tariff,
  phase,
  loadKw,
}: Pick<ElectricityConnectionInput, 'tariff' | 'phase' | 'loadKw'>): number {
  const isHomeOrPump = tariff === 'LT_A' || tariff === 'LT_B';
  const homeDeposit = HOME_DEPOSIT_BDT_PER_KW[loadKw <= SMALL_HOME_KW ? 'small' : 'larger'];
  const deposit = Math.ceil(loadKw * (isHomeOrPump ? homeDeposit : DEPOSIT_BDT_PER_KW));
  return APPLICATION_FEE_BDT[phase] + FORM_PRICE_BDT + deposit;
}

export const electricityConnection: RecordedService<ElectricityConnectionInput> = {
  rules: [companySuppliesArea, phaseCarriesLoad, loadCoversAppliances, ownerOfRentedIsNamed, earlierConnectionIsPaid],
  amountBdt: ({ input }) => connectionFeeBdt(input),
  outcome: ({ reference }) => ({ connectionNumber: documentNumber('EC', reference) }),
  field: 'electricitySupply',
};
