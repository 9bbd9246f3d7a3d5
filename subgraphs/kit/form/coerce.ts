/**
 * Reads answers that came as JSON by field name (drafts, corrections) as the input type of the service's mutation.
 *
 * The walk is graphql-js's `coerceInputValue`, with a path and a code for each thing that is wrong: graphql tells a
 * missing or unknown field only in the words of its message. Leaves are graphql's own.
 */
import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { type Problem, problem } from '../errors/problem.ts';
import { readNumber } from './digits.ts';
import { IDEMPOTENCY_KEY } from './form-field.ts';
import { isPlainObject, type ReadAnswers } from './json-answers.ts';

export { checkDraft } from './check-draft.ts';

/**
 * @param options.isPartial answers that are not there are not missed, at the top level; nor are defaults put in.
 * @param inputType name of the service's input type, e.g. `PassportApplicationInput`.
 * @throws TypeError when the schema has no such input type: the caller's mistake, not the citizen's.
 */
export function coerceForm(
  schema: GraphQLSchema,
  inputType: string,
  answers: unknown,
  { isPartial = false } = {},
): ReadAnswers {
  const root = schema.getType(inputType);
  if (!isInputObjectType(root)) throw new TypeError(`${inputType} is not an input type of the schema`);
  if (!isPlainObject(answers)) return { problems: [problem(null, 'WRONG_TYPE')] };
  const problems: Problem[] = [];
  const { [IDEMPOTENCY_KEY]: _, ...given } = answers;
  const values = objectOf(root, given, '');
  return problems.length > 0 ? { problems } : { values };

  function objectOf(type: GraphQLInputObjectType, raw: object, prefix: string): Record<string, unknown> {
    const rest = new Map<string, unknown>(Object.entries(raw));
    const values: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      if (prefix === '' && field.name === IDEMPOTENCY_KEY) continue;
      const path = `${prefix}${field.name}`;
      const value = rest.get(field.name);
      rest.delete(field.name);
      if (value !== undefined) values[field.name] = readAs(field.type, value, path);
      else if (isPartial && prefix === '') continue;
      else if (field.defaultValue !== undefined) values[field.name] = field.defaultValue;
      else if (isRequiredInputField(field)) refuse(path, 'REQUIRED');
    }
    for (const name of rest.keys()) refuse(`${prefix}${name}`, 'UNKNOWN_FIELD');
    return values;
  }

  function readAs(type: GraphQLInputType, raw: unknown, path: string): unknown {
    const value = isBlank(raw) && !isText(type) ? null : raw;
    if (isNonNullType(type)) return value === null ? refuse(path, 'REQUIRED') : readAs(type.ofType, value, path);
    if (value === null) return null;
    if (isListType(type)) {
      const item: GraphQLInputType = type.ofType;
      return (Array.isArray(value) ? value : [value]).map((each, index) => readAs(item, each, `${path}.${index}`));
    }
    if (isInputObjectType(type))
      return isPlainObject(value) ? objectOf(type, value, `${path}.`) : refuse(path, 'WRONG_TYPE');
    return leafOf(type, value, path);
  }

  function leafOf(type: GraphQLLeafType, raw: unknown, path: string): unknown {
    const value = type.name === 'Int' || type.name === 'Float' ? readNumber(raw) : raw;
    return coerceInputValue(value, type, () => refuse(path, isEnumType(type) ? 'NOT_AN_OPTION' : misfit(type.name)));
  }

  function refuse(path: string, code: string): undefined {
    problems.push(problem(path, code));
  }
}

/** The code for a value that a scalar does not take. */
function misfit(scalar: string): string {
  if (scalar === 'Date') return 'NOT_A_DATE';
  if (scalar === 'Float') return 'NOT_A_NUMBER';
  return scalar === 'Int' ? 'NOT_A_WHOLE_NUMBER' : 'WRONG_TYPE';
}

/** What an HTML form sends for a date or a choice that nobody filled in. */
function isBlank(raw: unknown): boolean {
  return typeof raw === 'string' && raw.trim() === '';
}

function isText(type: GraphQLInputType): boolean {
  const { name } = getNamedType(type);
  return name === 'String' || name === 'ID';
}
