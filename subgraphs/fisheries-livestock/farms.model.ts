/** The registered farms of both departments. In an upazila a name stands for one farm. */
import { Schema } from 'mongoose';
import { areaAbove } from '#kit/areas/area-map.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nameKey } from '#kit/name-key.ts';
import { registry, text } from '#kit/registry.ts';
import type { RuleContext } from '#kit/service.ts';
import type { FishFarmInput } from './schema.generated.ts';

/** A registered farm. */
export type Farm = { registrationNumber: string; upazila: string; nameEn: string; nameBn: string; key: string };

const schema = new Schema<Farm>({ registrationNumber: text, upazila: text, nameEn: text, nameBn: text, key: text });
schema.index({ registrationNumber: 1 }, { unique: true });
schema.index({ key: 1 });

const KINDS = [
  { en: 'Fish Farm', bn: 'মৎস্য খামার' },
  { en: 'Dairy Farm', bn: 'ডেইরি ফার্ম' },
  { en: 'Poultry Farm', bn: 'পোল্ট্রি ফার্ম' },
] as const;

/** The first is Padma Fish Farm in Savar. */
export const farms = registry('farms', schema, (seed) =>
  seed.rows(220, (row) => {
    const { en: nameEn, bn: nameBn } = seed.business(KINDS);
    const farm = { upazila: areaAbove(seed.union(), 'UPAZILA')?.code ?? '06-47-365', nameEn, nameBn };
    const known = { upazila: '06-47-365', nameEn: 'Padma Fish Farm', nameBn: 'পদ্মা মৎস্য খামার' };
    const named = row === 0 ? known : farm;
    return { registrationNumber: `FR-${100_001 + row}`, ...named, key: farmKey(named.upazila, named.nameEn) };
  }),
);

/** One text for a farm's name in its upazila, to compare: `06-47-365/padma fish farm`. */
export function farmKey(upazila: string, nameEn: string): string {
  return `${upazila}/${nameKey(nameEn)}`;
}

type Named = Pick<FishFarmInput, 'nameEn' | 'address'>;

export const keyOf = ({ nameEn, address }: Named) =>
  farmKey(areaAbove(address.area, 'UPAZILA')?.code ?? address.area, nameEn);

/** Source: example, as for business names. */
export async function nameObjection(input: Named, registry: RuleContext<Named>['registry']): Promise<Problem | null> {
  return (await registry(farms).exists({ key: keyOf(input) })) ? problem('nameEn', 'FARM_NAME_TAKEN') : ok;
}
