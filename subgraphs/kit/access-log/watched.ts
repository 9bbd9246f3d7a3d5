/**
 * Watches the types that hold citizens' personal data: whoever but the citizen is shown a field of them leaves a look, and is
 * shown nothing while a purpose has yet to be stated. No resolver has to think of it, so none can forget.
 */
import {
  defaultFieldResolver,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { requestError } from '../errors/graphql.ts';
import type { Subject } from './look.ts';
import { hasPurpose, looked, withhold } from './looks.ts';
import { selectedFields } from './selected-fields.ts';

/** How a type is watched. */
export type PersonalType = {
  /** Fields that tell nothing of the person; every other one is personal. */
  readonly bare: ReadonlySet<string>;
  /** Fields whose own fields the log names too: `passport.fullName`. */
  readonly isNamedWhole?: (field: string) => boolean;
  /**
   * Of whom an object tells the caller, and why they may see it; null when it is the caller's own, or nobody's.
   * @param source what the type's resolvers are given.
   */
  readonly subject: (source: never, context: SubgraphContext) => Subject | null | Promise<Subject | null>;
};

/** By the name of the type. */
export type PersonalTypes = Readonly<Record<string, PersonalType>>;

/** Wraps the resolvers of every personal field. Changes the schema in place, and gives it back. */
export function watched(schema: GraphQLSchema, types: PersonalTypes): GraphQLSchema {
  for (const [name, personal] of Object.entries(types)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const once = { ...personal, subject: askedOnce(personal.subject) };
    for (const field of Object.values(type.getFields())) if (!personal.bare.has(field.name)) watch(field, once);
  }
  return schema;
}

function watch(field: GraphQLField<never, SubgraphContext>, personal: PersonalType): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isWhole = personal.isNamedWhole?.(field.name) ?? true;
  field.resolve = (source, args, context, info) => {
    const show = (subject: Subject | null) => {
      if (!subject) return resolve(source, args, context, info);
      if (!hasPurpose(subject)) return withheld(context, info);
      const note = (value: unknown) => {
        // Where there is nothing, nothing was seen.
        if (value !== null && value !== undefined)
          looked(context, subject, isWhole ? [field.name] : namesIn(field.name, info));
        return value;
      };
      const value: unknown = resolve(source, args, context, info);
      return value instanceof Promise ? value.then(note) : note(value);
    };
    const subject = personal.subject(source, context);
    return subject instanceof Promise ? subject.then(show) : show(subject);
  };
}

/** Asks of an object once in a request, whichever of its fields are shown: there are many. */
function askedOnce(subjectOf: PersonalType['subject']): PersonalType['subject'] {
  const requests = new WeakMap<SubgraphContext, Map<unknown, ReturnType<PersonalType['subject']>>>();
  return (source, context) => {
    const known = requests.get(context) ?? new Map();
    requests.set(context, known);
    const subject = known.has(source) ? known.get(source) : subjectOf(source, context);
    known.set(source, subject);
    return subject;
  };
}

/** An empty list, or null where there may be one, and an error at its place. An error alone would take the whole object away. */
function withheld(context: SubgraphContext, info: GraphQLResolveInfo): unknown {
  const { extensions, message } = requestError('PURPOSE_REQUIRED');
  const error = new GraphQLError(message, { path: responsePathAsArray(info.path), extensions });
  if (!isNonNullType(info.returnType)) {
    withhold(context, error);
    return null;
  }
  if (!isListType(info.returnType.ofType)) throw error;
  withhold(context, error);
  return [];
}

/** Read once of each place in an operation, which Apollo Server keeps parsed from request to request. */
const known = new WeakMap<FieldNode, readonly string[]>();

function namesIn(name: string, { fieldNodes, fragments }: GraphQLResolveInfo): readonly string[] {
  return fieldNodes.flatMap((node) => {
    const names = known.get(node) ?? selectedFields(node, fragments).map((each) => `${name}.${each.name.value}`);
    known.set(node, names);
    return names;
  });
}
