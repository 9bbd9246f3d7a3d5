/**
 * Consent by a numbered code of the citizen's printed card: asked for, confirmed, and exchanged for a token (RFC 8693). Each
 * step may be asked again after a cut: the request by the form's key, the code for that request.
 */
import type { KeptForm, Reason } from './desk.ts';
import { type Consent, NoJudgement } from './graph-sender.ts';

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
type Asked = { readonly requestId: string | null; readonly userErrors: Errors };
type Given = { readonly subjectToken: string | null; readonly userErrors: Errors };
type Act = { readonly reference: string } | null;

const ERRORS = 'userErrors { code field en: message bn: message(language: BN) }';
const ASK = `mutation ($input: RequestAssistanceInput!) { answer: requestAssistance(input: $input) { requestId ${ERRORS} } }`;
const GIVE = `mutation ($input: ConfirmAssistanceInput!) { answer: confirmAssistance(input: $input) { subjectToken ${ERRORS} } }`;
const OWN_ACT = `query ($consentId: ID!, $service: String!) { answer: ownAct(consentId: $consentId, service: $service) { reference } }`;

const NO_CARD: Reason = {
  code: 'NO_CARD',
  field: null,
  message: {
    en: 'This form was kept without a card. Ask the citizen for consent, and hand it in then.',
    bn: 'এই ফরম কার্ড ছাড়া রাখা হয়েছিল। নাগরিকের সম্মতি নিয়ে তারপর জমা দিন।',
  },
};

export function cardConsent(login: DeskLogin): Consent {
  return async ({ form: { service, card }, idempotencyKey }: KeptForm) => {
    if (!card) return { reasons: [NO_CARD] };
    const own = await login.ownToken();
    const { citizenNationalId, cardNumber, number: codeNumber, code } = card;
    const wanted = { citizenNationalId, services: [service], centre: login.centre, idempotencyKey };
    const asked = await ask<Asked>(login.graph, own, ASK, { input: wanted });
    if (asked.requestId === null) return { reasons: reasonsOf(asked.userErrors) };
    const { requestId } = asked;
    const given = await ask<Given>(login.graph, own, GIVE, { input: { requestId, cardNumber, codeNumber, code } });
    if (given.subjectToken !== null) return { accessToken: await exchanged(login, own, given.subjectToken) };
    // A consent that has ended opens nothing; whether the form came through under it is known all the same.
    const act = await ask<Act>(login.graph, own, OWN_ACT, { consentId: requestId, service });
    return act ? { doneAs: act.reference } : { reasons: reasonsOf(given.userErrors) };
  };
}

/** @throws NoJudgement when the graph has no answer. */
async function ask<Value>(graph: string, accessToken: string, query: string, variables: object): Promise<Value> {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query, variables }),
  });
  // What the graph answers to the documents above; what is no JSON rejects.
  const { data, errors } = (await response.json()) as {
    readonly data?: { readonly answer: Value } | null;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (errors?.[0] || !data) throw new NoJudgement(errors?.[0]?.message ?? 'the graph gave neither data nor errors');
  return data.answer;
}

/** @throws NoJudgement when it is for later to say. */
function reasonsOf(errors: Errors): readonly Reason[] {
  const later = errors.find(({ code }) => code === 'TOO_MANY_REQUESTS');
  if (later) throw new NoJudgement(later.en);
  return errors.map(({ code, field, en, bn }) => ({ code, field, message: { en, bn } }));
}

/** @throws NoJudgement when the issuer gives no token: the entrepreneur's own may be over. */
async function exchanged({ tokenEndpoint, clientId }: DeskLogin, own: string, subjectToken: string): Promise<string> {
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
  if (token === undefined) throw new NoJudgement(`the issuer gave no token: ${error}`);
  return token;
}
