import { defineMinistry } from '#kit/ministry.ts';
import { criticalAreas } from './critical-areas.model.ts';
import { environmentalClearance } from './environmental-clearance.rules.ts';
import { errors } from './errors.ts';
import { timberLots } from './timber-lots.model.ts';
import { timberTransit } from './timber-transit.rules.ts';

export default defineMinistry({
  code: 'environment',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [criticalAreas, timberLots],
  services: {
    'environmental-clearance': environmentalClearance,
    'timber-transit': timberTransit,
  },
});
