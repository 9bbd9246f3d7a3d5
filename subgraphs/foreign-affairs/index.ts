import { defineMinistry } from '#kit/ministry.ts';
import { consularAppointment } from './consular-appointment.rules.ts';
import { consularDesks } from './consular-desks.model.ts';
import { documentAttestation } from './document-attestation.rules.ts';
import { errors } from './errors.ts';

export default defineMinistry({
  code: 'foreign-affairs',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [consularDesks],
  services: {
    'document-attestation': documentAttestation,
    'consular-appointment': consularAppointment,
  },
});
