/** A document's way through the country: a citizen sends a file, a form takes its reference, an official opens it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { referenceOf } from './document.ts';
import { filled, type Service, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

let place: Town;
let rahima: Client;
let karim: Client;
let landMutation: Service;
beforeAll(async () => {
  place = await town();
  [rahima, karim] = [await place.citizen(people.rahima), await place.citizen(people.karim)];
  const found = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'land-mutation');
  if (!found) throw new Error('the graph has no land-mutation');
  landMutation = found;
});
afterAll(() => place.stop());

const apply = (who: Client, evidence: object) =>
  send(who, landMutation, { ...filled(landMutation.form.fields, 'EN'), evidence }, 'EN');

const OPEN = `query ($reference: String!) { documentByReference(reference: $reference) { fileName sha256 downloadUrl } }`;
type Opened = { documentByReference: { fileName: string; downloadUrl: string } | null } | null;

test('an official opens what the applicant has attached, from the application itself', async () => {
  const { data } = await apply(rahima, { deed: await referenceOf(rahima, 'deed') });
  const id = data?.answer?.application?.id;
  const official = await place.official(people.landOfficial);
  const { application } = await official.get<{
    application: { answers: { label: string; documentReference: string | null }[] };
  }>('query ($id: ID!) { application(id: $id) { answers { label documentReference } } }', { id });
  const deed = application.answers.find(({ label }) => label === 'Documents – Registered deed');
  const { documentByReference } = await official.get<NonNullable<Opened>>(OPEN, { reference: deed?.documentReference });
  expect(documentByReference?.fileName).toBe('deed.pdf');
  const file = await fetch(documentByReference?.downloadUrl ?? '');
  expect(await file.text()).toBe('%PDF-1.7 deed');
});

test('no official opens what their ministry was not given, or what is closed, unless they say why', async () => {
  const reference = await referenceOf(karim, 'deed');
  const official = await place.official(people.landOfficial);
  expect(await official.get(OPEN, { reference })).toEqual({ documentByReference: null });
  const { data } = await apply(karim, { deed: reference });
  const applicationId = data?.answer?.application?.id;
  expect(await official.get(OPEN, { reference })).toMatchObject({ documentByReference: { fileName: 'deed.pdf' } });
  const elsewhere = await place.official(people.passportOfficial);
  expect(await elsewhere.get(OPEN, { reference })).toEqual({ documentByReference: null });
  await karim.get(
    `mutation ($id: ID!) { withdrawApplication(input: { applicationId: $id, reason: "not any more" }) { userErrors { code } } }`,
    { id: applicationId },
  );
  const closed = await official.ask<Opened>(OPEN, { reference });
  expect(closed.errors).toMatchObject([{ extensions: { code: 'PURPOSE_REQUIRED' } }]);
  await official.get(
    'mutation ($id: ID!) { statePurpose(input: { applicationId: $id, purpose: "A letter of the court" }) { userErrors { code } } }',
    { id: applicationId },
  );
  expect(await official.get(OPEN, { reference })).toMatchObject({ documentByReference: { fileName: 'deed.pdf' } });
});

test("nobody attaches another citizen's document, or opens it", async () => {
  const reference = await referenceOf(rahima, 'deed');
  const { data } = await apply(karim, { deed: reference });
  expect(data?.answer).toMatchObject({
    application: null,
    userErrors: [{ code: 'DOCUMENT_OF_ANOTHER', field: 'evidence.deed' }],
  });
  for (const [who, code] of [
    [karim, 'FORBIDDEN'],
    [place.anybody, 'UNAUTHENTICATED'],
    [await place.focalPoint(people.landFocalPoint), 'FORBIDDEN'],
  ] as const) {
    const opened = await who.ask<Opened>(OPEN, { reference });
    expect(opened.data?.documentByReference ?? null).toBeNull();
    expect(opened.errors).toMatchObject([{ extensions: { code } }]);
  }
});

test('a citizen sees their documents beside their applications', async () => {
  await referenceOf(rahima, 'khatian');
  const { me } = await rahima.get<{ me: { documents: { nodes: { evidence: string; title: string }[] } } }>(
    '{ me { documents(first: 50) { nodes { evidence title(language: BN) } } } }',
  );
  expect(me.documents.nodes).toContainEqual({ evidence: 'khatian', title: 'খতিয়ান' });
});
