/** A small ministry with a service of each kind, so that the kit's tests need none of the country's. */
import { documentNumber } from '../../document-number.ts';
import { catalogue } from '../../errors/catalogue.ts';
import { ok, problem } from '../../errors/problem.ts';
import { defineMinistry, type MinistryDefinition } from '../../ministry.ts';
import type { LookupService, RecordedService } from '../../service.ts';

const BOAT_PLACES = 5;
const MOST_METRES = 200;

const well: RecordedService<{ plot: string; depthMetres: number }> = {
  rules: [
    ({ input }) =>
      input.depthMetres > MOST_METRES ? problem('depthMetres', 'TOO_DEEP_FOR_US', { metres: MOST_METRES }) : ok,
  ],
  // A hole for a tree is free.
  amountBdt: ({ input }) => (input.depthMetres <= 2 ? 0 : input.depthMetres <= 100 ? 500 : 900),
  unique: ({ input }) => ({ key: `plot/${input.plot}`, taken: problem('plot', 'PLOT_HAS_A_WELL') }),
  outcome: ({ reference }) => ({ permitNumber: documentNumber('W', reference) }),
  field: 'well',
};

const waterBill: RecordedService<{ amountBdt: number }> = { amountBdt: ({ input }) => input.amountBdt };

const ferrySeat: RecordedService<{ seat: string }> = {
  unique: ({ input }) => ({ key: input.seat, taken: problem('seat', 'SEAT_TAKEN') }),
  outcome: ({ reference }) => ({ ticket: documentNumber('T', reference) }),
  field: 'ferrySeat',
};

const boatTrip: RecordedService<{ day: string }> = {
  slot: ({ input }) => ({ key: `boat/${input.day}`, capacity: BOAT_PLACES }),
};

const leak: RecordedService<{ description: string }> = {
  outcome: ({ reference }) => ({ reportNumber: documentNumber('L', reference) }),
  field: 'leak',
};

const riverLevel: LookupService<{ gauge: string }> = {
  find: ({ input }) => (input.gauge === 'Goalundo' ? { gauge: input.gauge, centimetres: 865 } : null),
};

export const water: MinistryDefinition = {
  code: 'water',
  schema: new URL('./schema.graphql', import.meta.url),
  services: {
    well,
    'water-bill': waterBill,
    'ferry-seat': ferrySeat,
    'boat-trip': boatTrip,
    leak,
    'river-level': riverLevel,
  },
  errors: catalogue({
    TOO_DEEP_FOR_US: { en: 'A well is {metres} m deep at most.', bn: 'কূপ সর্বোচ্চ {metres} মিটার গভীর হতে পারে।' },
    PLOT_HAS_A_WELL: { en: 'The plot has a well already.', bn: 'এই দাগে আগেই একটি কূপ আছে।' },
    SEAT_TAKEN: { en: 'The seat is taken. Choose another.', bn: 'আসনটি নেওয়া হয়ে গেছে। অন্যটি বেছে নিন।' },
  }),
};

export default defineMinistry(water);
