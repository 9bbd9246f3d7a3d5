/** What the gateway itself tells a client: a code for programs, and words in both languages for people. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { PROOFS } from '../../schema/assurance.ts';
import { policyInWords } from '../../schema/policies.ts';
import { scopeInWords } from '../../schema/roles.ts';
import type { RefusedField } from './authority/prune.ts';
import type { Requirement } from './authority/requirements.ts';
import type { Scheme } from './invalid-token.ts';
import { stepUpChallenge, stepUpFor } from './step-up.ts';

/** One text in both languages of the platform. */
export type Text = { readonly en: string; readonly bn: string };

/** `{name}` stands for a value. */
const TEXTS = {
  UNAUTHENTICATED: {
    en: 'Please log in first.',
    bn: 'অনুগ্রহ করে আগে লগ ইন করুন।',
  },
  INVALID_TOKEN: {
    en: 'Your login is over or not valid. Please log in again.',
    bn: 'আপনার লগ ইনের মেয়াদ শেষ বা এটি সঠিক নয়। অনুগ্রহ করে আবার লগ ইন করুন।',
  },
  FORBIDDEN: {
    en: 'Your login does not allow this. It takes a login as: {needed}.',
    bn: 'আপনার লগ ইন দিয়ে এটি করা যায় না। যে লগ ইন প্রয়োজন: {needed}।',
  },
  STEP_UP_REQUIRED: {
    en: 'Please confirm that it is you: log in again with {how}.',
    bn: '{how} দিয়ে আবার লগ ইন করে নিশ্চিত করুন যে আপনিই এটি করছেন।',
  },
  SERVICE_UNAVAILABLE: {
    en: '{service} does not answer at the moment. The rest works; try this again in a few minutes.',
    bn: '{service} এই মুহূর্তে সাড়া দিচ্ছে না। বাকি সেবা চালু আছে; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  SERVICE_TIMEOUT: {
    en: '{service} takes too long to answer. The rest works; try this again in a few minutes.',
    bn: '{service} সাড়া দিতে বেশি সময় নিচ্ছে। বাকি সেবা চালু আছে; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  SERVICE_BAD_ANSWER: {
    en: '{service} has a problem at the moment. The rest works; try this again later.',
    bn: '{service}-এ এই মুহূর্তে সমস্যা হচ্ছে। বাকি সেবা চালু আছে; পরে আবার চেষ্টা করুন।',
  },
  BAD_REQUEST: {
    en: '{reason}',
    bn: 'অনুরোধে ভুল আছে: {reason}',
  },
  REQUEST_TOO_LARGE: {
    en: 'This request is too large: at most {most} bytes are taken. Send less, or in several requests.',
    bn: 'অনুরোধটি খুব বড়: সর্বোচ্চ {most} বাইট নেওয়া হয়। কম পাঠান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
  },
  QUERY_TOO_DEEP: {
    en: 'This query is too deep: at most {most} levels are answered. Ask for less, or in several queries.',
    bn: 'অনুরোধটি খুব গভীর: সর্বোচ্চ {most} স্তর পর্যন্ত উত্তর দেওয়া হয়। কম তথ্য চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
  },
  TOO_MANY_ALIASES: {
    en: 'This query has too many aliases: at most {most} are answered. Ask for less, or in several queries.',
    bn: 'অনুরোধে উপনাম (alias) খুব বেশি: সর্বোচ্চ {most}টির উত্তর দেওয়া হয়। কম তথ্য চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
  },
  TOO_MANY_SELECTIONS: {
    en: 'This query selects too much: at most {most} fields are answered, with each fragment counted where it is spread. Ask for less, or in several queries.',
    bn: 'অনুরোধে চাওয়া তথ্য খুব বেশি: সর্বোচ্চ {most}টি ঘরের (field) উত্তর দেওয়া হয়; প্রতিটি fragment যেখানে ব্যবহৃত সেখানে গোনা হয়। কম তথ্য চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
  },
  TOO_MANY_MUTATIONS: {
    en: 'This request does too much at once: at most {most} mutations are taken, so that you are told of each what came of it. Send them in several requests.',
    bn: 'একটি অনুরোধে খুব বেশি কাজ: সর্বোচ্চ {most}টি mutation নেওয়া হয়, যাতে প্রতিটির ফল আপনাকে জানানো যায়। কয়েকটি অনুরোধে ভাগ করে পাঠান।',
  },
  QUERY_TOO_COSTLY: {
    en: 'This query costs too much: up to {cost} values, and at most {most} are answered. Most of it is at {field}: ask for a shorter page (`first`) or fewer lists there, or in several queries.',
    bn: 'অনুরোধটি খুব ব্যয়বহুল: উত্তরে সর্বোচ্চ {cost}টি মান হতে পারে, দেওয়া হয় {most}টি পর্যন্ত। এর বেশির ভাগ {field}-এ: সেখানে ছোট পাতা (`first`) বা কম তালিকা চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
  },
  NO_SUCH_OPERATION: {
    en: 'This graph has no {kind}.',
    bn: 'এই গ্রাফে কোনো {kind} নেই।',
  },
  INTERNAL_SERVER_ERROR: {
    en: 'Something went wrong on our side. Nothing was lost; try again in a few minutes.',
    bn: 'আমাদের দিকে একটি সমস্যা হয়েছে। কিছুই হারায়নি; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
} as const satisfies Record<string, Text>;

export type ErrorCode = keyof typeof TEXTS;

/** A part of the platform that is no ministry. */
export const PLATFORM: Text = { en: 'A part of the platform', bn: 'প্ল্যাটফর্মের একটি অংশ' };

/** A number as a text of both languages. */
export function inNumbers(number: number): Text {
  return { en: String(number), bn: new Intl.NumberFormat('bn', { useGrouping: false }).format(number) };
}

export function textOf(code: ErrorCode, values: Readonly<Record<string, Text>> = {}): Text {
  const fill = (language: 'en' | 'bn') =>
    TEXTS[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name]?.[language] ?? whole);
  return { en: fill('en'), bn: fill('bn') };
}

