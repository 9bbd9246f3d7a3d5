/** What `applications` tells of acts in citizens' stead, through the subgraph's own endpoints. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ASSISTED_ACTS_PATH } from '#kit/application/assisted-act.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { citizen, type TestCaller } from '#kit/test/harness.ts';
import { entrepreneur, OPERATOR, startTown, type Town } from '../test/town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());
beforeEach(() => {
  town.heard.isDown = false;
  town.heard.served.length = 0;
});

const served = () => town.heard.served.map(({ reference }) => reference);

test('the citizen is to hear of each act once, however often it is told', async () => {
  const act = { applicationId: 'land-of-hosne-ara', reference: 'LAND-OF-HOSNE-ARA' };
  for (const version of [1, 3, 2, 3]) await town.handedIn('karim', 'khatian-copy', { ...act, version });
  await expect.poll(served).toContain(act.reference);
  const told = { citizen: 'hosne-ara', entrepreneur: 'karim', centre: 'gulshan', service: 'khatian-copy' };
  for (const each of town.heard.served) expect(each).toEqual({ ...told, reference: act.reference });
  // Twice when a round meets the telling of the first version; `identity` knows it by its reference.
  expect(town.heard.served.length).toBeLessThanOrEqual(2);
});

test('who could not be told hears of it when identity is back', async () => {
  town.heard.isDown = true;
  const reference = await town.handedIn('karim', 'khatian-copy');
  expect(served()).toEqual([]);
  town.heard.isDown = false;
  await expect.poll(served).toContain(reference);
});

test('an act is as its newest version says', async () => {
  const act = { applicationId: 'land-paid', reference: 'LAND-PAID' };
  await town.handedIn('salma', 'khatian-copy', { ...act, version: 1, dueBdt: 100 });
  await town.handedIn('salma', 'khatian-copy', { ...act, version: 3, dueBdt: 0 });
  await town.handedIn('salma', 'khatian-copy', { ...act, version: 2, dueBdt: 100 });
  await town.working('salma');
  const { account } = await town.mutate<{ account: object }>(
    'chargeService',
    { centre: 'gulshan', service: 'khatian-copy', applicationReference: 'LAND-PAID', idempotencyKey: town.key() },
    'account { owedBdt commissionBdt }',
    entrepreneur('salma'),
  );
  // The citizen has paid the ministry themselves: what is left is the centre's help.
  expect(account).toEqual({ owedBdt: 0, commissionBdt: 50 });
});

const QUERY = '{ ownAct(consentId: "consent-of-karim", service: "khatian-copy") { reference service { code } } }';

test('an entrepreneur finds again what they handed in under a consent, and nobody else does', async () => {
  const reference = await town.handedIn('karim', 'khatian-copy', { consent: 'consent-of-karim' });
  expect(await town.subgraphs.ask('entrepreneurs', entrepreneur('karim'), QUERY)).toEqual({
    data: { ownAct: { reference, service: { code: 'khatian-copy' } } },
  });
  expect(await town.subgraphs.ask('entrepreneurs', entrepreneur('another'), QUERY)).toEqual({ data: { ownAct: null } });
  for (const as of [citizen('karim'), OPERATOR] satisfies TestCaller[])
    expect(await town.subgraphs.ask('entrepreneurs', as, QUERY)).toMatchObject({
      data: { ownAct: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
});

test('acts are heard from nobody but applications, and nothing that is none', async () => {
  const post = async (as: string, body: object) => {
    const keys = await readKeys(town.subgraphs.keysDirectory, as);
    const answer = await fetch(`${town.subgraphs.urls.entrepreneurs}${ASSISTED_ACTS_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await peerAuthorization('entrepreneurs', keys) },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  expect(await post('land', {})).toBe(401);
  expect(await post('applications', { applicationId: 7 })).toBe(400);
});
