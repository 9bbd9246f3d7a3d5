import { describe, expect, test } from 'vitest';
import { type Asker, type Guarded, maySee, policyNamed } from './policies.ts';

const nobody: Asker = { subject: null, scopes: new Set(), ministry: null, desk: null, actor: null };
const person = (subject: string, ...scopes: string[]): Asker => ({ ...nobody, subject, scopes: new Set(scopes) });
const rahima = person('rahima', 'citizen');
const clerk: Asker = { ...person('clerk', 'official'), ministry: 'land', desk: 'mutation' };
const assistant: Asker = { ...person('rahima', 'service:land-mutation'), actor: { consent: 'c-1' } };

const record: Guarded = {
  applicantId: 'rahima',
  ministry: 'land',
  serviceCode: 'land-mutation',
  confidentialTo: null,
  submittedAt: '2026-11-24T06:00:00.000Z',
  consent: null,
};
const assisted: Guarded = { ...record, consent: 'c-1' };
const draft: Guarded = { ...record, submittedAt: null };
const confidential: Guarded = { ...record, confidentialTo: 'women-support' };

/** Who, by which policy, sees which application. */
test.each<[sentence: string, policy: string, asker: Asker, record: Guarded, sees: boolean]>([
  ['an applicant sees their own', 'applicant', rahima, record, true],
  ['and their draft', 'applicant', rahima, draft, true],
  ['and what was made for them', 'applicant', rahima, assisted, true],
  ['another citizen does not', 'applicant', person('karim', 'citizen'), record, false],
  ['nor the applicant in another role', 'applicant', person('rahima', 'official'), record, false],
  [
    'nor who acts for them with a citizen’s scope',
    'applicant',
    { ...rahima, actor: { consent: 'c-1' } },
    record,
    false,
  ],
  ['nor nobody', 'applicant', { ...nobody, scopes: new Set(['citizen']) }, record, false],
  ['an official sees what was handed in to their ministry', 'own-ministry', clerk, record, true],
  ['not a draft', 'own-ministry', clerk, draft, false],
  ['not another ministry’s', 'own-ministry', { ...clerk, ministry: 'health' }, record, false],
  ['not without a ministry', 'own-ministry', { ...clerk, ministry: null }, record, false],
  ['not what is confidential to another desk', 'own-ministry', clerk, confidential, false],
  ['but at that desk', 'own-ministry', { ...clerk, desk: 'women-support' }, confidential, true],
  ['a focal point is no official', 'own-ministry', { ...person('f', 'focal-point'), ministry: 'land' }, record, false],
  ['who acts for a citizen sees what they made', 'assisting', assistant, assisted, true],
  ['not what the citizen made', 'assisting', assistant, record, false],
  ['not by another consent', 'assisting', { ...assistant, actor: { consent: 'c-2' } }, assisted, false],
  ['not by a consent that is not named', 'assisting', { ...assistant, actor: { consent: '' } }, record, false],
  ['not of a service not consented to', 'assisting', person('rahima', 'service:khatian-copy'), assisted, false],
  ['not of another citizen', 'assisting', { ...assistant, subject: 'karim' }, assisted, false],
  ['nor a citizen without an actor', 'assisting', person('rahima', 'service:land-mutation'), assisted, false],
  ['a desk sees what is its ministry’s', 'desk:mutation', clerk, record, true],
  ['another desk does not', 'desk:survey', clerk, record, false],
  ['nor a desk of that name elsewhere', 'desk:mutation', { ...clerk, ministry: 'health' }, record, false],
  ['a policy that is not known lets nobody through', 'office-hours', rahima, record, false],
  ['nor a family without a name', 'desk:', { ...clerk, desk: '' }, record, false],
  ['nor what every object has', 'constructor', rahima, record, false],
  ['nor as a family', 'toString:x', rahima, record, false],
])('%s', (_sentence, policy, asker, guarded, sees) => {
  expect(maySee(policy, asker, guarded)).toBe(sees);
});

describe('each policy', () => {
  test.each(['oneself', 'applicant', 'own-ministry', 'assisting', 'desk:mutation', 'service:land-mutation'])(
    '%s says in both languages whom it lets through, and why, and lets nobody through who has not logged in',
    (name) => {
      const policy = policyNamed(name);
      expect(policy?.who.en).toMatch(/^[a-z]/);
      expect(policy?.who.bn).toMatch(/[\u0980-\u09ff]/);
      expect(policy?.why).toMatch(/^[A-Z].+\.$/);
      expect(policy?.caller({ ...nobody, scopes: new Set(['citizen', 'official']), ministry: 'land' })).toBe(false);
    },
  );
});
