import { defineMinistry } from '#kit/ministry.ts';
import { companyNameClearance } from './company-name-clearance.rules.ts';
import { companyNames } from './company-names.model.ts';
import { companyRegistration } from './company-registration.rules.ts';
import { errors } from './errors.ts';
import { exportRegistration, importRegistration } from './trader-registration.rules.ts';
import { traders } from './traders.model.ts';

export default defineMinistry({
  code: 'commerce',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [companyNames, traders],
  services: {
    'company-name-clearance': companyNameClearance,
    'company-registration': companyRegistration,
    'import-registration': importRegistration,
    'export-registration': exportRegistration,
  },
});
