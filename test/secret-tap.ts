/** Listens to what a client sends and hears, and keeps each secret that passes: tokens, codes, cookies, links, proofs. */
import { isSecret, type Secret } from './secret-search.ts';

/** Names under which secrets go: parameters, fields of JSON, hidden fields of forms. */
const NAMES = new Set([
  ...['access_token', 'refresh_token', 'id_token', 'id_token_hint', 'code', 'code_verifier', 'client_assertion'],
  ...['subject_token', 'actor_token', 'subjectToken', 'request_uri', 'token', 'xsrf'],
]);
const ONE_TIME_CODE = /^\d{6}$/;
const HEADERS = ['authorization', 'dpop'];
const HIDDEN_FIELD = /<input type="hidden" name="([^"]+)" value="([^"]*)"/g;

export type SecretTap = {
  /** In the place of the global one. */
  readonly fetch: typeof fetch;
  /** Each once. */
  secrets(): readonly Secret[];
  /** One that passes by another way. */
  keep(kind: string, value: string | null | undefined): void;
};

/** @param own what does the requests. */
export function secretTap(own: typeof fetch): SecretTap {
  const kinds = new Map<string, string>();
  const keep = (kind: string, value: string | null | undefined) => {
    if (value && isSecret(value) && !kinds.has(value)) kinds.set(value, kind);
  };

  function inParameters(parameters: URLSearchParams): void {
    for (const [name, value] of parameters) if (NAMES.has(name)) keep(name, value);
  }

  function inUrl(url: string): void {
    if (URL.canParse(url)) inParameters(new URL(url).searchParams);
    else if (url.startsWith('/')) inParameters(new URL(url, 'http://relative.invalid').searchParams);
  }

  function inJson(value: unknown, name = ''): void {
    if (typeof value === 'string') {
      // In JSON a `code` is a one-time code, or the name of an error or a service.
      if (name === 'code' ? ONE_TIME_CODE.test(value) : NAMES.has(name)) keep(name, value);
      else inUrl(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) inJson(each, Array.isArray(value) ? name : key);
  }

  function inBody(body: string, type: string): void {
    if (type.includes('json')) inJson(parsed(body));
    else if (type.includes('form')) inParameters(new URLSearchParams(body));
    else if (type.includes('html'))
      for (const [, name = '', value] of body.matchAll(HIDDEN_FIELD)) if (NAMES.has(name)) keep(name, value);
  }

  return {
    secrets: () => [...kinds].map(([value, kind]) => ({ kind, value })),
    keep,
    async fetch(input, init) {
      const request = new Request(input, init);
      inUrl(request.url);
      for (const name of HEADERS) keep(name, request.headers.get(name)?.replace(/^\w+ /, ''));
      inBody(await request.clone().text(), request.headers.get('content-type') ?? '');
      const answer = await own(request, { redirect: init?.redirect ?? 'follow' });
      for (const cookie of answer.headers.getSetCookie())
        keep('cookie', cookie.slice(cookie.indexOf('=') + 1).split(';')[0]);
      inUrl(answer.headers.get('location') ?? '');
      inBody(await answer.clone().text(), answer.headers.get('content-type') ?? '');
      return answer;
    },
  };
}

/** A client may send what is no JSON, on purpose. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
