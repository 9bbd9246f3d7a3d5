/** How deep and how wide a query may be. A query over a limit is refused before it is planned. */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import { errorOf, inNumbers } from './errors.ts';
import type { Settings } from './settings.ts';

/** The limits as rules of validation. */
export function limitRules({ MAX_DEPTH, MAX_ALIASES }: Pick<Settings, 'MAX_DEPTH' | 'MAX_ALIASES'>): ValidationRule[] {
  return [
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
