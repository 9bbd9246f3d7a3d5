import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { youthCourses } from './youth-courses.model.ts';
import { youthLoan } from './youth-loan.rules.ts';
import { youthTrainees } from './youth-trainees.model.ts';
import { youthTraining } from './youth-training.rules.ts';

export default defineMinistry({
  code: 'youth-sports',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [youthCourses, youthTrainees],
  services: {
    'youth-training': youthTraining,
    'youth-loan': youthLoan,
  },
});
