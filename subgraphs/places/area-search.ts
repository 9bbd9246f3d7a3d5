/** Finds areas by what people write: a name in English or Bangla, and after it, perhaps, the areas around it. Pure. */
import { type Area, type AreaLevel, allAreas, areaOf, pathOf } from '#kit/areas/area-map.ts';
import { plainName, soundOf } from './spelling.ts';

/** What the map names otherwise than many people do, and no rule of spelling leads to. Source: gazette of 2 April 2018. */
const FORMER_NAMES: Readonly<Record<string, readonly string[]>> = {
  '01': ['Chittagong'],
  '01-08': ['Chittagong'],
};

/** Words that say what an area is, not which. */
const KINDS = new Set(
  'division district zila zilla jela upazila upazilla thana union বিভাগ জেলা উপজেলা থানা ইউনিয়ন'.split(' ').map(plainName),
);

/** More name no place; each doubles the ways to read the others. */
const MOST_WORDS = 6;

/** Shorter sounds are those of too many names. */
const LEAST_SOUND = 3;

const LEVELS: readonly AreaLevel[] = ['DIVISION', 'DISTRICT', 'UPAZILA', 'UNION', 'WARD'];

/** An area's names as they are compared. */
type Names = { readonly plain: readonly string[]; readonly sounds: readonly string[] };

/** How well a name fits, the best first; below the last it does not. */
type Fit = 0 | 1 | 2 | 3 | 4;
const FITS: readonly ((names: Names, plain: string, sound: string) => boolean)[] = [
  ({ plain }, written) => plain.includes(written),
  ({ plain }, written) => plain.some((name) => name.startsWith(written)),
  ({ sounds }, _written, sound) => sound.length >= LEAST_SOUND && sounds.includes(sound),
  ({ plain }, written) => plain.some((name) => name.includes(written)),
  ({ sounds }, _written, sound) => sound.length >= LEAST_SOUND && sounds.some((name) => name.startsWith(sound)),
];

let prepared: ReadonlyMap<string, Names> | undefined;

/**
 * The areas that fit, best and largest first; every area in the order of the codes for a text that tells nothing.
 * Wards, which are derived, are never among them.
 */
export function searchAreas(text: string): readonly Area[] {
  const words = text.split(/[\s,;/।-]+/u).filter((word) => plainName(word) !== '' && !KINDS.has(plainName(word)));
  if (words.length === 0) return [...allAreas().values()];
  const readings = readingsOf(words.slice(0, MOST_WORDS));
  return (
    [...allAreas().values()]
      .flatMap((area) => {
        const fit = fitOf(area, readings);
        return fit === null ? [] : [{ area, depth: depthOf(area), fit }];
      })
      // A district that sounds like it is as likely meant as a union that is written like it.
      .sort((one, other) => one.fit + one.depth - other.fit - other.depth || one.depth - other.depth)
      .map(({ area }) => area)
  );
}

/** Some words as one name, and the words after it, which name areas around it. */
type Reading = { readonly plain: string; readonly sound: string; readonly around: readonly Reading[] };

/** Every way to read the words: the first few of them are the name. */
function readingsOf(words: readonly string[]): readonly Reading[] {
  return words.map((_, index) => {
    const plain = plainName(words.slice(0, words.length - index).join(''));
    return { plain, sound: soundOf(plain), around: readingsOf(words.slice(words.length - index)) };
  });
}

/** The best fit of the area's own name among the readings whose other words name areas around it. */
function fitOf(area: Area, readings: readonly Reading[]): Fit | null {
  let best: Fit | null = null;
  for (const { plain, sound, around } of readings) {
    const fit = FITS.findIndex((fits) => fits(namesOf(area.code), plain, sound)) as Fit | -1;
    if (fit === -1 || (best !== null && fit >= best)) continue;
    if (around.length === 0 || liesIn(area, around)) best = fit;
  }
  return best;
}

function liesIn(area: Area, readings: readonly Reading[]): boolean {
  return pathOf(area.code)
    .slice(0, -1)
    .some((around) => fitOf(around, readings) !== null);
}

function depthOf({ level }: Area): number {
  return LEVELS.indexOf(level);
}

function namesOf(code: string): Names {
  prepared ??= new Map([...allAreas().keys()].map((each) => [each, prepare(each)]));
  return prepared.get(code) ?? { plain: [], sounds: [] };
}

function prepare(code: string): Names {
  const name = areaOf(code)?.name;
  const plain = [name?.en, name?.bn, ...(FORMER_NAMES[code] ?? [])].flatMap((text) => (text ? [plainName(text)] : []));
  return { plain, sounds: plain.map(soundOf) };
}
