/** Errors of a request as a whole, in the shape that clients of the graph know: a code, and words in both languages. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../log.ts';
import { catalogue, inWords, type Text } from './catalogue.ts';
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
  STEP_UP_REQUIRED: {
    en: 'Please confirm that it is you: log in again. It takes {how}.',
    bn: 'আবার লগ ইন করে নিশ্চিত করুন যে আপনিই এটি করছেন। প্রয়োজন: {how}।',
  },
  PURPOSE_REQUIRED: {
    en: 'This application is closed. Say why you look at it first, with `statePurpose`: the citizen can read your reason.',
    bn: 'এই আবেদন নিষ্পন্ন হয়ে গেছে। কেন দেখছেন তা আগে `statePurpose` দিয়ে জানান: নাগরিক আপনার কারণ পড়তে পারবেন।',
  },
  MINISTRY_UNAVAILABLE: {
    en: 'The ministry that has to be asked does not answer. Try again in a few minutes.',
    bn: 'যে মন্ত্রণালয়কে জিজ্ঞাসা করতে হবে সেটি সাড়া দিচ্ছে না। কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  ACCESS_LOG_UNAVAILABLE: {
    en: 'Who looks at personal data is recorded, and that cannot be done now, so nothing is shown. What you did is done; look again in a few minutes.',
    bn: 'ব্যক্তিগত তথ্য কে দেখেন তা লিখে রাখা হয়, যা এখন সম্ভব হচ্ছে না, তাই কিছু দেখানো হয়নি। আপনার করা কাজটি সম্পন্ন হয়েছে; কয়েক মিনিট পরে আবার দেখুন।',
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

/** An error that a resolver throws on purpose. A value may be a text of both languages. */
export function requestError(code: RequestErrorCode, values: Readonly<Record<string, string | number | Text>> = {}) {
  const inLanguage = (language: 'en' | 'bn') => {
    const shown = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? value[language] : value,
    ]);
    return inWords(problem(null, code, Object.fromEntries(shown)), requestErrors).message[language];
  };
  const messages = { en: inLanguage('en'), bn: inLanguage('bn') };
  return new GraphQLError(messages.en, { extensions: { code, messages } });
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
