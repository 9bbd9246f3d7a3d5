/** How two people may know each other, by what the register of persons says of where they live and who their fathers are. Pure. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { nameKey } from '#kit/name-key.ts';

/** What is compared of a person. */
export type Origin = {
  readonly personId: string;
  /** Code of the union or ward in which they live. */
  readonly areaCode: string;
  readonly name: string;
  readonly fatherName: string;
};

export type Acquaintance = 'NEIGHBOUR' | 'KIN';

/** Each way in which they may; none for a person and themselves. */
export function acquaintances(one: Origin, other: Origin): Acquaintance[] {
  if (one.personId === other.personId) return [];
  return [
    ...(unionOf(one) === unionOf(other) ? (['NEIGHBOUR'] as const) : []),
    ...(isKinByName(one, other) ? (['KIN'] as const) : []),
  ];
}

/** People of one union know each other's houses. */
function unionOf({ areaCode }: Origin): string {
  return areaAbove(areaCode, 'UNION')?.code ?? areaCode;
}

/** Siblings have the same father, and of a parent and a child the father of one is the other; surnames run in no family here. */
function isKinByName(one: Origin, other: Origin): boolean {
  const [father, otherFather] = [nameKey(one.fatherName), nameKey(other.fatherName)];
  return father === otherFather || father === nameKey(other.name) || otherFather === nameKey(one.name);
}
