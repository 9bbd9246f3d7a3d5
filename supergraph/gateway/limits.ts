/** How deep and how wide a query may be. A query over a limit is refused before it is planned; so is a too costly one (cost/). */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import { errorOf, inNumbers } from './errors.ts';
import { knownOperationRule, maxMutationsRule, maxSelectionsRule } from './selections.ts';
import type { Settings } from './settings.ts';

type Limits = Pick<Settings, 'MAX_DEPTH' | 'MAX_ALIASES' | 'MAX_SELECTIONS' | 'MAX_MUTATIONS'>;

/** The limits as rules of validation. */
export function limitRules({ MAX_DEPTH, MAX_ALIASES, MAX_SELECTIONS, MAX_MUTATIONS }: Limits): ValidationRule[] {
  return [
    knownOperationRule((kind) => errorOf('NO_SUCH_OPERATION', { kind: { en: kind, bn: kind } })),
    maxSelectionsRule(MAX_SELECTIONS, errorOf('TOO_MANY_SELECTIONS', { most: inNumbers(MAX_SELECTIONS) })),
    maxMutationsRule(MAX_MUTATIONS, errorOf('TOO_MANY_MUTATIONS', { most: inNumbers(MAX_MUTATIONS) })),
    maxDepthRule({
      n: MAX_DEPTH,
      flattenFragments: true,
      ...reporting(errorOf('QUERY_TOO_DEEP', { most: inNumbers(MAX_DEPTH) })),
    }),
    maxAliasesRule({ n: MAX_ALIASES, ...reporting(errorOf('TOO_MANY_ALIASES', { most: inNumbers(MAX_ALIASES) })) }),
  ];
}

/** Told as one of the validation's errors: what a rule throws would be a fault of ours. */
function reporting(error: GraphQLError) {
  return {
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(error)],
  };
}
