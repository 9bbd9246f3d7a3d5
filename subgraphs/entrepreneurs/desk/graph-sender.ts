/** Sends a desk's forms to the graph: first the consent, by the citizen's code, then the service's mutation. */
import type { Form, Judgement, KeptForm, Reason, Send } from './desk.ts';

/**
 * The access token for one form (citizen, entrepreneur, that service), or why there is no consent. `doneAs`: an earlier try
 * came through before the consent ended, by the application's reference.
 */
export type Consent = (
  kept: KeptForm,
) => Promise<{ readonly accessToken: string } | { readonly doneAs: string } | { readonly reasons: readonly Reason[] }>;

/** No judgement came: the line was cut, or the server had no answer. The form is sent again later. */
export class NoJudgement extends Error {
  override name = 'NoJudgement';

  /** What the server said of it, for whoever sends; null when it said nothing. */
  readonly reason: Reason | null;

  constructor(message: string, reason: Reason | null = null) {
    super(message);
    this.reason = reason;
  }
}

/** An error of the graph's. */
export type GraphError = {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly messages?: Reason['message'] };
};

/** @param error of what came in place of an answer, if there was any. */
export function noJudgement(error: GraphError | undefined): NoJudgement {
  if (!error) return new NoJudgement('the graph gave neither data nor errors');
  const { code, messages } = error.extensions ?? {};
  return new NoJudgement(error.message, code && messages ? { code, field: null, message: messages } : null);
}

/**
 * @param graph the gateway's URL.
 * @param consent exchanges the citizen's code for a token. It is asked again with the same idempotency key when the line was cut.
 */
export function graphSender({ graph, consent }: { readonly graph: string; readonly consent: Consent }): Send {
  return async (kept) => {
    const given = await consent(kept);
    if ('doneAs' in given) return { verdict: 'ALREADY_DONE', reference: given.doneAs };
    if ('reasons' in given) return { verdict: 'REFUSED', reasons: given.reasons };
    const response = await fetch(graph, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${given.accessToken}` },
      body: JSON.stringify({
        query: documentOf(kept.form),
        variables: { input: { ...kept.form.input, idempotencyKey: kept.idempotencyKey } },
      }),
    });
    // What the graph answers to the document above; what is no JSON rejects, and is no judgement.
    return judgementOf((await response.json()) as Answer, issuedAt(given.accessToken));
  };
}

/** What the gateway answers to the mutation below. */
type Answer = {
  readonly data?: { readonly done?: Done | null } | null;
  readonly errors?: readonly GraphError[];
};
type Done = {
  readonly application: { readonly reference: string; readonly submittedAt: string | null } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly en: string;
    readonly bn: string;
  }[];
};

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

function documentOf({ field, inputType }: Form): string {
  if (!NAME.test(field) || !NAME.test(inputType)) throw new RangeError(`${field}(${inputType}) is no root field`);
  return `mutation ($input: ${inputType}!) { done: ${field}(input: $input) {
    application { reference submittedAt } userErrors { code field en: message bn: message(language: BN) } } }`;
}

/** Refused by what is in the form, or by what the caller may not do, it stays refused; anything else may be mended by time. */
const FOR_GOOD = new Set(['FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

function judgementOf({ data, errors = [] }: Answer, since: Date): Judgement {
  const done = data?.done;
  if (done?.application) {
    const { reference, submittedAt } = done.application;
    // Both instants are the server's: what was handed in before this try had its token came through with an earlier one.
    const isOld = submittedAt !== null && new Date(submittedAt) < since;
    return { verdict: isOld ? 'ALREADY_DONE' : 'ACCEPTED', reference };
  }
  if (done)
    return {
      verdict: 'REFUSED',
      reasons: done.userErrors.map(({ code, field, en, bn }) => ({ code, field, message: { en, bn } })),
    };
  const [error] = errors;
  const code = error?.extensions?.code ?? '';
  if (!error || !FOR_GOOD.has(code)) throw noJudgement(error);
  const message = error.extensions?.messages ?? { en: error.message, bn: error.message };
  return { verdict: 'REFUSED', reasons: [{ code, field: null, message }] };
}

/** When the token was made, by its own word. The gateway judges the token; this only reads it. */
function issuedAt(accessToken: string): Date {
  const payload = accessToken.split('.')[1] ?? '';
  const { iat } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  return new Date(Number(iat) * 1000);
}
