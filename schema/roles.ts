/** What people call the scopes of a token, where one is told which login would do. */
import { SERVICE_SCOPE } from './policies.ts';

type Words = { readonly en: string; readonly bn: string };

const ROLES: Readonly<Record<string, Words>> = {
  citizen: { en: 'citizen', bn: 'নাগরিক' },
  entrepreneur: { en: 'entrepreneur', bn: 'উদ্যোক্তা' },
  official: { en: 'official', bn: 'কর্মকর্তা' },
  'focal-point': { en: 'focal point', bn: 'ফোকাল পয়েন্ট' },
  operator: { en: 'operator', bn: 'প্ল্যাটফর্ম পরিচালনাকারী' },
  auditor: { en: 'auditor', bn: 'নিরীক্ষক' },
  developer: { en: 'ministry developer', bn: 'মন্ত্রণালয়ের ডেভেলপার' },
  machine: { en: 'machine', bn: 'যন্ত্র' },
};

const WITH_CONSENT: Words = {
  en: 'entrepreneur with the citizen’s consent to this service',
  bn: 'এই সেবার জন্য নাগরিকের সম্মতি পাওয়া উদ্যোক্তা',
};

/** A scope in words; one of another graph as it is. */
export function scopeInWords(scope: string): Words {
  if (scope.startsWith(SERVICE_SCOPE)) return WITH_CONSENT;
  return Object.hasOwn(ROLES, scope) ? (ROLES[scope] ?? { en: scope, bn: scope }) : { en: scope, bn: scope };
}
