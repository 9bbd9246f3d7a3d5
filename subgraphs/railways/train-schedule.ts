/** The answer of the schedule: the trains of a day, with what is left in them. */
import type { LookupService } from '#kit/service.ts';
import type { ScheduledTrain, TrainScheduleInput } from './schema.generated.ts';
import { clockTime, fareBdt, rideOf, runsOn } from './train-run.ts';
import { journeyKey, soldSeats, type Train, trains } from './trains.model.ts';

export const findSchedule: LookupService<TrainScheduleInput>['find'] = async ({ input, registry: read }) => {
  const { from, to, day } = input;
  const calling = await read(trains)
    .find({ 'stops.station': { $all: [from, to] } })
    .lean();
  const running = calling.filter((train) => runsOn(train, day) && rideOf(train, from, to));
  const journeys = running.flatMap(({ number, classes }) =>
    classes.map(({ seatClass }) => journeyKey(number, day, seatClass)),
  );
  const sold = await read(soldSeats)
    .find({ journey: { $in: journeys } })
    .lean();
  const soldOf = new Map(sold.map(({ journey, tickets }) => [journey, tickets.length]));
  const rides = running
    .flatMap((train) => scheduled(train, input, soldOf))
    .sort((one, other) => one.departsAt.localeCompare(other.departsAt));
  return rides.length > 0 ? { day, trains: rides } : null;
};

/** A train as somebody at a station sees it; nothing when it does not run from there to where they want. */
export function scheduled(
  train: Train,
  { from, to, day }: TrainScheduleInput,
  soldOf: ReadonlyMap<string, number>,
): ScheduledTrain[] {
  const ride = rideOf(train, from, to);
  if (!ride) return [];
  const { number, name, nameBn } = train;
  const classes = train.classes.map(({ seatClass, seats }) => ({
    seatClass,
    fareBdt: fareBdt(seatClass, ride.off.km - ride.on.km),
    seatsLeft: seats - (soldOf.get(journeyKey(number, day, seatClass)) ?? 0),
  }));
  const [departsAt, arrivesAt] = [clockTime(ride.on.minute), clockTime(ride.off.minute)];
  return [{ number, name, nameBn, departsAt, arrivesAt, classes }];
}
