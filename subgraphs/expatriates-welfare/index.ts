import { defineMinistry } from '#kit/ministry.ts';
import { bmetRegistration } from './bmet-registration.rules.ts';
import { emigrationClearance } from './emigration-clearance.rules.ts';
import { errors } from './errors.ts';
import { overseasWorkers } from './overseas-workers.model.ts';
import { preDepartureTraining } from './pre-departure-training.rules.ts';
import { recruitingAgencies } from './recruiting-agencies.model.ts';

export default defineMinistry({
  code: 'expatriates-welfare',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [overseasWorkers, recruitingAgencies],
  services: {
    'bmet-registration': bmetRegistration,
    'emigration-clearance': emigrationClearance,
    'pre-departure-training': preDepartureTraining,
  },
});
