import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  NAMED_DOCUMENTS_PATH,
  type NamedDocumentAnswer,
  type NamedDocumentQuestion,
} from '#kit/application/named-document.ts';
import { readDocumentReference } from '#kit/auth/document-reference.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import {
  anonymous,
  assistant,
  citizen,
  type GraphqlAnswer,
  type Harness,
  official,
  startSubgraphs,
  type TestCaller,
} from '#kit/test/harness.ts';
import documents from './index.ts';

const MAX_BYTES = 600_000;
const PER_DAY = 40;

let now = new Date('2026-03-03T06:00:00Z');
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

/** A ministry: what its applications name, as far as an official may read them. */
const named = new Map<string, NamedDocumentAnswer>();
const ministry = defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async () => ({
    resolvers: {},
    routes: (server) => {
      server.post<{ Body: NamedDocumentQuestion }>(NAMED_DOCUMENTS_PATH, async ({ body: { reference, official } }) => {
        if (official.subject === 'nobody-answers') throw new Error('the ministry is down, for the test');
        return named.get(reference) ?? { answer: 'NOT_NAMED' };
      });
    },
  }),
});

let place: Harness;
beforeAll(async () => {
  place = await startSubgraphs(
    { documents, land: ministry },
    {
      clock: { now: () => now },
      environment: { DOCUMENT_MAX_BYTES: String(MAX_BYTES), DOCUMENTS_PER_DAY: String(PER_DAY) },
    },
  );
});
afterAll(() => place.stop());

let number = 0;
let rahima: TestCaller;
const karim = citizen('karim');
beforeEach(() => {
  // Another person for each test: what one has is counted and listed.
  rahima = citizen(`rahima-${++number}`);
});

const pdf = (bytes = 100) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);
const png = () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(50)]);

type Shown = Record<string, unknown> & { id: string; reference?: string | null; downloadUrl?: string | null };
type UserErrors = { code: string; field: string | null; message: string }[];
type Created = { document: Shown | null; uploadUrl: string | null; userErrors: UserErrors };

const SHOWN = 'id evidence title(language: BN) fileName mediaType sizeBytes sha256 uploadedAt';

