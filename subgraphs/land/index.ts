import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { khatianCopy, mouzaMapCopy } from './land-copies.rules.ts';
import { landDevelopmentTax } from './land-development-tax.rules.ts';
import { landMutation } from './land-mutation.rules.ts';
import { findLandRecord, landRecords } from './land-records.model.ts';
import { landTaxDemands } from './land-tax-demands.model.ts';
import { mouzaMaps } from './mouza-maps.model.ts';

export default defineMinistry({
  code: 'land',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [landRecords, landTaxDemands, mouzaMaps],
  services: {
    'land-mutation': landMutation,
    'land-record': { find: findLandRecord, isPublic: true },
    'land-development-tax': landDevelopmentTax,
    'khatian-copy': khatianCopy,
    'mouza-map-copy': mouzaMapCopy,
  },
});
