import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { motherChildBenefit } from './mother-child-benefit.rules.ts';
import { pregnancyCards } from './pregnancy-cards.model.ts';
import { supportCentres } from './support-centres.model.ts';
import { violenceReport } from './violence-report.rules.ts';

export default defineMinistry({
  code: 'women-children',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [pregnancyCards, supportCentres],
  services: {
    'mother-child-benefit': motherChildBenefit,
    'violence-report': violenceReport,
  },
});
