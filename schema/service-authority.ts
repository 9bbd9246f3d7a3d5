/**
 * Who may use a service, so that no ministry writes it: the citizen for themselves, and whoever serves a citizen who has
 * consented to this very service. A ministry that writes `@requiresScopes` or `@policy` on its field says otherwise, and that
 * holds: `@requiresScopes(scopes: [["citizen"]])` for what nobody may do in a citizen's stead.
 */
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind } from 'graphql';
import { serviceScope } from './policies.ts';

/** Kinds of service that keep a record of each request; a look-up keeps none. */
export const RECORDED_KINDS = new Set(['APPLICATION', 'PAYMENT', 'APPOINTMENT', 'REPORT']);

/** A root field with the rules that it has by being a service; any other field as it is. */
export function withServiceAuthority(field: FieldDefinitionNode): FieldDefinitionNode {
  const own = field.directives ?? [];
  const service = own.find(({ name }) => name.value === 'service');
  if (!service || own.some(({ name }) => name.value === 'requiresScopes' || name.value === 'policy')) return field;
  const code = argument(service, 'code');
  const kind = argument(service, 'kind');
  if (code?.kind !== Kind.STRING || kind?.kind !== Kind.ENUM) return field;
  const scope = serviceScope(code.value);
  if (RECORDED_KINDS.has(kind.value)) return withDirective(field, 'requiresScopes', 'scopes', [['citizen'], [scope]]);
  // A look-up that takes a login takes any, but consent to another service is not one to this.
  const takesLogin = own.some(({ name }) => name.value === 'authenticated');
  return takesLogin ? withDirective(field, 'policy', 'policies', [['oneself'], [scope]]) : field;
}

function argument(directive: ConstDirectiveNode, name: string) {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

/** In front of the field's own: the rules first, as one would write them. */
function withDirective(
  field: FieldDefinitionNode,
  directive: string,
  argumentName: string,
  sets: readonly (readonly string[])[],
): FieldDefinitionNode {
  const values = sets.map((set) => ({
    kind: Kind.LIST as const,
    values: set.map((value) => ({ kind: Kind.STRING as const, value })),
  }));
  const added: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: directive },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: argumentName },
        value: { kind: Kind.LIST, values },
      },
    ],
  };
  return { ...field, directives: [added, ...(field.directives ?? [])] };
}
