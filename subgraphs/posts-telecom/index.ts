import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { handsetRegistration } from './handset-registration.rules.ts';
import { handsets } from './handsets.model.ts';
import { postalAccounts } from './postal-accounts.model.ts';
import { postalSavings } from './postal-savings.rules.ts';
import { simLookup, simRegistrations } from './sim-registrations.model.ts';

export default defineMinistry({
  code: 'posts-telecom',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [simRegistrations, handsets, postalAccounts],
  services: {
    'sim-lookup': simLookup,
    'handset-registration': handsetRegistration,
    'savings-certificate': postalSavings,
  },
});
