import { defineMinistry } from '#kit/ministry.ts';
import { birthRecords, birthVerification } from './birth-records.model.ts';
import { birthRegistration, deathRegistration } from './births-and-deaths.rules.ts';
import { businessNames } from './business-names.model.ts';
import { citizenshipCertificate } from './citizenship-certificate.rules.ts';
import { errors } from './errors.ts';
import { holdingTax } from './holding-tax.rules.ts';
import { holdingTaxes } from './holding-taxes.model.ts';
import { tradeLicence, tradeLicenceRenewal } from './trade-licence.rules.ts';

export default defineMinistry({
  code: 'local-government',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [birthRecords, businessNames, holdingTaxes],
  services: {
    'birth-registration': birthRegistration,
    'death-registration': deathRegistration,
    'birth-verification': birthVerification,
    'trade-licence-new': tradeLicence,
    'trade-licence-renewal': tradeLicenceRenewal,
    'citizenship-certificate': citizenshipCertificate,
    'holding-tax': holdingTax,
  },
});
