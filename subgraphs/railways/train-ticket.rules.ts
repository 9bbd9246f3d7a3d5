/** What only Bangladesh Railway knows about a ticket. The kit holds the place until it is paid. */
import { instantInDhaka } from '#kit/clock.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { numberFieldOf } from '#kit/person-number.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import type { TrainTicketInput } from './schema.generated.ts';
import { clockTime, fareBdt, partOfFare, rideOf, runsOn } from './train-run.ts';
import { journeyKey, soldSeats, type Train, trains } from './trains.model.ts';

const SEATS_OF_COACH = 60;

type Context = Pick<RuleContext<TrainTicketInput>, 'input' | 'registry'>;

const trainOf = ({ input, registry }: Context) => registry(trains).findOne({ number: input.trainNumber }).lean();

export const trainRuns: Rule<TrainTicketInput> = async (context) =>
  trainObjection(await trainOf(context), context.input);

/** What the timetable has against a journey. */
export function trainObjection(
  train: Train | null,
  { from, to, day, seatClass }: Pick<TrainTicketInput, 'from' | 'to' | 'day' | 'seatClass'>,
): Problem | null {
  if (!train) return problem('trainNumber', 'TRAIN_UNKNOWN');
  const { name, nameBn } = train;
  if (!rideOf(train, from, to)) return problem('to', 'NOT_ON_THE_WAY', { name, nameBn });
  if (!runsOn(train, day)) return problem('day', 'OFF_DAY', { name, nameBn });
  return train.classes.some((each) => each.seatClass === seatClass)
    ? ok
    : problem('seatClass', 'CLASS_NOT_IN_TRAIN', { name, nameBn });
}

const NUMBER_MISSING = {
  nationalId: 'PASSENGER_ID_MISSING',
  birthRegistration: 'PASSENGER_BIRTH_NUMBER_MISSING',
} as const;

/** Who travels is named, and carries the card. Source: Bangladesh Railway, circular of March 2023 (a ticket is its holder's). */
export const passengerIsIdentified: Rule<TrainTicketInput> = ({ input: { passenger, day } }) => {
  const field = numberFieldOf(passenger.dateOfBirth, day);
  return passenger[field] ? ok : problem(`passenger.${field}`, NUMBER_MISSING[field]);
};

export const smallChildNeedsNoSeat: Rule<TrainTicketInput> = ({ input: { passenger, day } }) =>
  partOfFare(passenger.dateOfBirth, day) > 0 ? ok : problem('passenger.dateOfBirth', 'CHILD_TRAVELS_FREE');

export const trainTicket: RecordedService<TrainTicketInput> = {
  rules: [trainRuns, passengerIsIdentified, smallChildNeedsNoSeat],
  amountBdt: async (context) => {
    const { from, to, seatClass, passenger, day } = context.input;
    const train = await trainOf(context);
    const ride = train && rideOf(train, from, to);
    if (!ride) return 0;
    return Math.ceil(fareBdt(seatClass, ride.off.km - ride.on.km) * partOfFare(passenger.dateOfBirth, day));
  },
  slot: async (context) => {
    const { trainNumber, day, seatClass } = context.input;
    const train = await trainOf(context);
    const offered = train?.classes.find((each) => each.seatClass === seatClass);
    return {
      key: journeyKey(trainNumber, day, seatClass),
      capacity: offered?.seats ?? 0,
      startsAt: instantInDhaka(day, clockTime(train?.stops[0]?.minute ?? 0)),
      field: 'day',
      isOnHolidays: true,
    };
  },
  outcome: async (context) => {
    const { input, reference } = context;
    const train = await trainOf(context);
    const ride = train && rideOf(train, input.from, input.to);
    return {
      trainName: train?.name ?? null,
      trainNameBn: train?.nameBn ?? null,
      departsAt: ride ? clockTime(ride.on.minute) : null,
      ticketNumber: documentNumber('BR', reference),
    };
  },
  // Each ticket is written once, in one atomic write, so its place in the list is nobody else's. A repeat finds it there.
  granted: async ({ input, registry, reference }) => {
    const journey = journeyKey(input.trainNumber, input.day, input.seatClass);
    const sold = await registry(soldSeats)
      .findOneAndUpdate({ journey }, { $addToSet: { tickets: reference } }, { upsert: true, returnDocument: 'after' })
      .lean();
    return seatOf(sold.tickets.indexOf(reference));
  },
  field: 'trainTicket',
};

/** The coach and the seat of the ticket that was sold after so many. */
export function seatOf(soldBefore: number): { coach: number; seat: number } {
  return { coach: Math.floor(soldBefore / SEATS_OF_COACH) + 1, seat: (soldBefore % SEATS_OF_COACH) + 1 };
}
