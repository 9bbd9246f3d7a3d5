import { defineMinistry } from '#kit/ministry.ts';
import { drivingLicence } from './driving-licence.rules.ts';
import { errors } from './errors.ts';
import { fitnessRenewal } from './fitness-renewal.rules.ts';
import { learnerLicence } from './learner-licence.rules.ts';
import { learners } from './learners.model.ts';
import { roadTax } from './road-tax.rules.ts';
import { vehicleRegistration } from './vehicle-registration.rules.ts';
import { vehicles } from './vehicles.model.ts';

export default defineMinistry({
  code: 'road-transport',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [learners, vehicles],
  services: {
    'learner-licence': learnerLicence,
    'driving-licence': drivingLicence,
    'vehicle-registration': vehicleRegistration,
    'fitness-renewal': fitnessRenewal,
    'road-tax': roadTax,
  },
});
