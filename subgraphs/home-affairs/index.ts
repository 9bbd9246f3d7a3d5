import { defineMinistry } from '#kit/ministry.ts';
import { errors } from './errors.ts';
import { fireLicence } from './fire-licence.rules.ts';
import { generalDiary } from './general-diary.rules.ts';
import { issuedPassports } from './issued-passports.model.ts';
import { passport } from './passport.rules.ts';
import { passportRenewal } from './passport-renewal.rules.ts';
import { passportSlips, passportStatus } from './passport-slips.model.ts';
import { policeClearance } from './police-clearance.rules.ts';

export default defineMinistry({
  code: 'home-affairs',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [passportSlips, issuedPassports],
  services: {
    'passport-new': passport,
    'passport-renewal': passportRenewal,
    'passport-status': passportStatus,
    'police-clearance': policeClearance,
    'general-diary': generalDiary,
    'fire-licence': fireLicence,
  },
});
