import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { generalDiary } from './general-diary.rules.ts';
import { passport } from './passport.rules.ts';
import { findPassportStatus, passportSlips } from './passport-slips.model.ts';

export default defineMinistry({
  code: 'home-affairs',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [passportSlips],
  services: {
    'passport-new': passport,
    'passport-status': { find: findPassportStatus },
    'general-diary': generalDiary,
  },
});
