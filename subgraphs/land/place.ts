/** Names of places as people write them: in Bangla or English, in any case, with any spaces. */
import { nameKey } from '#kit/name-key.ts';
import { text } from '#kit/registry.ts';

/** A mouza by name. */
export type Place = { readonly district: string; readonly upazila: string; readonly mouza: string };

/** A mouza as the registries of this ministry hold it. */
export type RecordedPlace = {
  readonly mouza: string;
  readonly mouzaBn: string;
  /** The keys under which it is found: of its English and of its Bangla name. */
  readonly places: string[];
};

/** Its part of a registry's schema. */
export const placeFields = { mouza: text, mouzaBn: text, places: { type: [String], required: true } };

/**
 * One text for a place, to compare and to index.
 * @example placeKey({ district: ' dhaka', upazila: 'SAVAR', mouza: 'Kathaldia' }) // 'dhaka/savar/kathaldia'
 */
export function placeKey({ district, upazila, mouza }: Place): string {
  return [district, upazila, mouza].map(nameKey).join('/');
}

/** A mouza by its name in both languages. */
export function recordedPlace(english: Place, bangla: Place): RecordedPlace {
  return { mouza: english.mouza, mouzaBn: bangla.mouza, places: [placeKey(english), placeKey(bangla)] };
}
