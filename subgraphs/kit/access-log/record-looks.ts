/** Writes what a request has looked at before its answer leaves. What cannot be recorded is not shown. */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { requestError } from '../errors/graphql.ts';
import type { Logger } from '../log.ts';
import type { Look } from './look.ts';
import { looksOf, withheldOf } from './looks.ts';

/** Settles when looks are where they outlive us. Rejects when they are not. */
export type RecordLooks = (looks: readonly Look[]) => Promise<void>;

/** Apollo Server's hook for it. */
export function recordLooks(record: RecordLooks, log: Logger): ApolloServerPlugin<SubgraphContext> {
  const hooks = {
    willSendResponse: async ({ contextValue, response }: GraphQLRequestContextWillSendResponse<SubgraphContext>) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      const withheld = withheldOf(contextValue);
      if (withheld.length > 0) singleResult.errors = [...(singleResult.errors ?? []), ...withheld.map(formatted)];
      const looks = looksOf(contextValue);
      if (looks.length === 0) return;
      try {
        await record(looks);
      } catch (error) {
        log.error(
          { err: error, requestId: contextValue.requestId },
          'looks could not be recorded, so nothing was shown',
        );
        response.body.singleResult = { data: null, errors: [formatted(requestError('ACCESS_LOG_UNAVAILABLE'))] };
      }
    },
  };
  return { requestDidStart: async () => hooks };
}

function formatted({ extensions, message, path }: GraphQLError): GraphQLFormattedError {
  return { message, ...(path ? { path } : {}), extensions };
}
