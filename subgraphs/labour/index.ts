import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { factories } from './factories.model.ts';
import { factoryLicence } from './factory-licence.rules.ts';
import { labourComplaint } from './labour-complaint.rules.ts';

export default defineMinistry({
  code: 'labour',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [factories],
  services: { 'factory-licence': factoryLicence, 'labour-complaint': labourComplaint },
});
