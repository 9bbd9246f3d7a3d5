/** A small ministry with a service of each kind, so that the kit's tests need none of the country's. */
import { Schema } from 'mongoose';
import { instantInDhaka } from '../../clock.ts';
import { daysBetween } from '../../days.ts';
import { documentNumber } from '../../document-number.ts';
import { catalogue } from '../../errors/catalogue.ts';
import { ok, problem } from '../../errors/problem.ts';
import { defineMinistry, type MinistryDefinition } from '../../ministry.ts';
import { nationalIdKey, numberReference } from '../../person-number.ts';
import { enter, registry, text } from '../../registry.ts';
import type { LookupService, RecordedService } from '../../service.ts';

type DrilledWell = { permitNumber: string; plot: string; permittedOn: string };
const wellSchema = new Schema<DrilledWell>({ permitNumber: text, plot: text, permittedOn: text });
wellSchema.index({ permitNumber: 1 }, { unique: true });
export const wells = registry('wells', wellSchema);

const boardingSchema = new Schema<{ ferry: string; references: string[] }>({ ferry: text, references: [String] });
boardingSchema.index({ ferry: 1 }, { unique: true });
/** Who goes aboard, one after the other, as they have paid. */
export const boardings = registry('boardings', boardingSchema);

const BOAT_PLACES = 5;
const MOST_METRES = 200;
const SURVEY_DAYS = 30;

const well: RecordedService<{ plot: string; depthMetres: number; surveyedOn?: string }> = {
  rules: [
    ({ input }) =>
      input.depthMetres > MOST_METRES ? problem('depthMetres', 'TOO_DEEP_FOR_US', { metres: MOST_METRES }) : ok,
    ({ input: { surveyedOn }, today }) =>
      surveyedOn && daysBetween(surveyedOn, today) > SURVEY_DAYS
        ? problem('surveyedOn', 'SURVEY_TOO_OLD', { days: SURVEY_DAYS })
        : ok,
  ],
  // A hole for a tree is free.
  amountBdt: ({ input }) => (input.depthMetres <= 2 ? 0 : input.depthMetres <= 100 ? 500 : 900),
  unique: ({ input }) => ({ key: `plot/${input.plot}`, taken: problem('plot', 'PLOT_HAS_A_WELL') }),
  outcome: ({ reference }) => ({ permitNumber: documentNumber('W', reference) }),
  granted: ({ input: { plot }, reference, registry: read, today }) =>
    enter(read(wells), { permitNumber: documentNumber('W', reference), plot, permittedOn: today }),
  field: 'well',
};

const waterBill: RecordedService<{ amountBdt: number }> = { amountBdt: ({ input }) => input.amountBdt };

const ferrySeat: RecordedService<{ seat: string }> = {
  unique: ({ input }) => ({ key: input.seat, taken: problem('seat', 'SEAT_TAKEN') }),
  outcome: ({ reference }) => ({ ticket: documentNumber('T', reference) }),
  granted: async ({ reference, registry: read }) => {
    const { references } = await read(boardings)
      .findOneAndUpdate(
        { ferry: 'Goalundo' },
        { $addToSet: { references: reference } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return { turn: references.indexOf(reference) + 1 };
  },
  field: 'ferrySeat',
};

const boatTrip: RecordedService<{ day: string }> = {
  slot: ({ input }) => ({
    key: `boat/${input.day}`,
    capacity: BOAT_PLACES,
    startsAt: instantInDhaka(input.day, '16:30'),
    field: 'day',
  }),
  outcome: ({ input, reference }) => ({ cabin: `${input.day.slice(8)}-${reference.slice(-1)}` }),
  field: 'boatTrip',
};

const leak: RecordedService<{ description: string }> = {
  outcome: ({ reference }) => ({ reportNumber: documentNumber('L', reference) }),
  field: 'leak',
};

const riverLevel: LookupService<{ gauge: string }> = {
  find: ({ input }) => (input.gauge === 'Goalundo' ? { gauge: input.gauge, centimetres: 865 } : null),
  isPublic: true,
};

const waterCard: LookupService<{ nationalId: string; dateOfBirth: string }> = {
  find: ({ input: { nationalId, dateOfBirth } }) =>
    nationalIdKey(nationalId) === '1990123456789' && dateOfBirth === '1990-05-17' ? { holder: 'Rahima Begum' } : null,
  whose: (input) => numberReference(input),
};

export const water: MinistryDefinition = {
  code: 'water',
  schema: new URL('./schema.graphql', import.meta.url),
  registries: [wells, boardings],
  services: {
    well,
    'water-bill': waterBill,
    'ferry-seat': ferrySeat,
    'boat-trip': boatTrip,
    leak,
    'river-level': riverLevel,
    'water-card': waterCard,
  },
  errors: catalogue({
    TOO_DEEP_FOR_US: { en: 'A well is {metres} m deep at most.', bn: 'কূপ সর্বোচ্চ {metres} মিটার গভীর হতে পারে।' },
    SURVEY_TOO_OLD: { en: 'A survey is good for {days} days.', bn: 'জরিপ {days} দিন পর্যন্ত গ্রহণযোগ্য।' },
    PLOT_HAS_A_WELL: { en: 'The plot has a well already.', bn: 'এই দাগে আগেই একটি কূপ আছে।' },
    SEAT_TAKEN: { en: 'The seat is taken. Choose another.', bn: 'আসনটি নেওয়া হয়ে গেছে। অন্যটি বেছে নিন।' },
  }),
};

export default defineMinistry(water);
