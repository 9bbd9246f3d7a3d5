import { defineMinistry } from '#kit/ministry.ts';
import { birthRecords } from './birth-records.model.ts';
import { birthRegistration } from './birth-registration.rules.ts';
import { businessNames } from './business-names.model.ts';
import { errors } from './errors.ts';
import { tradeLicence } from './trade-licence.rules.ts';

export default defineMinistry({
  code: 'local-government',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [birthRecords, businessNames],
  services: {
    'birth-registration': birthRegistration,
    'trade-licence-new': tradeLicence,
  },
});
