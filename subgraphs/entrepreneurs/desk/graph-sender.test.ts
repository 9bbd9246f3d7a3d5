/** What the graph's answers mean for a form, against a server that answers as the graph does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Consent, graphSender, type KeptForm, NoJudgement } from './index.ts';

let answer: { status?: number; body: string };
let asked: { authorization: string | undefined; body: { query: string; variables: object } } | undefined;
const server = createServer((request, response) => {
  text(request).then((body) => {
    asked = { authorization: request.headers.authorization, body: JSON.parse(body) };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(answer.body);
  });
});
let graph: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  graph = `http://127.0.0.1:${port}/graphql`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = undefined;
});

const TRIED_AT = new Date('2026-03-10T12:00:00Z');
const TOKEN = `e30.${Buffer.from(JSON.stringify({ iat: TRIED_AT.getTime() / 1000 })).toString('base64url')}.sig`;
const granted: Consent = async () => ({ accessToken: TOKEN });
const KEPT: KeptForm = {
  idempotencyKey: 'a-key-of-the-test',
  form: {
    service: 'land-mutation',
    field: 'applyForLandMutation',
    inputType: 'LandMutationInput',
    input: { deedNumber: '4711' },
    card: null,
  },
};

function send(body: object | string, { consent = granted, kept = KEPT, status = 200 } = {}) {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  return graphSender({ graph, consent })(kept);
}
const done = (submittedAt: string | null) => ({
  data: { done: { application: { reference: 'LAND-7K3M-9QX2', submittedAt }, userErrors: [] } },
});

describe('a form', () => {
  test('is sent with its key, by the token of the consent', async () => {
    await send(done(null));
    expect(asked?.authorization).toBe(`Bearer ${TOKEN}`);
    expect(asked?.body.query).toContain(
      'mutation ($input: LandMutationInput!) { done: applyForLandMutation(input: $input)',
    );
    expect(asked?.body.variables).toEqual({ input: { deedNumber: '4711', idempotencyKey: 'a-key-of-the-test' } });
  });

  test('that is taken now is accepted; one that was handed in before this try is done already', async () => {
    const reference = 'LAND-7K3M-9QX2';
    expect(await send(done('2026-03-10T12:00:01Z'))).toEqual({ verdict: 'ACCEPTED', reference });
    expect(await send(done(null))).toEqual({ verdict: 'ACCEPTED', reference });
    expect(await send(done('2026-03-10T11:20:00Z'))).toEqual({ verdict: 'ALREADY_DONE', reference });
  });

  test('is refused with what the ministry says', async () => {
    const userErrors = [{ code: 'DEED_TOO_OLD', field: 'deedDate', en: 'Too old.', bn: 'বেশি পুরোনো।' }];
    expect(await send({ data: { done: { application: null, userErrors } } })).toEqual({
      verdict: 'REFUSED',
      reasons: [{ code: 'DEED_TOO_OLD', field: 'deedDate', message: { en: 'Too old.', bn: 'বেশি পুরোনো।' } }],
    });
  });

  test('without consent is refused, and not sent', async () => {
    const reasons = [{ code: 'CARD_CODE_USED', field: null, message: { en: 'Used.', bn: 'ব্যবহৃত।' } }];
    expect(await send(done(null), { consent: async () => ({ reasons }) })).toEqual({ verdict: 'REFUSED', reasons });
    expect(asked).toBeUndefined();
  });

  test.each(['FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'])('that the graph never takes is refused: %s', async (code) => {
    const messages = { en: 'No.', bn: 'না।' };
    const errors = [{ message: 'No.', extensions: { code, messages } }];
    expect(await send({ data: null, errors })).toEqual({
      verdict: 'REFUSED',
      reasons: [{ code, field: null, message: messages }],
    });
  });

  test.each<[string, object | string, number]>([
    [
      'the ministry is down',
      { data: { done: null }, errors: [{ message: 'down', extensions: { code: 'SUBGRAPH_DOWN' } }] },
      200,
    ],
    ['the token has ended', { errors: [{ message: 'log in', extensions: { code: 'UNAUTHENTICATED' } }] }, 401],
    ['nothing was said', {}, 200],
  ])('has no judgement when %s', async (_, body, status) => {
    await expect(send(body, { status })).rejects.toThrow(NoJudgement);
  });

  test('has no judgement when something else answers: the café’s login page', async () => {
    await expect(send('<html>Please log in</html>')).rejects.toThrow(SyntaxError);
  });

  test('whose field is no name is not sent', async () => {
    const kept = { ...KEPT, form: { ...KEPT.form, field: 'me { id } x' } };
    await expect(send(done(null), { kept })).rejects.toThrow(RangeError);
    expect(asked).toBeUndefined();
  });
});
