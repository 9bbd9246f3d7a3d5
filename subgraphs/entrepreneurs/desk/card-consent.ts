/**
 * Consent by a numbered code of the citizen's printed card, exchanged for a token (RFC 8693). It may be asked for again after a
 * cut, by the form's key; and what has come through is not asked for again, so that each try on a bad line gets further.
 */
import type { KeptForm, Reason } from './desk.ts';
import { type Consent, type GraphError, NoJudgement, noJudgement } from './graph-sender.ts';

/** Where the desk's app is logged in, and as whom. */
export type DeskLogin = {
  /** The gateway's URL. */
  readonly graph: string;
  /** `token_endpoint` of the issuer's discovery document. */
  readonly tokenEndpoint: string;
  readonly clientId: string;
  /** Code of the centre at which the entrepreneur works. */
  readonly centre: string;
  /** The entrepreneur's own access token, fresh. */
  readonly ownToken: () => Promise<string>;
};

type Errors = readonly {
  readonly code: string;
  readonly field: string | null;
  readonly en: string;
  readonly bn: string;
}[];
type Given = {
  readonly consentId: string | null;
  readonly subjectToken: string | null;
  readonly userErrors: Errors;
};
type Act = { readonly reference: string } | null;

const ERRORS = 'userErrors { code field en: message bn: message(language: BN) }';
const GIVE = `mutation ($input: AssistByCardInput!) { answer: assistByCard(input: $input) { consentId subjectToken ${ERRORS} } }`;
const OWN_ACT = `query ($consentId: ID!, $service: String!) { answer: ownAct(consentId: $consentId, service: $service) { reference } }`;

const NO_CARD: Reason = {
  code: 'NO_CARD',
  field: null,
  message: {
    en: 'This form was kept without a card. Ask the citizen for consent, and hand it in then.',
    bn: 'এই ফরম কার্ড ছাড়া রাখা হয়েছিল। নাগরিকের সম্মতি নিয়ে তারপর জমা দিন।',
  },
};

/** The server says these of the moment or of who sends, not of the form. */
const NOT_OF_THE_FORM = new Set(['TOO_MANY_WRONG_CARDS', 'NOT_AT_THIS_CENTRE', 'BALANCE_LIMIT']);

export function cardConsent(login: DeskLogin): Consent {
  // Of the form that is being sent: the desk sends one after the other.
  let proof: { readonly of: string; readonly subjectToken: string } | null = null;
  return async ({ form: { service, card }, idempotencyKey }: KeptForm) => {
    if (!card) return { reasons: [NO_CARD] };
    const own = await login.ownToken();
    const known = proof?.of === idempotencyKey ? await exchanged(login, own, proof.subjectToken) : null;
    if (known && 'accessToken' in known) return known;
    const { number: codeNumber, ...ofCard } = card;
    const wanted = { services: [service], centre: login.centre, codeNumber, ...ofCard, idempotencyKey };
    const given = await ask<Given>(login.graph, own, GIVE, { input: wanted });
    if (given.subjectToken !== null) {
      proof = { of: idempotencyKey, subjectToken: given.subjectToken };
      const token = await exchanged(login, own, given.subjectToken);
      if ('accessToken' in token) return token;
      throw new NoJudgement(`the issuer gave no token: ${token.error}`);
    }
    if (given.consentId === null) return { reasons: reasonsOf(given.userErrors) };
    // A consent that has ended opens nothing; whether the form came through under it is known all the same.
    const act = await ask<Act>(login.graph, own, OWN_ACT, { consentId: given.consentId, service });
    return act ? { doneAs: act.reference } : { reasons: reasonsOf(given.userErrors) };
  };
}

/** @throws NoJudgement when the graph has no answer: the login may be over, or who sends may not do this any more. */
async function ask<Value>(graph: string, accessToken: string, query: string, variables: object): Promise<Value> {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query, variables }),
  });
  // What the graph answers to the documents above; what is no JSON rejects.
  const { data, errors } = (await response.json()) as {
    readonly data?: { readonly answer: Value } | null;
    readonly errors?: readonly GraphError[];
  };
  if (errors?.[0] || !data) throw noJudgement(errors?.[0]);
  return data.answer;
}

/** @throws NoJudgement when it is for later to say. */
function reasonsOf(errors: Errors): readonly Reason[] {
  const reasons = errors.map(({ code, field, en, bn }) => ({ code, field, message: { en, bn } }));
  const later = reasons.find(({ code }) => NOT_OF_THE_FORM.has(code));
  if (later) throw new NoJudgement(later.message.en, later);
  return reasons;
}

/** A token, or why the issuer gives none: the consent has ended, or the entrepreneur's own token has. */
async function exchanged(
  { tokenEndpoint, clientId }: DeskLogin,
  own: string,
  subjectToken: string,
): Promise<{ readonly accessToken: string } | { readonly error: string }> {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      client_id: clientId,
      subject_token: subjectToken,
      subject_token_type: 'urn:nagarik:token-type:consent',
      actor_token: own,
      actor_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }),
  });
  // As RFC 8693 and RFC 6749 have it.
  const { access_token: token, error } = (await response.json()) as { access_token?: string; error?: string };
  return token === undefined ? { error: error ?? String(response.status) } : { accessToken: token };
}
