import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { nidCorrection } from './nid-correction.rules.ts';
import { nidReissue } from './nid-reissue.rules.ts';
import { voterRegistration } from './voter-registration.rules.ts';
import { nidVerification, voters } from './voters.model.ts';

export default defineMinistry({
  code: 'election-commission',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [voters],
  services: {
    'voter-registration': voterRegistration,
    'nid-correction': nidCorrection,
    'nid-reissue': nidReissue,
    'nid-verification': nidVerification,
  },
});