/** An error in a code's words. */
export function errorOf(
  code: ErrorCode,
  values: Readonly<Record<string, Text>> = {},
  { path, ...extensions }: { path?: readonly (string | number)[] } & Record<string, unknown> = {},
): GraphQLError {
  const messages = textOf(code, values);
  return new GraphQLError(messages.en, { ...(path ? { path } : {}), extensions: { code, messages, ...extensions } });
}

/**
 * The errors of fields that their caller may not see: which login would help is in `requires`, or in `acr_values` and
 * `max_age` where the same login would do, more sure or more fresh. That is told in the header too (RFC 9470).
 * @param isAll whether nothing else was asked: then the request as a whole is refused.
 */
export function refusalErrors(refused: readonly RefusedField[], scheme: Scheme, isAll: boolean): GraphQLError[] {
  const unsure = refused.flatMap(({ refusal, requirement }) =>
    refusal === 'STEP_UP_REQUIRED' && requirement.assurance ? [requirement.assurance] : [],
  );
  const headers = new Map([['www-authenticate', stepUpChallenge(stepUpFor(unsure), scheme)]]);
  const status = isAll && unsure.length === refused.length ? { status: 401 } : {};
  return refused.map((each, index) => {
    const { refusal, path, requirement } = each;
    const { scopes, policies, assurance } = requirement;
    const http = index === 0 && unsure.length > 0 ? { http: { headers, ...status } } : {};
    return refusal === 'STEP_UP_REQUIRED' && assurance
      ? errorOf(refusal, { how: PROOFS[assurance.level] }, { path, ...stepUpFor([assurance]), ...http })
      : errorOf(refusal, { needed: neededFor(requirement) }, { path, requires: { scopes, policies }, ...http });
  });
}

/** Which logins would do, for people: roles by their scopes, policies by whom they let through. */
function neededFor({ scopes, policies }: Requirement): Text {
  const inLanguage = (language: 'en' | 'bn') => {
    const ways = (sets: readonly (readonly string[])[], nameOf: (name: string) => string) =>
      sets.map((set) => set.map(nameOf).join(' + ')).join(', ');
    return [
      ...scopes.map((sets) => ways(sets, (scope) => scopeInWords(scope)[language])),
      ...policies.map((sets) => ways(sets, (policy) => policyInWords(policy)[language])),
    ].join('; ');
  };
  return { en: inLanguage('en') || '-', bn: inLanguage('bn') || '-' };
}

/** Said by Apollo Server about the request itself: for the client's developer. */
const TOLD_AS_THEY_ARE = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Shows an error; one that nobody meant to show is logged, and told without its inside. */
export function formatError(log: Logger) {
  return ({ message, path, locations, extensions }: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
    const { code, messages, requires, serviceName, acr_values, max_age } = extensions ?? {};
    if (messages || TOLD_AS_THEY_ARE.has(String(code)))
      return {
        message,
        ...place,
        extensions: {
          code: ownCode(error) ?? code,
          messages: messages ?? textOf('BAD_REQUEST', { reason: { en: message, bn: message } }),
          ...(requires ? { requires } : {}),
          ...(acr_values ? { acr_values } : {}),
          ...(max_age === undefined ? {} : { max_age }),
          ...(serviceName ? { serviceName } : {}),
        },
      };
    log.error({ err: error, path }, 'a request failed');
    const text = textOf('INTERNAL_SERVER_ERROR');
    return { message: text.en, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', messages: text } };
  };
}

/** Apollo Server puts its own code over that of a limit (limits.ts). */
function ownCode(error: unknown): string | undefined {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  const code = original instanceof GraphQLError ? original.extensions.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
