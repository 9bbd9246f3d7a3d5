import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { findSchedule } from './train-schedule.ts';
import { trainTicket } from './train-ticket.rules.ts';
import { soldSeats, trains } from './trains.model.ts';

export default defineMinistry({
  code: 'railways',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [trains, soldSeats],
  services: {
    'train-schedule': { find: findSchedule, isPublic: true },
    'train-ticket': trainTicket,
  },
});
