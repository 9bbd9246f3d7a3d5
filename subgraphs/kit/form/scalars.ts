/** The scalars that all subgraphs share (schema/shared/scalars.graphql), as resolvers for `buildSubgraphSchema`. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { inWords } from '../errors/catalogue.ts';
import { problem } from '../errors/problem.ts';
import { toAsciiDigits } from './digits.ts';
import { formErrors } from './errors.ts';
import { JSON_LIMITS, jsonObjection } from './json-limits.ts';
import { isDay } from './relative-day.ts';

/** A calendar day. Inside the platform it is the text `YYYY-MM-DD`: a day has no instant, so it is no JavaScript Date. */
const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  parseValue: readDay,
  parseLiteral: (node) => readDay(node.kind === Kind.STRING ? node.value : undefined),
  serialize(value) {
    if (typeof value === 'string' && isDay(value)) return value;
    throw new TypeError(`A Date is kept as the text YYYY-MM-DD, not as ${String(value)}`);
  },
});

/** An instant: a JavaScript Date inside the platform, ISO 8601 in UTC outside. */
const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => GraphQLDateTime.serialize(value).toISOString(),
});

/** Any JSON, within limits: what it holds is checked by whoever asked for it. */
const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  parseValue: readJson,
  parseLiteral: (node, variables) => {
    refuseDeepLiteral(node, 0);
    return readJson(valueFromASTUntyped(node, variables));
  },
  serialize: (value) => value,
});

export const scalars = { Date: DateScalar, DateTime: DateTimeScalar, JSON: JsonScalar };

function readDay(value: unknown): string {
  const day = typeof value === 'string' ? toAsciiDigits(value.trim()) : '';
  if (!isDay(day)) throw refusal('NOT_A_DATE');
  return day;
}

function readInstant(value: unknown): Date {
  try {
    return new Date(GraphQLDateTime.parseValue(typeof value === 'string' ? toAsciiDigits(value.trim()) : value));
  } catch {
    throw refusal('NOT_AN_INSTANT');
  }
}

function readJson(value: unknown): unknown {
  const objection = jsonObjection(value);
  if (objection) throw refusal(objection, JSON_LIMITS);
  return value;
}

/** A literal is judged as it was parsed: making a value of it walks all its levels. */
function refuseDeepLiteral(node: ValueNode, depth: number): void {
  if (node.kind !== Kind.LIST && node.kind !== Kind.OBJECT) return;
  if (depth === JSON_LIMITS.maxDepth) throw refusal('TOO_DEEP', JSON_LIMITS);
  const inside = node.kind === Kind.LIST ? node.values : node.fields.map(({ value }) => value);
  for (const each of inside) refuseDeepLiteral(each, depth + 1);
}

/** A value that no field of its type can hold: the request as a whole is refused, in words of both languages. */
function refusal(code: keyof typeof formErrors, values: Readonly<Record<string, number>> = {}): GraphQLError {
  const { message } = inWords(problem(null, code, values), formErrors);
  return new GraphQLError(message.en, { extensions: { code: 'BAD_USER_INPUT', messages: message } });
}
