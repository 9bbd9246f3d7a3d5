import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { hospitalAppointment } from './hospital-appointment.rules.ts';
import { hospitalDepartments } from './hospital-departments.model.ts';

export default defineMinistry({
  code: 'health',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [hospitalDepartments],
  services: { 'hospital-appointment': hospitalAppointment },
});
