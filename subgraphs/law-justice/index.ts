import { defineMinistry } from '#kit/ministry.ts';
import { deedRegistration } from './deed-registration.rules.ts';
import { errors } from './errors.ts';
import { findCauseList, hearings } from './hearings.model.ts';
import { legalAid } from './legal-aid.rules.ts';
import { subRegistryOffices } from './sub-registry-offices.model.ts';

export default defineMinistry({
  code: 'law-justice',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [hearings, subRegistryOffices],
  services: {
    'legal-aid': legalAid,
    'deed-registration': deedRegistration,
    'cause-list': { find: findCauseList, isPublic: true },
  },
});
