import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { hajjAgencies } from './hajj-agencies.model.ts';
import { hajjPreRegistration } from './hajj-pre-registration.rules.ts';
import { hajjStatus, pilgrims } from './pilgrims.model.ts';

export default defineMinistry({
  code: 'religious-affairs',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [hajjAgencies, pilgrims],
  services: {
    'hajj-pre-registration': hajjPreRegistration,
    'hajj-status': hajjStatus,
  },
});
