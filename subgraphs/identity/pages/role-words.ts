/** Roles as people call them. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import type { HeldRole } from '../held-roles.ts';
import type { LoginRole } from '../schema.generated.ts';

const names: Readonly<Record<LoginRole, Text>> = {
  CITIZEN: { bn: 'নাগরিক, নিজের জন্য', en: 'Citizen, for yourself' },
  OFFICIAL: { bn: 'কর্মকর্তা', en: 'Official' },
  FOCAL_POINT: { bn: 'ফোকাল পয়েন্ট', en: 'Focal point' },
  OPERATOR: { bn: 'প্ল্যাটফর্ম পরিচালনাকারী', en: 'Operator of the platform' },
  ENTREPRENEUR: { bn: 'নাগরিক সেবা উদ্যোক্তা', en: 'Citizen Service entrepreneur' },
  AUDITOR: { bn: 'নিরীক্ষক', en: 'Auditor' },
  DEVELOPER: { bn: 'মন্ত্রণালয়ের ডেভেলপার', en: 'Developer of a ministry' },
};

export const roleWords = {
  asks: { bn: 'আপনার হয়ে সরকারি সেবা ব্যবহার করতে। পরিচয়: {role}', en: 'use government services for you as: {role}' },
} satisfies Record<string, Text>;

/** E.g. `Official, Ministry of Land, mutation`. */
export function roleName({ role, ministry, desk }: HeldRole, ministryName: (code: string) => Text): Text {
  const where = ministry === null ? [] : [ministryName(ministry)];
  const at = desk === null ? [] : [desk];
  return {
    bn: [names[role].bn, ...where.map(({ bn }) => bn), ...at].join(', '),
    en: [names[role].en, ...where.map(({ en }) => en), ...at].join(', '),
  };
}
