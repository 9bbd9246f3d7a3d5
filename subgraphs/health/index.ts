import { defineMinistry } from '#kit/ministry.ts';
import { drugLicence } from './drug-licence.rules.ts';
import { errors } from './errors.ts';
import { healthCard } from './health-card.rules.ts';
import { hospitalAppointment } from './hospital-appointment.rules.ts';
import { hospitalDepartments } from './hospital-departments.model.ts';
import { pharmacists } from './pharmacists.model.ts';
import { vaccinationCertificate, vaccinations } from './vaccinations.model.ts';

export default defineMinistry({
  code: 'health',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [hospitalDepartments, vaccinations, pharmacists],
  services: {
    'hospital-appointment': hospitalAppointment,
    'vaccination-certificate': vaccinationCertificate,
    'health-card': healthCard,
    'drug-licence': drugLicence,
  },
});
