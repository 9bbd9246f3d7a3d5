/** Development data: two entrepreneurs at Gulshan, one at Uttara, and two on the way. They are people of `identity`'s seed. */
import type { Model } from 'mongoose';
import { withCheckDigit } from '#kit/check-digit.ts';
import { dayInDhaka } from '#kit/clock.ts';
import { yearsLater } from '#kit/days.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';

type Person = Pick<EntrepreneurRecord, 'nameEn' | 'nameBn' | 'stage'> & {
  readonly id: string;
  readonly centre: string;
};

const PEOPLE: readonly Person[] = [
  { id: 'person-shirin-akter', nameEn: 'Shirin Akter', nameBn: 'শিরিন আক্তার', stage: 'CERTIFIED', centre: 'gulshan' },
  { id: 'person-moushumi-das', nameEn: 'Moushumi Das', nameBn: 'মৌসুমী দাস', stage: 'CERTIFIED', centre: 'gulshan' },
  { id: 'person-ripon-marma', nameEn: 'Ripon Marma', nameBn: 'রিপন মারমা', stage: 'CERTIFIED', centre: 'uttara' },
  {
    id: 'person-alamgir-kabir',
    nameEn: 'Alamgir Kabir',
    nameBn: 'আলমগীর কবির',
    stage: 'IN_TRAINING',
    centre: 'uttara',
  },
  { id: 'person-zahid-hasan', nameEn: 'Zahid Hasan', nameBn: 'জাহিদ হাসান', stage: 'APPLIED', centre: 'nilkhet' },
];
const FIRST_CARD = 10_000_001;
const CARD_YEARS = 2;

/** Enters them when nobody is in yet. */
export async function seedEntrepreneurs(entrepreneurs: Model<EntrepreneurRecord>, now: Date): Promise<void> {
  if (await entrepreneurs.exists({})) return;
  try {
    await entrepreneurs.insertMany(
      PEOPLE.map((person, index) => recordOf(person, index, now)),
      { ordered: false },
    );
  } catch (error) {
    // Another process seeds at the same time: the second's are the same.
    if (!isDuplicateKey(error)) throw error;
  }
}

function recordOf({ id, nameEn, nameBn, stage, centre }: Person, index: number, now: Date): EntrepreneurRecord {
  const number = withCheckDigit(String(FIRST_CARD + index));
  const validUntil = yearsLater(dayInDhaka(now), CARD_YEARS);
  const isCertified = stage === 'CERTIFIED';
  const entry = { at: now, role: 'SELF' as const, by: id, centre: null, reason: null, request: null };
  return {
    ...{ _id: `entrepreneur-${index + 1}`, personId: id, source: 'APPLICATION', stage, nameEn, nameBn },
    ...{ photoReference: `photo/${id}`, documents: [`document/${id}`], wantedCentre: centre, appliedAt: now },
    card: isCertified ? { number, certificateNumber: `CSE-${number}`, issuedAt: now, validUntil } : null,
    centres: isCertified ? [{ code: centre, since: now }] : [],
    suspension: null,
    steps: [{ ...entry, what: 'APPLIED' }],
    version: 1,
    isUntold: true,
  };
}
