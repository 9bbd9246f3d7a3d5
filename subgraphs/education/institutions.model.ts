/** The institutions whose students can have a stipend, by their number (EIIN). */
import { Schema } from 'mongoose';
import { areaInWords } from '#kit/areas/area-map.ts';
import { registry, text } from '#kit/registry.ts';
import type { StipendClass } from './schema.generated.ts';

/** An institution, and which classes it teaches. */
export type Institution = { eiin: string; name: string; nameBn: string; level: InstitutionLevel };

type InstitutionLevel = 'SECONDARY' | 'COLLEGE';

const schema = new Schema<Institution>({ eiin: text, name: text, nameBn: text, level: text });
schema.index({ eiin: 1 }, { unique: true });

/** The first is a school, and the form's example; the second a college. */
export const institutions = registry('institutions', schema, (seed) =>
  seed.rows(220, (row) => {
    const { en, bn } = areaInWords(seed.union());
    const eiin = String(108_501 + row);
    return row % 3 === 1
      ? { eiin, name: `${en} College`, nameBn: `${bn} কলেজ`, level: 'COLLEGE' }
      : { eiin, name: `${en} High School`, nameBn: `${bn} উচ্চ বিদ্যালয়`, level: 'SECONDARY' };
  }),
);

const COLLEGE_CLASSES: ReadonlySet<StipendClass> = new Set(['CLASS_11', 'CLASS_12', 'DEGREE']);

export function levelOf(classLevel: StipendClass): InstitutionLevel {
  return COLLEGE_CLASSES.has(classLevel) ? 'COLLEGE' : 'SECONDARY';
}
