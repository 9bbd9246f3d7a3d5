import { defineMinistry } from '#kit/ministry.ts';
import { certificateCorrection } from './certificate-correction.rules.ts';
import { duplicateCertificate } from './duplicate-certificate.rules.ts';
import { errors } from './errors.ts';
import { findExamResult } from './exam-result.rules.ts';
import { examResults } from './exam-results.model.ts';
import { institutions } from './institutions.model.ts';
import { studentStipend } from './student-stipend.rules.ts';

export default defineMinistry({
  code: 'education',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [examResults, institutions],
  services: {
    // The boards publish the results.
    'exam-result': { find: findExamResult, isPublic: true },
    'certificate-correction': certificateCorrection,
    'duplicate-certificate': duplicateCertificate,
    'student-stipend': studentStipend,
  },
});
