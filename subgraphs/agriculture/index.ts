import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { farmerCard } from './farmer-card.rules.ts';
import { farmerCards } from './farmer-cards.model.ts';
import { fertiliserDealers } from './fertiliser-dealers.model.ts';
import { fertiliserDealership } from './fertiliser-dealership.rules.ts';
import { soilTest } from './soil-test.rules.ts';

export default defineMinistry({
  code: 'agriculture',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [farmerCards, fertiliserDealers],
  services: {
    'farmer-card': farmerCard,
    'fertiliser-dealership': fertiliserDealership,
    'soil-test': soilTest,
  },
});
