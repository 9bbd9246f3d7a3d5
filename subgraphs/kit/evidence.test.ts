/** A form with documents, at a ministry's own endpoint: `documents` is not there, its signature is enough. */
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS_PATH } from './application/commands.ts';
import { readCommandAnswer } from './application/events.ts';
import { type DocumentClaims, signDocumentReference } from './auth/document-reference.ts';
import { type Keys, readKeys } from './auth/keys.ts';
import { peer } from './peer.ts';
import { citizen, type Harness, official, startSubgraphs, type TestCaller } from './test/harness.ts';
import water from './test/ministry-for-tests/index.ts';

const UPLOADED = new Date('2026-03-03T06:00:00Z');
const CLAIMS: DocumentClaims = {
  documentId: '01J0000000000000000000000',
  ownerId: 'rahima',
  evidence: 'nid',
  fileName: 'পরিচয়পত্র.pdf',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
};

let place: Harness;
let documents: Keys;
let office: ReturnType<typeof peer>;
beforeAll(async () => {
  place = await startSubgraphs({ water });
  documents = await readKeys(place.keysDirectory, 'documents');
  office = peer('water', place.urls.water, await readKeys(place.keysDirectory, 'applications'));
});
afterAll(() => place.stop());

const reference = (changes: Partial<DocumentClaims> = {}, keys = documents) =>
  signDocumentReference({ ...CLAIMS, ...changes }, UPLOADED, keys);

const APPLY = `mutation ($input: WellInput!) { applyForWell(input: $input) {
  application { id answers { name label value(language: BN) documentReference } }
  userErrors { code field message bn: message(language: BN) } } }`;

type Applied = {
  application: { id: string; answers: { name: string }[] } | null;
  userErrors: { code: string; field: string }[];
};

let plot = 0;
async function apply(evidence?: object | null, by: TestCaller = citizen('rahima')): Promise<Applied> {
  const well = { plot: `E-${++plot}`, depthMetres: 50, mobile: '01712345678' };
  const input = { ...well, idempotencyKey: crypto.randomUUID(), ...(evidence === undefined ? {} : { evidence }) };
  const { data, errors } = await place.ask('water', by, APPLY, { input });
  expect(errors).toBeUndefined();
  return data?.applyForWell as Applied;
}

async function command(by: TestCaller, sent: object) {
  const proof = `Bearer ${await place.token('commands', by)}`;
  return readCommandAnswer(await office.call(COMMANDS_PATH, { answers: null, ...sent }, proof));
}

test('a document stands in the application by its name, with what opens it', async () => {
  const nid = await reference();
  const { application, userErrors } = await apply({ nid });
  expect(userErrors).toEqual([]);
  expect(application?.answers).toContainEqual({
    name: 'evidence.nid',
    label: 'Documents – National ID',
    value: 'পরিচয়পত্র.pdf',
    documentReference: nid,
  });
  expect(application?.answers[0]).toMatchObject({ name: 'plot', documentReference: null });
});

test.each([
  ['no group of documents', undefined],
  ['a null group', null],
  ['an empty group', {}],
  ['a null document', { nid: null }],
  ['an empty document', { nid: ' ' }],
])('with %s the form is taken: the document is brought to the desk', async (_, evidence) => {
  const { application, userErrors } = await apply(evidence);
  expect(userErrors).toEqual([]);
  expect(application?.answers.map(({ name }) => name)).toEqual(['plot', 'depthMetres', 'mobile']);
});

describe('refused at its field, in both languages', () => {
  test.each<[string, string, () => Promise<string>]>([
    ["another citizen's document", 'DOCUMENT_OF_ANOTHER', () => reference({ ownerId: 'karim' })],
    ['a document of another kind', 'DOCUMENT_OF_OTHER_KIND', () => reference({ evidence: 'photo' })],
    ['a text', 'NOT_A_DOCUMENT', async () => 'nid.pdf'],
    [
      "a reference with another ministry's signature",
      'NOT_A_DOCUMENT',
      async () => reference({}, await keysOf('water')),
    ],
    ["a reference with the gateway's signature", 'NOT_A_DOCUMENT', () => reference({}, place.keys)],
    ['a reference with a key that nobody knows', 'NOT_A_DOCUMENT', async () => reference({}, await strangeKeys())],
    [
      'a reference whose claims were changed',
      'NOT_A_DOCUMENT',
      async () => retold(await reference(), { sub: 'karim' }),
    ],
    ['a reference without a signature', 'NOT_A_DOCUMENT', async () => unsigned(await reference())],
    ['a link for uploading, which the same key signed', 'NOT_A_DOCUMENT', uploadLink],
  ])('%s', async (_, code, made) => {
    const { application, userErrors } = await apply({ nid: await made() });
    expect(application).toBeNull();
    expect(userErrors).toMatchObject([
      { code, field: 'evidence.nid', message: expect.stringMatching(/[a-z]/), bn: expect.stringMatching(/[ক-হ]/) },
    ]);
  });

  test('says which document belongs there', async () => {
    const { userErrors } = await apply({ nid: await reference({ evidence: 'old-passport' }) });
    expect(userErrors).toMatchObject([
      { message: expect.stringMatching(/“Old passport”.*“National ID”/), bn: expect.stringContaining('পুরোনো পাসপোর্ট') },
    ]);
  });
});

