/** What the answers of a form could guess at: whose numbers they hold, and what is tried with them. Pure. */
import { createHash } from 'node:crypto';
import type { FormField, InputFormat } from '../form/form-field.ts';
import { numberReference } from '../person-number.ts';

export type Guess = {
  /** Hashes of the numbers that are one person's, or one record's, whoever asks. */
  readonly numbers: readonly string[];
  /** Hashes of numbers that different things may share (a plot's, a case's): tries with them are counted for each asker apart. */
  readonly sharedNumbers: readonly string[];
  /** Hash of the numbers alone. */
  readonly about: string;
  /** Hash of all that could be tried with them. The same again is no further guess. */
  readonly combination: string;
};

const OF_ONE_PERSON: ReadonlySet<InputFormat> = new Set(['NATIONAL_ID', 'BIRTH_REGISTRATION', 'MOBILE']);

type Leaf = { readonly path: string; readonly field: FormField; readonly value: string };

/** What a look-up asks: each number in it is of the record that is looked for, and every answer is part of the guess. */
export function guessOfLookUp(form: readonly FormField[], values: object): Guess {
  const leaves = leavesOf(form, values);
  const all = leaves.map(({ path, value }) => [path, value]);
  const numbers = leaves.filter(({ field, value }) => isText(field) && /\d/.test(value));
  const combination = digest(all);
  return { numbers: numbers.map(keyOf), sharedNumbers: [], about: combination, combination };
}

/**
 * What a form asks of the registers behind its rules: a national ID, a birth registration, a mobile number are a person's; any
 * other text of a given pattern with a digit in it may be the number of something.
 */
export function guessOfForm(form: readonly FormField[], values: object): Guess {
  const leaves = leavesOf(form, values).filter(({ field }) => isText(field) || field.type === 'Date');
  const persons = leaves.filter(isOfOnePerson);
  const others = leaves.filter((leaf) => !isOfOnePerson(leaf) && leaf.field.limits.pattern && /\d/.test(leaf.value));
  return {
    numbers: persons.map(keyOf),
    sharedNumbers: others.map(({ path, value }) => digest([path, value])),
    about: digest([...persons, ...others].map(({ path, value }) => [path, value])),
    combination: digest(leaves.map(({ path, value }) => [path, value])),
  };
}

/** The people whose numbers a form holds, as a log of looks names them. */
export function personsIn(form: readonly FormField[], values: object): string[] {
  const numbers = leavesOf(form, values).flatMap(({ field: { limits }, value }) => {
    if (limits.format === 'NATIONAL_ID') return [numberReference({ nationalId: value })];
    return limits.format === 'BIRTH_REGISTRATION' ? [numberReference({ birthRegistration: value })] : [];
  });
  return [...new Set(numbers)];
}

function isOfOnePerson({ field: { limits } }: Leaf): boolean {
  return limits.format !== undefined && OF_ONE_PERSON.has(limits.format);
}

/** Not a choice, and no reference of a document, which nobody can guess. */
function isText({ type, options, limits }: FormField): boolean {
  return type === 'String' && options.length === 0 && limits.format !== 'DOCUMENT';
}

/** Before a national ID of 13 digits stands any year of birth: it is the same number with each. */
function keyOf({ value }: Leaf): string {
  return digest(/^\d{17}$/.test(value) ? value.slice(4) : value);
}

/** The answers with nothing inside, each with its place in the form. */
function leavesOf(form: readonly FormField[], values: object, prefix = ''): Leaf[] {
  const given = new Map<string, unknown>(Object.entries(values));
  return form.flatMap((field) => {
    const value = given.get(field.name);
    if (value === undefined || value === null) return [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => {
      const path = `${prefix}${field.name}${field.list ? `.${index}` : ''}`;
      if (typeof item === 'object' && item !== null) return leavesOf(field.fields, item, `${path}.`);
      return [{ path, field, value: String(item) }];
    });
  });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
