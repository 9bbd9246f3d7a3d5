/** What is wrong with the limits that an `@input` gives its field, each as a sentence that names the fix. */
import { dayInDhaka, systemClock } from '../clock.ts';
import { checkForm } from './check.ts';
import { exampleValue } from './example.ts';
import type { FormField, FormLimits } from './form-field.ts';
import { repetitionOf, wholeMatch } from './pattern.ts';
import { isDay, isRelativeDay, relativeDay } from './relative-day.ts';

/** Which limits have an effect on which types. */
const APPLIES_TO: readonly (readonly [
  types: string,
  names: readonly (keyof FormLimits)[],
  on: (field: FormField) => boolean,
])[] = [
  ['String or ID', ['minLength', 'maxLength', 'pattern', 'format'], isText],
  ['Int or Float', ['min', 'max'], ({ type }) => type === 'Int' || type === 'Float'],
  ['Date', ['earliest', 'latest'], ({ type }) => type === 'Date'],
  ['a list', ['minItems', 'maxItems'], ({ list }) => list],
  ['a field without fields of its own', ['example'], ({ fields }) => fields.length === 0],
];

export function limitProblems(field: FormField): string[] {
  const problems = [...misplaced(field), ...crossed(field), ...missing(field), ...ofPattern(field), ...ofDays(field)];
  // The example is tried on limits that are sound.
  return problems.length > 0 ? problems : ofExample(field);
}

function isText({ type }: FormField): boolean {
  return type === 'String' || type === 'ID';
}

function misplaced(field: FormField): string[] {
  return APPLIES_TO.flatMap(([types, names, applies]) =>
    applies(field)
      ? []
      : names
          .filter((name) => field.limits[name] !== undefined)
          .map((name) => `${name} has an effect on ${types} only; take it out`),
  );
}

function crossed({ limits }: FormField): string[] {
  const pairs = [
    ['minLength', 'maxLength'],
    ['min', 'max'],
    ['minItems', 'maxItems'],
  ] as const;
  const problems = pairs.flatMap(([low, high]) => {
    const [from, to] = [limits[low], limits[high]];
    return from !== undefined && to !== undefined && from > to ? [`${low} ${from} is more than ${high} ${to}`] : [];
  });
  for (const name of ['minLength', 'maxLength', 'minItems', 'maxItems'] as const)
    if ((limits[name] ?? 0) < 0) problems.push(`${name} is negative`);
  return problems;
}

function missing(field: FormField): string[] {
  const { maxLength, format, pattern, maxItems, example } = field.limits;
  const problems = [];
  if (isText(field) && maxLength === undefined && format === undefined && pattern === undefined)
    problems.push('has no maxLength (nor a format or pattern); without it a client can send any amount');
  if (field.list && maxItems === undefined) problems.push('has no maxItems; without it a client can send any number');
  if (pattern !== undefined && example === undefined)
    problems.push('has a pattern but no example; nobody can guess a value from a pattern');
  return problems;
}

function ofPattern({ limits: { pattern, maxLength } }: FormField): string[] {
  if (pattern === undefined) return [];
  try {
    wholeMatch(pattern);
  } catch (error) {
    return [
      `the pattern does not compile: ${error instanceof Error ? error.message : String(error)}. It is read with the v flag; within [ ] a backslash goes before ( ) [ ] { } / - |`,
    ];
  }
  const { isUnbounded, isNested } = repetitionOf(pattern);
  const problems = [];
  if (isUnbounded && maxLength === undefined)
    problems.push('the pattern repeats without end (*, +, {n,}) and there is no maxLength; add it');
  if (isNested)
    problems.push(
      'the pattern has a repetition without end inside another, which can take minutes; bound one, e.g. {1,10}',
    );
  return problems;
}

function ofDays({ limits, type }: FormField): string[] {
  if (type !== 'Date') return [];
  const problems = [];
  for (const name of ['earliest', 'latest', 'example'] as const) {
    const day = limits[name];
    if (day !== undefined && !isDay(day) && !isRelativeDay(day))
      problems.push(`${name} "${day}" is not an ISO date, nor today with an offset, e.g. today-120`);
  }
  const { earliest, latest, example } = limits;
  if (problems.length > 0) return problems;
  const today = dayInDhaka(systemClock.now());
  if (earliest !== undefined && latest !== undefined && relativeDay(earliest, today) > relativeDay(latest, today))
    problems.push(`earliest ${earliest} is after latest ${latest}`);
  // `latest: today` moves away from a day that has passed, so there a fixed example stays good.
  if (example !== undefined && isDay(example) && earliest !== undefined && isRelativeDay(earliest))
    problems.push(
      `the example ${example} will be too early one day, because earliest is ${earliest}; write it from today`,
    );
  return problems;
}

function ofExample(field: FormField): string[] {
  const { example } = field.limits;
  if (example === undefined) return [];
  const today = dayInDhaka(systemClock.now());
  const one = { ...field, list: false, required: true };
  const { problems } = checkForm([one], { [field.name]: exampleValue(field.type, example, today) }, today);
  return problems.map(({ code }) => `the example "${example}" does not keep to the field's own limits: ${code}`);
}
