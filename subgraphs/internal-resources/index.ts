import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { etinRegistration } from './etin-registration.rules.ts';
import { incomeTaxReturn } from './income-tax-return.rules.ts';
import { taxCertificate, taxpayers } from './taxpayers.model.ts';
import { vatRegistration } from './vat-registration.rules.ts';

export default defineMinistry({
  code: 'internal-resources',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [taxpayers],
  services: {
    'etin-registration': etinRegistration,
    'income-tax-return': incomeTaxReturn,
    'vat-registration': vatRegistration,
    'tax-certificate': taxCertificate,
  },
});
