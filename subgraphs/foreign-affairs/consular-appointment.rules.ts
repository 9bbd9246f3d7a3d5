/** What only the missions know about a visit. The kit books the place. */
import { instantInDhaka } from '#kit/clock.ts';
import { weekdayOf } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { type ConsularDesk, consularDesks } from './consular-desks.model.ts';
import type { ConsularAppointmentInput } from './schema.generated.ts';

const deskOf = ({ input, registry }: Pick<RuleContext<ConsularAppointmentInput>, 'input' | 'registry'>) =>
  registry(consularDesks).findOne({ post: input.post, service: input.service }).lean();

export const deskIsOpen: Rule<ConsularAppointmentInput> = async (context) =>
  deskObjection(await deskOf(context), context.input.day);

/** A desk keeps the weekend of the country in which it is. Source: working hours of the missions; example. */
export function deskObjection(desk: Pick<ConsularDesk, 'closedOn'> | null, day: string): Problem | null {
  if (!desk) return problem('service', 'SERVICE_NOT_AT_POST');
  return desk.closedOn.includes(weekdayOf(day)) ? problem('day', 'DESK_CLOSED') : ok;
}

/** Who has no passport gets a travel permit to go home, and nothing else. Source: Bangladesh Passport Order 1973 (travel permits); example. */
export const visitorHasPassport: Rule<ConsularAppointmentInput> = ({ input }) =>
  input.service === 'TRAVEL_PERMIT' || input.passportNumber ? ok : problem('passportNumber', 'PASSPORT_NUMBER_MISSING');

export const consularAppointment: RecordedService<ConsularAppointmentInput> = {
  rules: [deskIsOpen, visitorHasPassport],
  slot: async (context) => {
    const { post, service, day, time } = context.input;
    return {
      key: `${post}/${service}/${day}/${time}`,
      capacity: (await deskOf(context))?.visitorsPerHour ?? 0,
      // As if the mission were in Dhaka: one books for tomorrow or later, so the hours between decide only how long one waits.
      startsAt: instantInDhaka(day, time),
      field: 'day',
      // A mission keeps the holidays of its country.
      isOnHolidays: true,
    };
  },
  outcome: async (context) => ({
    counter: (await deskOf(context))?.counter ?? null,
    ticketNumber: context.reference,
  }),
  field: 'consularAppointment',
};
