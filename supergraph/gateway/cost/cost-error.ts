import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { errorOf, inNumbers } from '../errors.ts';
import { estimate } from './estimate.ts';
import type { FieldCosts } from './field-costs.ts';

/** What is told of an operation that costs more than `most`; null of one that may run. */
export function costError(
  costs: FieldCosts,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  most: number,
): GraphQLError | null {
  const root = schema.getRootType(operation.operation)?.name ?? '';
  const { cost, costliest } = estimate(costs, root, document, operation, variables);
  // What is beyond all counting is not below either.
  if (cost <= most) return null;
  const field = costliest.join('.');
  return errorOf(
    'QUERY_TOO_COSTLY',
    { cost: inNumbers(cost), most: inNumbers(most), field: { en: field, bn: field } },
    { http: { status: 400, headers: new Map() } },
  );
}