async function create(file: Buffer, changes: object = {}, by = rahima): Promise<Created> {
  const input = {
    evidence: 'nid',
    fileName: 'nid.pdf',
    mediaType: 'PDF',
    sizeBytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  };
  const { data, errors } = await place.ask(
    'documents',
    by,
    `mutation ($input: CreateDocumentInput!) { createDocument(input: $input) {
      document { ${SHOWN} } uploadUrl userErrors { code field message(language: BN) } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data?.createDocument as Created;
}

const put = (url: string | null, body: Buffer) => fetch(url ?? '', { method: 'PUT', body: new Uint8Array(body) });

/** A document whose file has come. */
async function uploaded(file = pdf(), changes: object = {}): Promise<{ id: string; uploadUrl: string }> {
  const { document, uploadUrl, userErrors } = await create(file, changes);
  expect(userErrors).toEqual([]);
  expect((await put(uploadUrl, file)).status).toBe(204);
  return { id: document?.id ?? '', uploadUrl: uploadUrl ?? '' };
}

async function show(id: string, fields: string, by = rahima): Promise<Shown | null> {
  const { data, errors } = await place.ask('documents', by, `query ($id: ID!) { document(id: $id) { id ${fields} } }`, {
    id,
  });
  expect(errors).toBeUndefined();
  return data?.document as Shown | null;
}

const referenceOf = async (id: string) => (await show(id, 'reference'))?.reference ?? '';

const open = (reference: string, by: TestCaller): Promise<GraphqlAnswer> =>
  place.ask(
    'documents',
    by,
    'query ($r: String!) { documentByReference(reference: $r) { fileName mediaType downloadUrl } }',
    {
      r: reference,
    },
  );

async function remove(id: string, by = rahima) {
  const { data } = await place.ask(
    'documents',
    by,
    `mutation ($input: DeleteDocumentInput!) { deleteDocument(input: $input) { deletedDocumentId userErrors { code field } } }`,
    { input: { documentId: id } },
  );
  return data?.deleteDocument ?? null;
}

async function refusal(response: Response) {
  const body = (await response.json()) as { errors: { extensions: { code: string; messages: { bn: string } } }[] };
  const [error] = body.errors;
  expect(error?.extensions.messages.bn).toMatch(/[ক-হ]/);
  return { status: response.status, code: error?.extensions.code };
}

describe('a citizen sends a file', () => {
  test('in pieces of the database, and fetches the same bytes', async () => {
    const file = pdf(MAX_BYTES - 9);
    const { id } = await uploaded(file, { fileName: 'জাতীয় পরিচয়পত্র (২).pdf' });
    const document = await show(id, `${SHOWN} downloadUrl`);
    expect(document).toMatchObject({ evidence: 'nid', title: 'জাতীয় পরিচয়পত্র', uploadedAt: now.toISOString() });
    const response = await fetch(document?.downloadUrl ?? '');
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('জাতীয় পরিচয়পত্র ')}%28${encodeURIComponent('২')}%29.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  test('and gets a reference that says whose it is and what, always the same', async () => {
    const file = pdf();
    const { id } = await uploaded(file);
    const reference = await referenceOf(id);
    expect(await readDocumentReference(reference, await readKeys(place.keysDirectory, 'documents'))).toEqual({
      documentId: id,
      ownerId: rahima.sub,
      evidence: 'nid',
      fileName: 'nid.pdf',
      sha256: createHash('sha256').update(file).digest('hex'),
    });
    later(60);
    expect(await referenceOf(id)).toBe(reference);
  });

  test('and has neither reference nor download before it has come', async () => {
    const { document } = await create(pdf());
    expect(await show(document?.id ?? '', 'uploadedAt reference downloadUrl')).toMatchObject({
      uploadedAt: null,
      reference: null,
      downloadUrl: null,
    });
  });

  test('of each kind', async () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(50)]);
    await uploaded(jpeg, { mediaType: 'JPEG', evidence: 'photo', fileName: 'me.jpg' });
    await uploaded(png(), { mediaType: 'PNG', evidence: 'photo', fileName: 'me.png' });
  });

  test('from a page of any origin', async () => {
    const { uploadUrl } = await create(pdf());
    const preflight = await fetch(uploadUrl ?? '', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  });
});

test('an upload that began in time may end later: lines are slow', async () => {
  const file = pdf();
  const { uploadUrl } = await create(file);
  const headers = { 'content-length': file.length, expect: '100-continue' };
  const upload = request(uploadUrl ?? '', { method: 'PUT', headers });
  upload.flushHeaders();
  await once(upload, 'continue');
  later(11);
  upload.end(file);
  const [response] = await once(upload, 'response');
  response.resume();
  expect(response.statusCode).toBe(204);
});

describe('a repeat', () => {
  test('of the mutation gives the same document, and another link until the file has come', async () => {
    const file = pdf();
    const same = { idempotencyKey: 'my-national-id' };
    const first = await create(file, same);
    later(11);
    const again = await create(file, same);
    expect(again.document?.id).toBe(first.document?.id);
    expect((await put(again.uploadUrl, file)).status).toBe(204);
    expect(await create(file, same)).toMatchObject({ document: { id: first.document?.id }, uploadUrl: null });
  });

  test('of the key for another file is refused', async () => {
    await create(pdf(), { idempotencyKey: 'my-national-id' });
    const { userErrors } = await create(pdf(), { idempotencyKey: 'my-national-id' });
    expect(userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' }]);
  });

  test('of the mutation at once creates one', async () => {
    const file = pdf();
    const all = await Promise.all([1, 2, 3, 4].map(() => create(file, { idempotencyKey: 'my-national-id' })));
    expect(new Set(all.map(({ document }) => document?.id)).size).toBe(1);
  });

  test('of the upload changes nothing, ten at once neither', async () => {
    const file = pdf(300_000);
    const { document, uploadUrl } = await create(file);
    const all = await Promise.all(Array.from({ length: 10 }, () => put(uploadUrl, file)));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(204));
    later(1);
    expect((await put(uploadUrl, file)).status).toBe(204);
    const shown = await show(document?.id ?? '', 'uploadedAt downloadUrl');
    expect(shown?.uploadedAt).toBe(new Date(now.getTime() - 60_000).toISOString());
    expect(Buffer.from(await (await fetch(shown?.downloadUrl ?? '')).arrayBuffer()).equals(file)).toBe(true);
  });

  test('of the upload with other bytes is refused, and the first stay', async () => {
    const file = pdf();
    const { id, uploadUrl } = await uploaded(file);
    expect(await refusal(await put(uploadUrl, pdf()))).toEqual({ status: 422, code: 'SHA256_DIFFERS' });
    const { downloadUrl = '' } = (await show(id, 'downloadUrl')) ?? {};
    expect(Buffer.from(await (await fetch(downloadUrl ?? '')).arrayBuffer()).equals(file)).toBe(true);
  });
});

describe('an upload is refused', () => {
  test('with other bytes of the same length', async () => {
    const { document, uploadUrl } = await create(pdf());
    expect(await refusal(await put(uploadUrl, pdf()))).toEqual({ status: 422, code: 'SHA256_DIFFERS' });
    expect(await show(document?.id ?? '', 'uploadedAt')).toMatchObject({ uploadedAt: null });
  });

  test('cut short, or with nothing in it', async () => {
    const file = pdf();
    const { uploadUrl } = await create(file);
    expect(await refusal(await put(uploadUrl, file.subarray(0, 50)))).toEqual({ status: 422, code: 'SIZE_DIFFERS' });
    expect(await refusal(await put(uploadUrl, Buffer.alloc(0)))).toEqual({ status: 422, code: 'SIZE_DIFFERS' });
  });

  test('when the bytes are of another type than its name', async () => {
    const script = Buffer.from('<html><script>alert(1)</script>');
    const { uploadUrl } = await create(script);
    expect(await refusal(await put(uploadUrl, script))).toEqual({ status: 422, code: 'NOT_OF_ITS_TYPE' });
    const picture = png();
    const { uploadUrl: asJpeg } = await create(picture, { mediaType: 'JPEG' });
    expect(await refusal(await put(asJpeg, picture))).toEqual({ status: 422, code: 'NOT_OF_ITS_TYPE' });
  });

  test('with more bytes than any document may have', async () => {
    const { uploadUrl } = await create(pdf());
    expect(await refusal(await put(uploadUrl, pdf(MAX_BYTES)))).toEqual({ status: 413, code: 'FILE_TOO_LARGE' });
  });

  test('after ten minutes', async () => {
    const file = pdf();
    const { uploadUrl } = await create(file);
    later(10);
    expect(await refusal(await put(uploadUrl, file))).toEqual({ status: 403, code: 'LINK_EXPIRED' });
  });

  test('when the document was deleted', async () => {
    const file = pdf();
    const { document, uploadUrl } = await create(file);
    await remove(document?.id ?? '');
    expect(await refusal(await put(uploadUrl, file))).toEqual({ status: 404, code: 'NO_SUCH_FILE' });
  });

  test.each<[string, (own: string) => Promise<string>]>([
    ['no token', async () => ''],
    ['a token that was changed', async (own) => `${own.slice(0, -6)}AAAAAA`],
    ['the reference of a document', async () => referenceOf((await uploaded()).id)],
    ['a link for fetching', async () => tokenOf((await show((await uploaded()).id, 'downloadUrl'))?.downloadUrl)],
    ["the gateway's token", () => place.token('documents', rahima)],
  ])('with %s', async (_, made) => {
    const file = pdf();
    const { uploadUrl } = await create(file);
    const link = new URL(uploadUrl ?? '');
    link.searchParams.set('token', await made(tokenOf(uploadUrl)));
    expect(await refusal(await put(link.href, file))).toEqual({ status: 403, code: 'LINK_NOT_VALID' });
  });
});

describe('a file is not announced', () => {
  test.each<[string, object, string, string | null]>([
    ['that is larger than any may be', { sizeBytes: MAX_BYTES + 1 }, 'FILE_TOO_LARGE', 'sizeBytes'],
    ['without a byte', { sizeBytes: 0 }, 'TOO_SMALL', 'sizeBytes'],
    ['as a document that no service asks for', { evidence: 'love-letter' }, 'UNKNOWN_EVIDENCE', 'evidence'],
    ['without a name', { fileName: ' ' }, 'REQUIRED', 'fileName'],
    ['under a name that reads backwards', { fileName: 'nid\u202Efdp.exe' }, 'CONTROL_CHARACTER', 'fileName'],
    ['under too long a name', { fileName: 'ক'.repeat(121) }, 'TOO_LONG', 'fileName'],
    ['with a digest that is none', { sha256: 'abc' }, 'PATTERN', 'sha256'],
    ['with a short key', { idempotencyKey: 'short' }, 'TOO_SHORT', 'idempotencyKey'],
  ])('%s', async (_, changes, code, field) => {
    const { document, uploadUrl, userErrors } = await create(pdf(), changes);
    expect({ document, uploadUrl }).toEqual({ document: null, uploadUrl: null });
    expect(userErrors).toMatchObject([{ code, field, message: expect.stringMatching(/[ক-হ]/) }]);
  });

  test('when one person has announced too many within a day', async () => {
    const file = pdf();
    for (let made = 0; made < PER_DAY; made++) expect((await create(file)).userErrors).toEqual([]);
    expect((await create(file)).userErrors).toMatchObject([{ code: 'TOO_MANY_DOCUMENTS', field: null }]);
    later(24 * 60);
    expect((await create(file)).userErrors).toEqual([]);
  });
});

test('who announces more at once than a day allows has no more than that', async () => {
  const file = pdf();
  const first = await create(file);
  const all = [first, ...(await Promise.all(Array.from({ length: PER_DAY + 20 }, () => create(file))))];
  for (const { document, userErrors } of all)
    expect(userErrors.map(({ code }) => code)).toEqual(document ? [] : ['TOO_MANY_DOCUMENTS']);
  const kept = await Promise.all(all.map(({ document }) => document && show(document.id, 'fileName')));
  const count = kept.filter((document) => document !== null).length;
  expect(count).toBe(all.filter(({ document }) => document !== null).length);
  expect(count).toBeLessThanOrEqual(PER_DAY);
  expect(kept[0]).toMatchObject({ id: first.document?.id });
});

describe('a document', () => {
  test('is nothing to another citizen: not to show, not to delete, not in a list', async () => {
    const { id } = await uploaded();
    expect(await show(id, 'fileName', karim)).toBeNull();
    expect(await remove(id, karim)).toEqual({
      deletedDocumentId: null,
      userErrors: [{ code: 'NO_SUCH_DOCUMENT', field: 'documentId' }],
    });
    expect((await list(rahima.sub ?? '', karim)).errors).toBeUndefined();
    expect((await list(rahima.sub ?? '', karim)).data).toEqual({ _entities: [{ documents: null }] });
    expect(await show(id, 'fileName')).toMatchObject({ fileName: 'nid.pdf' });
  });

  test('stands in its owner’s list, the newest first, page by page, once its file has come', async () => {
    const ids = [];
    for (const fileName of ['one.pdf', 'two.pdf', 'three.pdf']) {
      ids.unshift((await uploaded(pdf(), { fileName })).id);
      later(1);
    }
    await create(pdf());
    const first = await list(rahima.sub ?? '', rahima, { first: 2 });
    expect(first.data).toMatchObject({
      _entities: [
        { documents: { nodes: [{ id: ids[0] }, { id: ids[1] }], totalCount: 3, pageInfo: { hasNextPage: true } } },
      ],
    });
    const { endCursor } = (first.data as { _entities: [{ documents: { pageInfo: { endCursor: string } } }] })
      ._entities[0].documents.pageInfo;
    expect((await list(rahima.sub ?? '', rahima, { first: 2, after: endCursor })).data).toMatchObject({
      _entities: [{ documents: { nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: false } } }],
    });
  });

  test('is deleted with its bytes while nobody has its reference', async () => {
    const { id } = await uploaded();
    const { downloadUrl } = (await show(id, 'downloadUrl')) ?? {};
    expect(await remove(id)).toEqual({ deletedDocumentId: id, userErrors: [] });
    expect(await show(id, 'id')).toBeNull();
    expect(await refusal(await fetch(downloadUrl ?? ''))).toEqual({ status: 404, code: 'NO_SUCH_FILE' });
  });

  test('stays once its reference was read', async () => {
    const { id } = await uploaded();
    await referenceOf(id);
    expect(await remove(id)).toEqual({
      deletedDocumentId: null,
      userErrors: [{ code: 'DOCUMENT_IN_USE', field: 'documentId' }],
    });
    expect(await show(id, 'fileName')).toMatchObject({ fileName: 'nid.pdf' });
  });
});

describe('who serves a citizen', () => {
  test("sends a file for them and gets its reference, which is the citizen's", async () => {
    const helper = assistant(rahima.sub ?? '', ['land-mutation']);
    const file = pdf();
    const { document, uploadUrl } = await create(file, {}, helper);
    await put(uploadUrl, file);
    const shown = await show(document?.id ?? '', 'reference', helper);
    expect(
      await readDocumentReference(shown?.reference ?? '', await readKeys(place.keysDirectory, 'documents')),
    ).toMatchObject({ ownerId: rahima.sub });
    expect(await show(document?.id ?? '', 'fileName')).toMatchObject({ fileName: 'nid.pdf' });
  });

  test('sees nothing that the citizen has, nor what was sent under another consent', async () => {
    const { id } = await uploaded();
    const reference = await referenceOf(id);
    const helper = assistant(rahima.sub ?? '', ['land-mutation']);
    expect(await show(id, 'fileName', helper)).toBeNull();
    const { document } = await create(pdf(), {}, helper);
    const later = assistant(rahima.sub ?? '', ['land-mutation'], 'consent-2');
    expect(await show(document?.id ?? '', 'fileName', later)).toBeNull();
    for (const { data, errors } of [await open(reference, helper), await list(rahima.sub ?? '', helper)]) {
      expect(JSON.stringify(data)).not.toContain('nid.pdf');
      expect(JSON.stringify(data)).not.toContain(id);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  test('is not shown what the citizen sent, by the same request with the same key', async () => {
    const file = pdf();
    const same = { idempotencyKey: 'my-national-id' };
    const own = await create(file, same);
    await put(own.uploadUrl, file);
    const helper = assistant(rahima.sub ?? '', ['land-mutation']);
    expect(await create(file, same, helper)).toMatchObject({
      document: null,
      uploadUrl: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' }],
    });
    const sent = await create(file, { idempotencyKey: 'from-the-centre' }, helper);
    expect((await create(file, { idempotencyKey: 'from-the-centre' }, helper)).document?.id).toBe(sent.document?.id);
    expect((await create(file, { idempotencyKey: 'from-the-centre' })).document?.id).toBe(sent.document?.id);
  });

  test('deletes nothing', async () => {
    const helper = assistant(rahima.sub ?? '', ['land-mutation']);
    const { document } = await create(pdf(), {}, helper);
    expect(await remove(document?.id ?? '', helper)).toBeNull();
    expect(await show(document?.id ?? '', 'fileName')).toMatchObject({ fileName: 'nid.pdf' });
  });
});

describe('by its reference', () => {
  test('an official opens it, for five minutes', async () => {
    const file = pdf();
    const reference = await referenceOf((await uploaded(file)).id);
    named.set(reference, { answer: 'NAMED', applicationId: 'land-1', service: 'land-mutation' });
    const { data, errors } = await open(reference, official('land'));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ documentByReference: { fileName: 'nid.pdf', mediaType: 'PDF' } });
    const downloadUrl = (data?.documentByReference as { downloadUrl: string } | undefined)?.downloadUrl ?? '';
    later(4);
    expect(Buffer.from(await (await fetch(downloadUrl)).arrayBuffer()).equals(file)).toBe(true);
    later(1);
    expect(await refusal(await fetch(downloadUrl))).toEqual({ status: 403, code: 'LINK_EXPIRED' });
  });

  test('an official opens nothing that no application of theirs names; of a closed one, after stating why', async () => {
    const reference = await referenceOf((await uploaded()).id);
    expect(await open(reference, official('land'))).toEqual({ data: { documentByReference: null } });
    named.set(reference, { answer: 'PURPOSE_REQUIRED' });
    const closed = await open(reference, official('land'));
    expect(closed).toMatchObject({
      data: { documentByReference: null },
      errors: [{ extensions: { code: 'PURPOSE_REQUIRED' } }],
    });
  });

  test('an official waits for their ministry to answer', async () => {
    const reference = await referenceOf((await uploaded()).id);
    named.set(reference, { answer: 'NAMED', applicationId: 'land-1', service: 'land-mutation' });
    const { data, errors } = await open(reference, { ...official('land'), sub: 'nobody-answers' });
    expect(data).toEqual({ documentByReference: null });
    expect(errors).toMatchObject([{ extensions: { code: 'MINISTRY_UNAVAILABLE' } }]);
  });

  test('an operator opens it, who screens those that want to be entrepreneurs', async () => {
    const reference = await referenceOf((await uploaded()).id);
    const { data, errors } = await open(reference, { sub: 'operator-1', scope: 'operator' });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ documentByReference: { fileName: 'nid.pdf' } });
  });

  test('its owner opens it', async () => {
    const reference = await referenceOf((await uploaded()).id);
    expect((await open(reference, rahima)).data).toMatchObject({ documentByReference: { fileName: 'nid.pdf' } });
  });

  test.each<[string, TestCaller, string]>([
    ['another citizen', karim, 'FORBIDDEN'],
    ['somebody who has not logged in', anonymous, 'UNAUTHENTICATED'],
    ['who serves its owner', assistant('rahima', ['land-mutation']), 'FORBIDDEN'],
    ['a focal point', { sub: 'focal', scope: 'focal-point', ministry: 'land' }, 'FORBIDDEN'],
    ['an official without a ministry', { sub: 'stray', scope: 'official' }, 'FORBIDDEN'],
  ])('%s does not', async (_, caller, code) => {
    const { data, errors } = await open(await referenceOf((await uploaded()).id), caller);
    expect(data).toEqual({ documentByReference: null });
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  test('nobody opens what was not made here', async () => {
    const reference = await referenceOf((await uploaded()).id);
    const [header, , signature] = reference.split('.');
    const claims = { jti: 'x', sub: karim.sub, evidence: 'nid', fileName: 'nid.pdf', sha256: '0' };
    const forged = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    expect((await open(forged, karim)).data).toEqual({ documentByReference: null });
    expect((await open('nid.pdf', official('land'))).data).toEqual({ documentByReference: null });
  });
});

function list(id: string, by: TestCaller, page: { first?: number; after?: string } = {}): Promise<GraphqlAnswer> {
  return place.ask(
    'documents',
    by,
    `query ($r: [_Any!]!, $first: Int! = 20, $after: String) { _entities(representations: $r) { ... on Citizen {
      documents(first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } } } }`,
    { r: [{ __typename: 'Citizen', id }], ...page },
  );
}

function tokenOf(url: string | null | undefined): string {
  return new URL(url ?? '').searchParams.get('token') ?? '';
}
