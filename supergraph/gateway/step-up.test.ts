import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen, type Graph, startGraph } from './test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({
    bank: {
      sdl: `
        type Query { rate: Int balance: Int @authenticated @assurance(level: CODE) staff: Int @requiresScopes(scopes: [["official"]]) }
        type Mutation {
          pay: Int @requiresScopes(scopes: [["citizen"]]) @assurance(level: CODE, maxAgeSeconds: 900)
          close: Int @requiresScopes(scopes: [["citizen"]]) @assurance(level: PASSKEY, maxAgeSeconds: 3600)
        }`,
      resolvers: { Query: { rate: () => 1, balance: () => 2 }, Mutation: { pay: () => 3, close: () => 4 } },
    },
  });
});
beforeEach(() => graph.subgraph('bank').forget());
afterAll(() => graph.stop());

const CODE = 'urn:nagarik:acr:code';
const PASSKEY = 'urn:nagarik:acr:passkey';
const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const rahima = (acr: string, seconds: number) => ({ ...citizen('rahima'), acr, auth_time: ago(seconds) });
const ask = (query: string, as?: Record<string, unknown>) => graph.ask(query, as ? { as } : {});

test('a login that is sure and fresh enough does it', async () => {
  expect((await ask('mutation { pay }', rahima(CODE, 800))).data).toEqual({ pay: 3 });
  expect((await ask('mutation { pay close }', rahima(PASSKEY, 800))).data).toEqual({ pay: 3, close: 4 });
});

describe('a login that is not', () => {
  test('is told what to ask the issuer for, in the header and in the error, and no subgraph hears of it', async () => {
    const { status, headers, data, errors } = await ask('mutation { pay }', rahima(CODE, 1000));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_user_authentication", acr_values="${CODE} ${PASSKEY}", max_age="900"`,
    );
    expect(data).toEqual({ pay: null });
    expect(errors).toEqual([
      {
        message: 'Please confirm that it is you: log in again with a one-time code.',
        path: ['pay'],
        extensions: {
          code: 'STEP_UP_REQUIRED',
          acr_values: `${CODE} ${PASSKEY}`,
          max_age: 900,
          messages: {
            en: 'Please confirm that it is you: log in again with a one-time code.',
            bn: 'এককালীন কোড দিয়ে আবার লগ ইন করে নিশ্চিত করুন যে আপনিই এটি করছেন।',
          },
        },
      },
    ]);
    expect(graph.subgraph('bank').sent()).toEqual([]);
  });

  test.each<[sentence: string, claims: Record<string, unknown>]>([
    ['too old', rahima(CODE, 901)],
    ['in a way that is not known', rahima('urn:other', 1)],
    ['of no known time', { ...citizen('rahima'), acr: CODE }],
    ['in no known way', { ...citizen('rahima'), auth_time: ago(1) }],
    ['of a time that is a text', { ...citizen('rahima'), acr: CODE, auth_time: 'now' }],
  ])('%s: it is refused', async (_sentence, claims) => {
    const { errors } = await ask('mutation { pay }', claims);
    expect(errors).toMatchObject([{ extensions: { code: 'STEP_UP_REQUIRED' } }]);
    expect(graph.subgraph('bank').sent()).toEqual([]);
  });

  test('is told once what all of it takes: the surest level and the shortest age', async () => {
    const { headers } = await ask('mutation { pay close }', rahima(CODE, 1000));
    expect(headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_user_authentication", acr_values="${PASSKEY}", max_age="900"`,
    );
  });

  test('gets the rest of what was asked', async () => {
    const { status, headers, data } = await ask('{ rate balance }', citizen('rahima'));
    expect({ status, data }).toEqual({ status: 200, data: { rate: 1, balance: null } });
    expect(headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_user_authentication", acr_values="${CODE} ${PASSKEY}"`,
    );
  });

  test('is not kept for the next, who has logged in anew', async () => {
    const query = 'mutation again { pay }';
    expect((await ask(query, rahima(CODE, 1000))).status).toBe(401);
    expect((await ask(query, rahima(CODE, 10))).data).toEqual({ pay: 3 });
    expect((await ask(query, rahima(CODE, 1000))).status).toBe(401);
  });
});

test('who may not do it at all is not sent to log in again', async () => {
  for (const [as, code] of [
    [undefined, 'UNAUTHENTICATED'],
    [{ sub: 'o', scope: 'official', acr: CODE, auth_time: ago(1000) }, 'FORBIDDEN'],
  ] as const) {
    const { headers, errors } = await ask('mutation { pay }', as);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(headers.get('www-authenticate')).toBeNull();
  }
});

test('what is refused for good beside it leaves the answer an answer', async () => {
  const { status, errors } = await ask('{ balance staff }', citizen('rahima'));
  expect(status).toBe(200);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['STEP_UP_REQUIRED', 'FORBIDDEN']);
});

describe('a client library that knows nothing of us', () => {
  const send = (token: string, options: oauth.ProtectedResourceRequestOptions = {}) =>
    oauth.protectedResourceRequest(
      token,
      'POST',
      new URL(`${graph.url}/graphql`),
      new Headers({ 'content-type': 'application/json' }),
      '{"query":"mutation { pay }"}',
      { [oauth.allowInsecureRequests]: true, ...options },
    );

  test('is told to ask for a fresher login', async () => {
    const old = await graph.issuer.token(rahima(CODE, 1000));
    await expect(send(old)).rejects.toMatchObject({
      cause: [
        {
          scheme: 'bearer',
          parameters: {
            error: 'insufficient_user_authentication',
            acr_values: `${CODE} ${PASSKEY}`,
            max_age: '900',
          },
        },
      ],
    });
  });

  test('is told so too when its tokens are bound to its key, and gets through with a fresh one', async () => {
    const keys = await oauth.generateKeyPair('ES256');
    const DPoP = oauth.DPoP({}, keys);
    const bound = async (seconds: number) =>
      graph.issuer.token({ ...rahima(CODE, seconds), cnf: { jkt: await DPoP.calculateThumbprint() } });
    await expect(send(await bound(1000), { DPoP })).rejects.toMatchObject({
      cause: [{ scheme: 'dpop', parameters: { error: 'insufficient_user_authentication', max_age: '900' } }],
    });
    expect(await (await send(await bound(10), { DPoP })).json()).toEqual({ data: { pay: 3 } });
  });

  test('is told which algorithms would do when it sends a bound token as a bearer’s', async () => {
    const token = await graph.issuer.token({ ...rahima(CODE, 10), cnf: { jkt: 'of-a-key' } });
    await expect(send(token)).rejects.toMatchObject({
      cause: [{ scheme: 'dpop', parameters: { error: 'invalid_token', algs: 'ES256 Ed25519 EdDSA' } }],
    });
  });
});
