/** Errors of a request as a whole, in the shape that clients of the graph know: a code, and words in both languages. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../log.ts';
import { catalogue, inWords } from './catalogue.ts';
import { problem } from './problem.ts';

const requestErrors = catalogue({
  UNAUTHENTICATED: {
    en: 'Please log in first.',
    bn: 'অনুগ্রহ করে আগে লগ ইন করুন।',
  },
  FORBIDDEN: {
    en: 'Your login does not allow this. It takes a login as: {needed}.',
    bn: 'আপনার লগ ইন দিয়ে এটি করা যায় না। যে লগ ইন প্রয়োজন: {needed}।',
  },
  BAD_USER_INPUT: {
    en: '{reason}',
    bn: 'অনুরোধে ভুল আছে: {reason}',
  },
  INTERNAL_SERVER_ERROR: {
    en: 'Something went wrong on our side. Nothing was lost; try again in a few minutes.',
    bn: 'আমাদের দিকে একটি সমস্যা হয়েছে। কিছুই হারায়নি; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
});

export type RequestErrorCode = keyof typeof requestErrors;

/** An error that a resolver throws on purpose. */
export function requestError(code: RequestErrorCode, values: Readonly<Record<string, string | number>> = {}) {
  const { message } = inWords(problem(null, code, values), requestErrors);
  return new GraphQLError(message.en, { extensions: { code, messages: message } });
}

/** What GraphQL itself refuses (a malformed query, a wrong variable): its message is for the client's developer. */
const TOLD_AS_THEY_ARE = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
]);

/** Shows an error to the client; one that nobody meant to show is logged, and told without its inside. */
export function formatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { extensions, ...rest } = formatted;
    const code = typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL_SERVER_ERROR';
    const path = rest.path ? { path: rest.path } : {};
    if (extensions?.messages) return { ...rest, extensions: { code, messages: extensions.messages } };
    if (TOLD_AS_THEY_ARE.has(code)) {
      const { message } = inWords(problem(null, 'BAD_USER_INPUT', { reason: rest.message }), requestErrors);
      return { ...rest, extensions: { code, messages: message } };
    }
    log.error({ err: error, path: rest.path }, 'a resolver failed');
    const masked = requestError('INTERNAL_SERVER_ERROR');
    return { message: masked.message, ...path, extensions: masked.extensions };
  };
}