test('a draft keeps the document until it is handed in, and is held to the same then', async () => {
  const save = async (evidence: object) => {
    const answers = { plot: `E-${++plot}`, depthMetres: 50, mobile: '01712345678', evidence };
    const draft = { command: 'SAVE_DRAFT', serviceCode: 'well', applicationId: null, answers };
    return command(citizen('rahima'), { ...draft, idempotencyKey: crypto.randomUUID() });
  };
  const { snapshot: good } = await save({ nid: await reference() });
  expect(good?.answers).toContainEqual(expect.objectContaining({ name: 'evidence.nid' }));
  const handedIn = await command(citizen('rahima'), { command: 'SUBMIT', applicationId: good?.id });
  expect(handedIn.snapshot).toMatchObject({ status: 'SUBMITTED', answers: good?.answers });

  const { snapshot: bad } = await save({ nid: await reference({ ownerId: 'karim' }) });
  const refused = await command(citizen('rahima'), { command: 'SUBMIT', applicationId: bad?.id });
  expect(refused.userErrors).toMatchObject([{ code: 'DOCUMENT_OF_ANOTHER', field: 'evidence.nid' }]);
});

describe('a correction', () => {
  async function asked(evidence?: object) {
    const { application } = await apply(evidence);
    const applicationId = application?.id;
    await command(official('water'), { command: 'TAKE', applicationId });
    await command(official('water'), {
      command: 'REQUEST_INFORMATION',
      applicationId,
      note: 'Your ID?',
      fields: ['evidence', 'depthMetres'],
    });
    return (answers: object) => command(citizen('rahima'), { command: 'ANSWER', applicationId, note: '', answers });
  }
  const evidenceIn = (answered: Awaited<ReturnType<typeof command>>) =>
    answered.snapshot?.answers.filter(({ name }) => name.startsWith('evidence.')).map(({ value }) => value.en);

  test('of another field keeps the document', async () => {
    const answer = await asked({ nid: await reference({ fileName: 'nid.pdf' }) });
    expect(evidenceIn(await answer({ depthMetres: 60 }))).toEqual(['nid.pdf']);
  });

  test('attaches what was missing', async () => {
    const answer = await asked();
    expect(evidenceIn(await answer({ evidence: { nid: await reference({ fileName: 'late.pdf' }) } }))).toEqual([
      'late.pdf',
    ]);
  });

  test("is refused with another citizen's document", async () => {
    const answer = await asked();
    const { userErrors } = await answer({ evidence: { nid: await reference({ ownerId: 'karim' }) } });
    expect(userErrors).toMatchObject([{ code: 'DOCUMENT_OF_ANOTHER', field: 'evidence.nid' }]);
  });
});

const keysOf = (name: string) => readKeys(place.keysDirectory, name);

/** A key that calls itself the one of `documents`. */
async function strangeKeys(): Promise<Keys> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return { ...documents, signingKey: privateKey };
}

function retold(jws: string, changes: object): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...changes };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

function unsigned(jws: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'document-reference+jwt' })).toString('base64url');
  return `${header}.${jws.split('.')[1]}.AA`;
}

function uploadLink(): Promise<string> {
  return new SignJWT({ fileName: 'nid.pdf', evidence: 'nid', sha256: CLAIMS.sha256 })
    .setProtectedHeader({ alg: 'EdDSA', kid: documents.keyId })
    .setIssuer('documents')
    .setAudience('documents:upload')
    .setSubject('rahima')
    .setJti(CLAIMS.documentId)
    .setExpirationTime('10 min')
    .sign(documents.signingKey);
}
