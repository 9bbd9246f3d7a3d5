import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { farms } from './farms.model.ts';
import { fishFarm } from './fish-farm.rules.ts';
import { livestockFarm } from './livestock-farm.rules.ts';
import { veterinaryAppointment } from './veterinary-appointment.rules.ts';
import { veterinaryHospitals } from './veterinary-hospitals.model.ts';

export default defineMinistry({
  code: 'fisheries-livestock',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [farms, veterinaryHospitals],
  services: {
    'fish-farm-registration': fishFarm,
    'farm-registration': livestockFarm,
    'veterinary-appointment': veterinaryAppointment,
  },
});
