/** Finding a service by what people write, in Bangla or English. Pure. */
import { toAsciiDigits } from '#kit/form/digits.ts';
import type { ServiceDefinition } from '#kit/form/service-definition.ts';

/** How much a place says about what a service is: its title more than its description. */
const WEIGHTS = [
  { weight: 8, textOf: ({ titleEn, titleBn }: ServiceDefinition) => `${titleEn} ${titleBn}` },
  { weight: 4, textOf: ({ code }: ServiceDefinition) => code },
  { weight: 1, textOf: ({ description, agency }: ServiceDefinition) => `${description} ${agency}` },
];

/**
 * The services that hold every word of the search, best first; all of them in their order when it has no word.
 * A word fits where a word of the text begins with it.
 */
export function search(services: readonly ServiceDefinition[], words: string): ServiceDefinition[] {
  const wanted = wordsOf(words);
  if (wanted.length === 0) return [...services];
  return services
    .map((service) => ({ service, score: scoreOf(service, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ service }) => service);
}

function scoreOf(service: ServiceDefinition, wanted: readonly string[]): number {
  const scores = wanted.map((word) =>
    WEIGHTS.reduce((sum, { weight, textOf }) => sum + (holds(wordsOf(textOf(service)), word) ? weight : 0), 0),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function holds(words: readonly string[], wanted: string): boolean {
  return words.some((word) => word.startsWith(wanted));
}

/** Letters, digits and Bangla's vowel signs make words; NFC, so that য় typed in one or two characters is the same. */
function wordsOf(text: string): string[] {
  return toAsciiDigits(text.normalize('NFC').toLowerCase()).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
