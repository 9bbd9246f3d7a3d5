/** Reads the arguments of a directive's application from the SDL. A value of another type counts as not given. */
import { type ConstDirectiveNode, type ConstValueNode, Kind } from 'graphql';

type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/** The first application of `@name` on a node. */
export function directiveOf(node: Annotated, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

/** A string or the name of an enum value. */
export function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

/** A whole number. */
export function intOf(directive: ConstDirectiveNode, name: string): number | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

/** A list of strings; empty when not given. */
export function textsOf(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argumentOf(directive, name);
  if (value?.kind === Kind.STRING) return [value.value];
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

/** Whether it is `true`. */
export function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}
