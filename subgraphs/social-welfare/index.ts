import { defineMinistry } from '#kit/ministry.ts';
import { allowances } from './allowances.model.ts';
import { disabilityAllowance } from './disability-allowance.rules.ts';
import { disabilityCard } from './disability-card.rules.ts';
import { disabilityCards } from './disability-cards.model.ts';
import { errors } from './errors.ts';
import { oldAgeAllowance } from './old-age-allowance.rules.ts';
import { widowAllowance } from './widow-allowance.rules.ts';

export default defineMinistry({
  code: 'social-welfare',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [allowances, disabilityCards],
  services: {
    'old-age-allowance': oldAgeAllowance,
    'widow-allowance': widowAllowance,
    'disability-card': disabilityCard,
    'disability-allowance': disabilityAllowance,
  },
});
