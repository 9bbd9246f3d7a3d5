/**
 * Authority by schema: `@authenticated`, `@requiresScopes`, `@policy` and `@assurance` of the SDL, enforced before a resolver
 * runs. The gateway has already taken out what the caller may not see; this is the second check, for whoever comes by
 * another way. Semantics: Apollo Federation 2, authorization directives (a field needs its own, its type's and its parent's).
 * Of a policy this decides what the token tells; whose an application is, the application tells (application/snapshot.ts).
 */
import {
  type DirectiveNode,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
} from 'graphql';
import { type Assurance, assuranceOf, isAssured, PROOFS } from '../../../schema/assurance.ts';
import { mayPass, policyInWords } from '../../../schema/policies.ts';
import { scopeInWords } from '../../../schema/roles.ts';
import type { SubgraphContext } from '../context.ts';
import type { Text } from '../errors/catalogue.ts';
import { requestError } from '../errors/graphql.ts';
import type { Caller } from './caller.ts';

/** Names of which at least one set is needed, and all of that set. */
type AnyOf = readonly (readonly string[])[];

/** What a field needs: a login, of each list at least one set of scopes or policies, and how sure and fresh the login is. */
type Need = {
  readonly isLoginNeeded: boolean;
  readonly scopes: readonly AnyOf[];
  readonly policies: readonly AnyOf[];
  readonly assurances: readonly Assurance[];
};

/** Wraps the resolvers of every field that needs something. Changes the schema in place, and gives it back. */
export function guarded(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) guardField(type, field);
  }
  return schema;
}

function guardField(parent: GraphQLObjectType, field: GraphQLField<unknown, SubgraphContext>): void {
  const need = needOf([
    ...(field.astNode?.directives ?? []),
    ...directivesOf(parent),
    ...directivesOf(getNamedType(field.type)),
  ]);
  if (!need.isLoginNeeded) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    refuse(need, context.caller);
    return resolve(source, args, context, info);
  };
}

/** @throws GraphQLError UNAUTHENTICATED, FORBIDDEN or STEP_UP_REQUIRED. */
function refuse(need: Need, caller: Caller): void {
  if (caller.subject === null) throw requestError('UNAUTHENTICATED');
  const lacks = (sets: AnyOf, has: (name: string) => boolean) => !sets.some((set) => set.every(has));
  for (const sets of need.scopes)
    if (lacks(sets, (scope) => caller.scopes.has(scope)))
      throw requestError('FORBIDDEN', { needed: inWords(sets, scopeInWords) });
  for (const sets of need.policies)
    if (lacks(sets, (policy) => mayPass(policy, caller)))
      throw requestError('FORBIDDEN', { needed: inWords(sets, policyInWords) });
  // A token lives by the machine's time, like the issuer that made it, whatever day the clock of a test says.
  for (const assurance of need.assurances)
    if (!isAssured(assurance, caller, new Date()))
      throw requestError('STEP_UP_REQUIRED', { how: PROOFS[assurance.level] });
}

function inWords(sets: AnyOf, wordsOf: (name: string) => Text): Text {
  const inLanguage = (language: 'en' | 'bn') =>
    sets.map((set) => set.map((name) => wordsOf(name)[language]).join(' + ')).join(', ');
  return { en: inLanguage('en'), bn: inLanguage('bn') };
}

function needOf(directives: readonly DirectiveNode[]): Need {
  const named = (name: string) => directives.filter((directive) => directive.name.value === name);
  const scopes = named('requiresScopes').map((each) => setsOf(each, 'scopes'));
  const policies = named('policy').map((each) => setsOf(each, 'policies'));
  const assurances = named('assurance').map(assuranceOf);
  const isLoginNeeded = named('authenticated').length + scopes.length + policies.length + assurances.length > 0;
  return { isLoginNeeded, scopes, policies, assurances };
}

function setsOf({ arguments: given }: DirectiveNode, argument: string): AnyOf {
  const value = given?.find(({ name }) => name.value === argument)?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((set) =>
    set.kind === Kind.LIST ? set.values.flatMap((scope) => (scope.kind === Kind.STRING ? [scope.value] : [])) : [],
  );
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType): DirectiveNode[] {
  return [astNode, ...(extensionASTNodes ?? [])].flatMap((node) => [...(node?.directives ?? [])]);
}
