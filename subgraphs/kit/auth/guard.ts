/**
 * Authority by schema: `@authenticated` and `@requiresScopes` of the SDL, enforced before a resolver runs. The gateway
 * has already taken out what the caller may not see; this is the second check, for whoever comes by another way.
 * Semantics: Apollo Federation 2, authorization directives (a field needs its own, its type's and its parent's).
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
import type { SubgraphContext } from '../context.ts';
import { requestError } from '../errors/graphql.ts';
import type { Caller } from './caller.ts';

/** What a field needs: a login, and of each list at least one set of scopes. `denied`: a rule we cannot decide. */
type Need = { readonly login: boolean; readonly scopes: readonly (readonly string[])[][]; readonly denied: boolean };

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
  if (!need.login && !need.denied) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    refuse(need, context.caller);
    return resolve(source, args, context, info);
  };
}

/** @throws GraphQLError UNAUTHENTICATED or FORBIDDEN. */
function refuse(need: Need, caller: Caller): void {
  if (need.denied) throw requestError('FORBIDDEN', { needed: '-' });
  if (caller.subject === null) throw requestError('UNAUTHENTICATED');
  for (const sets of need.scopes)
    if (!sets.some((set) => set.every((scope) => caller.scopes.has(scope))))
      throw requestError('FORBIDDEN', { needed: sets.map((set) => set.join(' + ')).join(', ') });
}

function needOf(directives: readonly DirectiveNode[]): Need {
  const named = (name: string) => directives.filter((directive) => directive.name.value === name);
  const scopes = named('requiresScopes').map(scopesOf);
  return {
    login: named('authenticated').length > 0 || scopes.length > 0,
    scopes,
    // @policy has no evaluator yet: deny unless allowed.
    denied: named('policy').length > 0,
  };
}

function scopesOf({ arguments: given }: DirectiveNode): string[][] {
  const value = given?.find(({ name }) => name.value === 'scopes')?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((set) =>
    set.kind === Kind.LIST ? set.values.flatMap((scope) => (scope.kind === Kind.STRING ? [scope.value] : [])) : [],
  );
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType): DirectiveNode[] {
  return [astNode, ...(extensionASTNodes ?? [])].flatMap((node) => [...(node?.directives ?? [])]);
}
