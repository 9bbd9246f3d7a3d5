/**
 * Reads from a supergraph who may see what: the `@authenticated`, `@requiresScopes` and `@policy` that composition has
 * joined from all subgraphs (Apollo Federation 2, authorization directives; specs authenticated, requiresScopes, policy).
 */
import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';
import { type Assurance, assuranceOf } from '../../../schema/assurance.ts';
import { type AuthorityNames, assuranceName, authorityNames } from './directive-names.ts';

/** What a caller must have. Every entry of `anyOf` asks for at least one of its sets, and all of that set. */
export type Requirement = {
  readonly scopes: readonly (readonly (readonly string[])[])[];
  readonly policies: readonly (readonly (readonly string[])[])[];
  /** How surely and how freshly they must have logged in; left out where any login does. */
  readonly assurance?: Assurance;
};

/** Requirements by coordinate: `Type` for the type itself, `Type.field` for a field. What is not in it is open to all. */
export type Requirements = ReadonlyMap<string, Requirement>;

/** @param supergraph as composed, with its authorization directives. */
export function readRequirements(supergraph: DocumentNode): Requirements {
  const names = { ...authorityNames(supergraph), assurance: assuranceName(supergraph) };
  const requirements = new Map<string, Requirement>();
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const requirement = requirementOf(directives, names);
    if (requirement) requirements.set(coordinate, requirement);
  };
  for (const node of supergraph.definitions) {
    if (!('directives' in node) || !('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    if (node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION) continue;
    read(node.name.value, node.directives);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) read(`${node.name.value}.${field.name.value}`, field.directives);
  }
  return requirements;
}

type Names = AuthorityNames & { readonly assurance: string | undefined };

function requirementOf(directives: readonly ConstDirectiveNode[], names: Names): Requirement | null {
  const named = (name: string | undefined) =>
    directives.filter((each) => name !== undefined && each.name.value === name);
  const scopes = named(names.requiresScopes).map((each) => setsOf(each, 'scopes'));
  const policies = named(names.policy).map((each) => setsOf(each, 'policies'));
  const [assurance] = named(names.assurance).map(assuranceOf);
  if (!assurance && scopes.length + policies.length + named(names.authenticated).length === 0) return null;
  return { scopes, policies, ...(assurance ? { assurance } : {}) };
}

function setsOf(directive: ConstDirectiveNode, argument: string): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return itemsOf(value).map((set) => itemsOf(set).flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])));
}

/** The items of a list; a single value stands for a list of one (GraphQL, input coercion of lists). */
function itemsOf(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (value === undefined || value.kind === Kind.NULL) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}
