import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { freedomFighterCertificate } from './freedom-fighter-certificate.rules.ts';
import { freedomFighterHonorarium } from './freedom-fighter-honorarium.rules.ts';
import { freedomFighters } from './freedom-fighters.model.ts';

export default defineMinistry({
  code: 'liberation-war-affairs',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [freedomFighters],
  services: {
    'freedom-fighter-certificate': freedomFighterCertificate,
    'freedom-fighter-honorarium': freedomFighterHonorarium,
  },
});
