/** An official decides when they have learnt how, and never on what is their own. Through the gateway, by logins as they are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';
import { passEveryModule } from './training.ts';

/** Whom the focal point of land names. */
const TANVIR = '2502009198';

let place: Town;
beforeAll(async () => {
  place = await town({ running: ['identity', 'applications', 'catalogue', 'documents', 'land', 'entrepreneurs'] });
  const focalPoint = await place.focalPoint(people.landFocalPoint);
  const { given } = await focalPoint.get<{ given: object }>(
    `mutation ($input: GiveRoleInput!) { given: giveRole(input: $input) { role { desk } userErrors { code } } }`,
    { input: { nationalId: TANVIR, role: 'OFFICIAL', desk: 'mutation' } },
  );
  expect(given).toEqual({ role: { desk: 'mutation' }, userErrors: [] });
});
afterAll(() => place.stop());

async function applied(who: Client): Promise<string> {
  const service = (await servicesOf(place.anybody, 'EN')).find(({ code }) => code === 'khatian-copy');
  if (!service) throw new Error('the graph has no khatian-copy');
  const sent = await send(who, service, filled(service.form.fields, 'EN'), 'EN');
  return sent.data?.answer?.application?.id ?? '';
}

async function take(official: Client, applicationId: string) {
  const { taken } = await official.get<{
    taken: { application: { status: string } | null; userErrors: { code: string; message: string; bn: string }[] };
  }>(
    `mutation ($input: ApplicationActionInput!) { taken: takeApplication(input: $input) {
      application { status } userErrors { code message bn: message(language: BN) } } }`,
    { input: { applicationId } },
  );
  return taken;
}

async function actionsOf(official: Client, applicationId: string): Promise<string[]> {
  const query = 'query ($id: ID!) { application(id: $id) { actions } }';
  return (await official.get<{ application: { actions: string[] } }>(query, { id: applicationId })).application.actions;
}

test('an official who was named today passes the modules of their desk before they decide', async () => {
  const applicationId = await applied(await place.citizen(people.rahima));
  const official = await place.official(TANVIR);
  expect(await take(official, applicationId)).toEqual({
    application: null,
    userErrors: [
      {
        code: 'TRAINING_NEEDED',
        message: expect.stringContaining('`ownTraining`'),
        bn: expect.stringContaining('প্রশিক্ষণ'),
      },
    ],
  });
  expect(await actionsOf(official, applicationId)).toEqual([]);
  expect(await passEveryModule(official)).toEqual(['deciding-applications', 'land-mutation-desk']);
  // Identity is told within seconds (docs/decisions/0012); the next login says it.
  await expect
    .poll(async () => take(await place.official(TANVIR), applicationId))
    .toEqual({ application: { status: 'UNDER_REVIEW' }, userErrors: [] });
});

test('an official does not decide on what they have applied for themselves; a colleague does', async () => {
  const applicationId = await applied(await place.citizen(TANVIR));
  expect(await take(await place.official(TANVIR), applicationId)).toMatchObject({
    application: null,
    userErrors: [{ code: 'OWN_APPLICATION' }],
  });
  expect(await actionsOf(await place.official(TANVIR), applicationId)).toEqual([]);
  const colleague = await place.official(people.landOfficial);
  expect(await actionsOf(colleague, applicationId)).toEqual(['TAKE']);
  expect(await take(colleague, applicationId)).toMatchObject({ userErrors: [] });
});
