import { type DirectiveNode, GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues } from 'graphql';

/** Something of an operation that `@skip` and `@include` may stand on. */
type Selected = { readonly directives?: readonly DirectiveNode[] };

/** Whether `@skip` and `@include` let a selection into the answer. @param variables coerced, with their defaults. */
export function isAsked(selection: Selected, variables: Readonly<Record<string, unknown>>): boolean {
  if (!selection.directives?.length) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false
  );
}
