import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { citizen, type Graph, official, startGraph } from '../test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(
    {
      land: { sdl: 'type Query { plots: Int }', resolvers: { Query: { plots: () => 1 } } },
      health: { sdl: 'type Query { beds: Int }', resolvers: { Query: { beds: () => 2 } } },
    },
    { HANDS_ON: 'health' },
  );
});
beforeEach(() => {
  for (const name of ['land', 'health']) graph.subgraph(name).forget();
});
afterAll(() => graph.stop());

/** The token that a subgraph was sent last, verified as a subgraph would. */
async function tokenAt(subgraph: string) {
  const { authorization = '' } = graph.subgraph(subgraph).sent().at(-1)?.headers ?? {};
  const token = authorization.replace(/^Bearer /, '');
  await jwtVerify(token, await importJWK(graph.gatewayKey, 'EdDSA'), {
    algorithms: ['EdDSA'],
    issuer: 'gateway',
    audience: subgraph,
  });
  return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
}

test('a subgraph is told by the gateway who the caller is, for itself alone and for half a minute', async () => {
  await graph.ask('{ plots beds }', { as: citizen('rahima') });
  for (const name of ['land', 'health']) {
    const { header, claims } = await tokenAt(name);
    expect(header).toEqual({ alg: 'EdDSA', kid: 'gateway.test' });
    const { iat = 0, exp = 0, ...rest } = claims;
    expect(rest).toEqual({ iss: 'gateway', aud: name, sub: 'rahima', scope: 'citizen' });
    expect(exp - iat).toBe(30);
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(10);
  }
});

test('an official’s ministry and desk are told, and how and when they logged in', async () => {
  const told = { desk: 'mutation', acr: 'urn:nagarik:acr:code', auth_time: 1_700_000_000 };
  await graph.ask('{ plots }', { as: { ...official('land'), ...told } });
  expect((await tokenAt('land')).claims).toMatchObject({
    sub: 'official-of-land',
    scope: 'official',
    ministry: 'land',
    ...told,
  });
});

test('who acts for a citizen is told, with where and by which consent', async () => {
  const act = { sub: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' };
  await graph.ask('{ plots }', { as: { sub: 'rahima', scope: 'service:land-mutation', act } });
  expect((await tokenAt('land')).claims).toMatchObject({ sub: 'rahima', scope: 'service:land-mutation', act });
});

test('only who hands commands on gets a proof of the caller to hand on, and it is for commands alone', async () => {
  await graph.ask('{ plots beds }', { as: citizen('rahima') });
  await graph.ask('{ plots }');
  const proofs = ['land', 'health'].map((name) =>
    graph
      .subgraph(name)
      .sent()
      .map(({ headers }) => headers['x-caller-authorization']),
  );
  expect(proofs[0]).toEqual([undefined, undefined]);
  expect(decodeJwt(String(proofs[1]?.[0]).slice(7))).toMatchObject({ iss: 'gateway', aud: 'commands', sub: 'rahima' });
});

test('nobody’s token has no subject and no scope', async () => {
  await graph.ask('{ plots }');
  const { claims } = await tokenAt('land');
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss']);
});

test('what else is in the access token stays at the gateway', async () => {
  await graph.ask('{ plots }', {
    as: { ...citizen('rahima'), jti: 'x', email: 'rahima@example.com', nid: '1990123456789' },
  });
  const { claims } = await tokenAt('land');
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'scope', 'sub']);
});

test('the client’s own token never reaches a subgraph', async () => {
  const token = await graph.issuer.token(citizen('rahima'));
  await graph.ask('{ plots }', { headers: { authorization: `Bearer ${token}` } });
  await tokenAt('land');
  expect(JSON.stringify(graph.subgraph('land').sent())).not.toContain(token);
});

test('a caller’s token is not another’s, however quickly they come', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `citizen-${n}`);
  await Promise.all(names.map((name) => graph.ask('{ plots }', { as: citizen(name) })));
  const subjects = graph
    .subgraph('land')
    .sent()
    .map(({ headers }) => decodeJwt((headers.authorization ?? '').slice(7)).sub);
  expect(subjects.sort()).toEqual(names.sort());
});
