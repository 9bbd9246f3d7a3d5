/** Checks the services of a list beyond the limits of the form: what each says, and what they say together. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { formErrors } from '#kit/form/errors.ts';
import type { FormField } from '#kit/form/form-field.ts';
import type { ServiceDeclarationInput } from '../schema.generated.ts';
import type { DeclarationErrorCode } from './errors.ts';

type Field = keyof ServiceDeclarationInput;

/** What is known of a service when its fields with mistakes are left out, as `checkForm` leaves them out. */
export type Values = Readonly<Record<string, unknown>>;

export type Surroundings = {
  /** The ministry that owns a code already, by code; the own ministry's codes are not in it. */
  readonly taken: ReadonlyMap<string, string>;
  /** Where a service of the list stands, for a reader: its number, or the line of a file. */
  readonly placeOf: (index: number) => Text;
};

/** Where the form's limits speak of any text or number, this says what is meant here, and the fix. */
const IN_OTHER_WORDS: Partial<Record<Field, Partial<Record<keyof typeof formErrors, DeclarationErrorCode>>>> = {
  code: { PATTERN: 'CODE_NOT_KEBAB' },
  kind: { NOT_AN_OPTION: 'UNKNOWN_KIND' },
  feeBdt: {
    NOT_A_NUMBER: 'FEE_NOT_A_NUMBER',
    NOT_A_WHOLE_NUMBER: 'FEE_NOT_WHOLE',
    TOO_SMALL: 'FEE_NEGATIVE',
    TOO_LARGE: 'FEE_TOO_LARGE',
  },
  slaWorkingDays: {
    NOT_A_NUMBER: 'TIME_NOT_A_NUMBER',
    NOT_A_WHOLE_NUMBER: 'TIME_NOT_WHOLE',
    TOO_SMALL: 'TIME_NEGATIVE',
    TOO_LARGE: 'TIME_TOO_LONG',
  },
  evidence: { PATTERN: 'EVIDENCE_NOT_KEBAB', TOO_MANY: 'TOO_MUCH_EVIDENCE' },
  presentWay: { NOT_AN_OPTION: 'UNKNOWN_PRESENT_WAY' },
  wantedDate: {
    NOT_A_DATE: 'WANTED_DATE_NOT_A_DATE',
    DATE_TOO_EARLY: 'WANTED_DATE_PASSED',
    DATE_TOO_LATE: 'WANTED_DATE_TOO_FAR',
  },
};

/** The service and the field that a problem of `services` is about. */
export function placeIn(field: string | null): { readonly index: number; readonly field: string } | null {
  const [, index, name] = /^services\.(\d+)\.(\w+)/.exec(field ?? '') ?? [];
  return index === undefined || name === undefined ? null : { index: Number(index), field: name };
}

/** @param form the fields of a service, for the choices that a problem names. */
export function inOtherWords(found: Problem, form: readonly FormField[]): Problem {
  const name = placeIn(found.field)?.field;
  const words: Record<string, Partial<Record<string, DeclarationErrorCode>>> = IN_OTHER_WORDS;
  const code = words[name ?? '']?.[found.code];
  if (code === undefined) return found;
  const options = form.find((each) => each.name === name)?.options ?? [];
  const choices = options.map(({ value }) => value.toLowerCase()).join(', ');
  return problem(found.field, code, { ...found.values, choices });
}

/** @param services what the form's limits have left of each. */
export function declarationProblems(services: readonly Values[], around: Surroundings): Problem[] {
  return [...services.flatMap((service, index) => [...ofOne(service, index, around)]), ...ofAll(services, around)];
}

function* ofOne(service: Values, index: number, { taken }: Surroundings): Iterable<Problem> {
  const at = (field: Field) => `services.${index}.${field}`;
  const { code, titleEn, titleBn, kind, slaWorkingDays, evidence } = service;
  for (const field of ['titleEn', 'titleBn', 'agency'] as const)
    if (/^[=+@-]/.test(String(service[field] ?? ''))) yield declared(at(field), 'LOOKS_LIKE_FORMULA');
  if (typeof titleEn === 'string' && !/\p{Script=Latin}/u.test(titleEn))
    yield declared(at('titleEn'), 'NOT_IN_ENGLISH');
  if (typeof titleBn === 'string' && !/\p{Script=Bengali}/u.test(titleBn))
    yield declared(at('titleBn'), /\?\?/.test(titleBn) ? 'BANGLA_LOST' : 'NOT_IN_BANGLA');
  const owner = typeof code === 'string' ? taken.get(code) : undefined;
  if (owner !== undefined) yield declared(at('code'), 'CODE_OF_ANOTHER_MINISTRY', { owner });
  if (kind === 'APPLICATION' && slaWorkingDays === 0) yield declared(at('slaWorkingDays'), 'DECISION_WITHOUT_TIME');
  if (kind === 'LOOKUP' && typeof slaWorkingDays === 'number' && slaWorkingDays > 0)
    yield declared(at('slaWorkingDays'), 'LOOKUP_WITH_TIME');
  const documents = Array.isArray(evidence) ? evidence.filter((each) => typeof each === 'string') : [];
  const twice = documents.find((document, place) => documents.indexOf(document) < place);
  if (twice !== undefined) yield declared(at('evidence'), 'EVIDENCE_TWICE', { document: twice });
}

/** What may stand in a list once: told at the second place, with the first. */
const ONCE: readonly (readonly [field: Field, code: DeclarationErrorCode])[] = [
  ['code', 'CODE_TWICE'],
  ['titleEn', 'TITLE_TWICE'],
  ['titleBn', 'TITLE_TWICE'],
];

function ofAll(services: readonly Values[], { placeOf }: Surroundings): Problem[] {
  return ONCE.flatMap(([field, code]) => {
    const firsts = new Map<string, number>();
    return services.flatMap((service, index) => {
      const value = service[field];
      if (typeof value !== 'string') return [];
      const first = firsts.get(comparable(value));
      if (first === undefined) firsts.set(comparable(value), index);
      if (first === undefined) return [];
      const { en, bn } = placeOf(first);
      return [declared(`services.${index}.${field}`, code, { placeEn: en, placeBn: bn })];
    });
  });
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

function declared(field: string, code: DeclarationErrorCode, values: Problem['values'] = {}): Problem {
  return problem(field, code, values);
}
