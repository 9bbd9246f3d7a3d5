/** Holds the rows of a file of operators against the limits of their form, and against each other. Pure. */
import { type Problem, problem } from '#kit/errors/problem.ts';
import { checkForm } from '#kit/form/check.ts';
import type { FormField } from '#kit/form/form-field.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { EntrepreneurSource } from '../schema.generated.ts';
import type { IntakeErrorCode } from './errors.ts';
import { columnOf, type Mistake, mistake, type Row } from './read-list.ts';

/** An operator as a row says it, by the form's fields. */
export type Operator = {
  readonly line: number;
  readonly source: Exclude<EntrepreneurSource, 'APPLICATION'>;
  readonly nationalId: string;
  readonly nameEn: string;
  readonly nameBn: string;
  readonly centre: string;
  readonly photoReference: string;
};

/** Where the form's limits speak of any text, this says what is meant here. */
const IN_OTHER_WORDS: Readonly<Record<string, IntakeErrorCode>> = {
  'source NOT_AN_OPTION': 'UNKNOWN_SOURCE',
  'centre PATTERN': 'NOT_A_CENTRE_CODE',
};

export function checkRows(
  rows: readonly Row[],
  form: readonly FormField[],
  today: string,
): { readonly operators: readonly Operator[]; readonly mistakes: readonly Mistake[] } {
  const checked = rows.map(({ line, values }) => ({ line, ...checkForm(form, asForm(values), today) }));
  const mistakes = checked.flatMap(({ line, problems }) =>
    problems.map((each): Mistake => ({ line, column: columnOf(each.field ?? ''), problem: inOtherWords(each, form) })),
  );
  const operators = checked
    .filter(({ problems }) => problems.length === 0)
    .map(
      ({ line, values }): Operator => ({
        line,
        source: values.source === 'E_POST' ? 'E_POST' : 'DIGITAL_CENTRE',
        nationalId: String(values.nationalId),
        nameEn: String(values.nameEn),
        nameBn: String(values.nameBn),
        centre: String(values.centre),
        photoReference: String(values.photoReference),
      }),
    );
  return { operators, mistakes: [...mistakes, ...repeated(operators)] };
}

/** A source is written in small letters, too, with a hyphen or a blank. */
function asForm(values: Row['values']): Record<string, unknown> {
  return { ...values, source: values.source?.toUpperCase().replace(/[\s-]+/g, '_') };
}

function inOtherWords(found: Problem, form: readonly FormField[]): Problem {
  const code = IN_OTHER_WORDS[`${found.field} ${found.code}`];
  if (code === undefined) return found;
  const options = form.find(({ name }) => name === found.field)?.options ?? [];
  return problem(found.field, code, { choices: options.map(({ value }) => value.toLowerCase()).join(', ') });
}

function repeated(operators: readonly Operator[]): Mistake[] {
  const firsts = new Map<string, number>();
  return operators.flatMap(({ line, nationalId }) => {
    const key = nationalIdKey(nationalId);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, line);
    return first === undefined ? [] : [mistake(line, 'national_id', 'PERSON_TWICE', { first })];
  });
}
