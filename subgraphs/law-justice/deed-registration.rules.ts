/** What only the sub-registry offices know about the presentation of a deed. The kit books the hour. */
import { liesIn } from '#kit/areas/area-map.ts';
import { instantInDhaka } from '#kit/clock.ts';
import { isWeekend, monthsLater, workingDaysLater } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import type { DeedKind, DeedRegistrationInput } from './schema.generated.ts';
import { type SubRegistryOffice, subRegistryOffices } from './sub-registry-offices.model.ts';

const officeOf = ({ input, registry }: Pick<RuleContext<DeedRegistrationInput>, 'input' | 'registry'>) =>
  registry(subRegistryOffices).findOne({ upazila: input.office }).lean();

export const officeTakesDeed: Rule<DeedRegistrationInput> = async (context) =>
  officeObjection(context.input, await officeOf(context));

/** A deed is registered where the land lies. Source: Registration Act 1908, s. 28. */
export function officeObjection(
  { land }: Pick<DeedRegistrationInput, 'land'>,
  office: Pick<SubRegistryOffice, 'upazila' | 'name' | 'nameBn'> | null,
): Problem | null {
  if (!office) return problem('office', 'OFFICE_UNKNOWN');
  const { upazila, name, nameBn } = office;
  return liesIn(land.area, upazila) ? ok : problem('land.area', 'LAND_ELSEWHERE', { name, nameBn });
}

/** The day itself, or of a weekend the Sunday after. */
export function openDay(day: string): string {
  return isWeekend(day) ? workingDaysLater(day, 1) : day;
}

const MONTHS = 3;

/**
 * A deed is presented within three months of its signing; a will at any time. Source: Registration Act 1908, s. 23 as
 * amended in 2004, and s. 27.
 */
export const isInTime: Rule<DeedRegistrationInput> = ({ input: { deedKind, executedOn, day } }) => {
  return deedKind !== 'WILL' && openDay(day) > monthsLater(executedOn, MONTHS)
    ? problem('executedOn', 'PRESENTED_LATE', { months: MONTHS })
    : ok;
};

/** Who sells land stands in the record of rights, or inherits from who does. Source: Registration Act 1908, s. 52A. */
export const sellerIsRecorded: Rule<DeedRegistrationInput> = ({ input }) =>
  input.deedKind === 'SALE' && !input.isInherited && !input.sellersKhatian
    ? problem('sellersKhatian', 'SELLERS_KHATIAN_MISSING')
    : ok;

const SMALL_FEE_BDT = 100;
/** One per cent of the value. Source: Registration Act 1908, s. 78 (table of fees) and 78A (gifts in a family); the small ones: example. */
const BY_VALUE: ReadonlySet<DeedKind> = new Set(['SALE', 'GIFT'] as const);

/** @returns whole taka. */
export function registrationFeeBdt({
  deedKind,
  valueBdt,
}: Pick<DeedRegistrationInput, 'deedKind' | 'valueBdt'>): number {
  return BY_VALUE.has(deedKind) ? Math.max(SMALL_FEE_BDT, Math.round(valueBdt / 100)) : SMALL_FEE_BDT;
}

export const deedRegistration: RecordedService<DeedRegistrationInput> = {
  rules: [officeTakesDeed, isInTime, sellerIsRecorded],
  slot: async (context) => {
    const { office, day, hour } = context.input;
    return {
      key: `${office}/${openDay(day)}/${hour}`,
      capacity: (await officeOf(context))?.deedsPerHour ?? 0,
      startsAt: instantInDhaka(openDay(day), hour),
      field: 'day',
    };
  },
  outcome: async (context) => {
    const office = await officeOf(context);
    return {
      officeName: office?.name ?? null,
      officeNameBn: office?.nameBn ?? null,
      bookedDay: openDay(context.input.day),
      registrationFeeBdt: registrationFeeBdt(context.input),
      serialNumber: context.reference,
    };
  },
  field: 'deedRegistration',
};
