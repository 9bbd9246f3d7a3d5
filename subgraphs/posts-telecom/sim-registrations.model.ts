/** Which SIM is registered to whom (BTRC's central register, filled by the operators). */
import { Schema } from 'mongoose';
import { nationalIdKey, numberReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import type { MobileOperator, SimList, SimLookupInput } from './schema.generated.ts';

/** A registered SIM. */
export type SimRegistration = {
  mobile: string;
  operator: MobileOperator;
  /** By `nationalIdKey`. */
  holder: string;
  dateOfBirth: string;
  registeredOn: string;
};

const schema = new Schema<SimRegistration>({
  mobile: text,
  operator: text,
  holder: text,
  dateOfBirth: text,
  registeredOn: text,
});
schema.index({ mobile: 1 }, { unique: true });
schema.index({ holder: 1 });

const OPERATORS = ['GRAMEENPHONE', 'ROBI', 'BANGLALINK', 'TELETALK'] as const;
const PREFIXES = { GRAMEENPHONE: '017', ROBI: '018', BANGLALINK: '019', TELETALK: '015' } as const;

const rahima = { holder: '1990123456789', dateOfBirth: '1990-05-17' };

export const simRegistrations = registry('simRegistrations', schema, (seed) => [
  // Of the forms' examples.
  { ...rahima, mobile: '01712345678', operator: OPERATORS[0], registeredOn: '2016-05-20' },
  { ...rahima, mobile: '01810001237', operator: OPERATORS[1], registeredOn: '2021-09-02' },
  ...seed
    .rows(110, () => seed.person())
    .flatMap(({ nationalId: holder, dateOfBirth }) =>
      seed.rows(seed.integer(1, 4), () => {
        const operator = seed.pick(OPERATORS);
        const mobile = `${PREFIXES[operator]}${seed.digits(8)}`;
        return { holder, dateOfBirth, mobile, operator, registeredOn: seed.day('2016-01-01', '2025-06-30') };
      }),
    ),
]);

/** Most SIMs of one national ID. Source: BTRC, directive of 30 July 2025. */
const SIM_LIMIT = 10;

/** The first and the last three digits. Source: BTRC, *16001#. */
export function shownMobile(mobile: string): string {
  return `${mobile.slice(0, 3)}•••••${mobile.slice(-3)}`;
}

export const simLookup: LookupService<SimLookupInput> = {
  find: async ({ input: { nationalId, dateOfBirth }, registry: read }) => {
    const owned = { holder: nationalIdKey(nationalId), dateOfBirth };
    return simList(await read(simRegistrations).find(owned).sort({ registeredOn: 1 }).lean());
  },
  whose: (input) => numberReference(input),
};

/** What is told of somebody's SIMs; null when there are none. */
export function simList(sims: readonly SimRegistration[]): SimList | null {
  if (sims.length === 0) return null;
  const shown = sims.map(({ mobile, operator, registeredOn }) => ({
    mobile: shownMobile(mobile),
    operator,
    registeredOn,
  }));
  return { count: sims.length, limit: SIM_LIMIT, sims: shown };
}
