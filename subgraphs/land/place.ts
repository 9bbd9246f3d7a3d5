/** Names of places as people write them: in Bangla or English, in any case, with any spaces. */

/** A mouza by name. */
export type Place = { readonly district: string; readonly upazila: string; readonly mouza: string };

/** A mouza by name in both languages, as the registries of this ministry hold it. */
export type RecordedPlace = Place & {
  readonly districtBn: string;
  readonly upazilaBn: string;
  readonly mouzaBn: string;
};

/**
 * One text for a place, to compare and to index.
 * @example placeKey({ district: ' dhaka', upazila: 'SAVAR', mouza: 'Kathaldia' }) // 'dhaka/savar/kathaldia'
 */
export function placeKey({ district, upazila, mouza }: Place): string {
  return [district, upazila, mouza]
    .map((name) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase())
    .join('/');
}

/** The keys under which a recorded place is found: its English and its Bangla name. */
export function placeKeys(place: RecordedPlace): string[] {
  const { districtBn: district, upazilaBn: upazila, mouzaBn: mouza } = place;
  return [placeKey(place), placeKey({ district, upazila, mouza })];
}
