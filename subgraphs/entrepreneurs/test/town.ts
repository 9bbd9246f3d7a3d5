/** The subgraph with an `identity` and ministries that only listen, and the ways of people with it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ASSISTED_ACTS_PATH, type AssistedAct } from '#kit/application/assisted-act.ts';
import { DESK_FEES_PATH, type DeskFee, RETURNED_DESK_FEES_PATH } from '#kit/application/desk-fee.ts';
import { signDocumentReference } from '#kit/auth/document-reference.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { anonymous, citizen, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import { publishedForTests } from '#kit/test/published.ts';
import entrepreneurs from '../index.ts';
import { readModules } from '../training/module.ts';

export const OPERATOR: TestCaller = { sub: 'operator-1', scope: 'operator' };
export const entrepreneur = (id: string): TestCaller => ({ sub: id, scope: 'entrepreneur' });

const MODULES = readModules(new URL('../training/modules/', import.meta.url));

export type Refusal = {
  readonly code: string;
  readonly field: string | null;
  readonly en: string;
  readonly bn: string;
};
const ERRORS = 'userErrors { code field en: message bn: message(language: BN) }';

/** What `identity` was told, and how it answers. */
type Heard = {
  readonly roles: {
    personId: string;
    version: number;
    isHeld: boolean;
    centres: string[];
    validUntil: string | null;
    atLimit: string[];
  }[];
  readonly trained: { personId: string; desk: string | null }[];
  /** National IDs of the people that there are, and their ids. */
  readonly people: Map<string, string>;
  /** What citizens are to hear of. */
  readonly served: { citizen: string; entrepreneur: string; centre: string; service: string; reference: string }[];
  isDown: boolean;
  /** Whether `places` does not say which centres there are. */
  isPlacesDown: boolean;
  /** What ministries were told of fees. */
  readonly fees: (DeskFee & { readonly isReturned: boolean })[];
  /** Whether ministries take fees. */
  takesFees: boolean;
  /** Whether ministries let fees go. */
  hasDecided: boolean;
};

export type Town = Awaited<ReturnType<typeof startTown>>;

export async function startTown() {
  const clock = { at: new Date('2026-03-10T06:00:00Z') };
  const heard: Heard = {
    roles: [],
    trained: [],
    people: new Map(),
    served: [],
    isDown: false,
    isPlacesDown: false,
    fees: [],
    takesFees: true,
    hasDecided: false,
  };
  const directory = await mkdtemp(join(tmpdir(), 'nagarik-entrepreneurs-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  const subgraphs = await startSubgraphs(
    { entrepreneurs, identity: listening(heard), places: places(heard), land: ministry(heard), water: ministry(heard) },
    { clock: { now: () => clock.at }, environment: { SUPERGRAPH_FILE: supergraphFile } },
  );
  let number = 0;
  const key = () => `key-of-a-test-${++number}`;

  /** Asks for one root field, named `answer`, and gives it. */
  async function ask<Value>(query: string, variables: Record<string, unknown> = {}, as = anonymous): Promise<Value> {
    const { data, errors } = await subgraphs.ask('entrepreneurs', as, query, variables);
    expect(errors).toBeUndefined();
    return data?.answer as Value;
  }

  /** A mutation; its payload has what the selection names, and the errors in both languages. */
  function mutate<Value>(field: string, input: object, selection: string, as: TestCaller): Promise<Value & Refusals> {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
    return ask(
      `mutation ($input: ${type}!) { answer: ${field}(input: $input) { ${selection} ${ERRORS} } }`,
      { input },
      as,
    );
  }

  const documents = await readKeys(subgraphs.keysDirectory, 'documents');
  /** What `documents` says of a file that somebody has uploaded. */
  const uploaded = (ownerId: string, evidence: string) =>
    signDocumentReference(
      { documentId: `${evidence}-of-${ownerId}`, ownerId, evidence, fileName: `${evidence}.jpg`, sha256: 'e3b0c442' },
      new Date('2026-03-01T06:00:00Z'),
      documents,
    );

  const apply = async (personId: string, changes: object = {}) =>
    mutate<{ entrepreneur: { id: string; stage: string } | null }>(
      'applyAsEntrepreneur',
      {
        nameEn: 'Salma Khatun',
        nameBn: 'সালমা খাতুন',
        centre: 'gulshan',
        photo: await uploaded(personId, 'photo'),
        documents: await Promise.all(['nid', 'education-certificate'].map((each) => uploaded(personId, each))),
        idempotencyKey: key(),
        ...changes,
      },
      'entrepreneur { id stage }',
      citizen(personId),
    );

  /** A step of an operator. */
  const step = (field: string, entrepreneurId: string, input: object = {}) =>
    mutate<{ entrepreneur: { id: string; stage: string; isInForce: boolean } | null }>(
      field,
      { entrepreneurId, ...input },
      'entrepreneur { id stage isInForce }',
      OPERATOR,
    );

  type Asked = { code: string; isPassed: boolean; questions: { code: string; choices: { code: string }[] }[] };
  const ownTraining = (as: TestCaller) =>
    ask<Asked[]>('{ answer: ownTraining { code isPassed questions { code choices { code } } } }', {}, as);

  /** Answers the questions of a module's next try, all right or all wrong. */
  async function answersOf(module: string, as: TestCaller, isRight = true) {
    const asked = (await ownTraining(as)).find(({ code }) => code === module)?.questions ?? [];
    const bank = MODULES.find(({ code }) => code === module)?.questions ?? [];
    return asked.map(({ code, choices }) => {
      const right = bank.find((question) => question.code === code)?.right;
      return { question: code, choice: choices.find((each) => (each.code === right) === isRight)?.code };
    });
  }

  async function takeTest(module: string, as: TestCaller, { isRight = true, ...changes }: TestChanges = {}) {
    return mutate<{ result: { number: number; scorePercent: number; isPassed: boolean } | null }>(
      'takeTrainingTest',
      { module, answers: await answersOf(module, as, isRight), idempotencyKey: key(), ...changes },
      'result { number scorePercent isPassed }',
      as,
    );
  }

  const index = await readKeys(subgraphs.keysDirectory, 'applications');
  /** `applications` says what an entrepreneur has made for a citizen. @returns the application's reference. */
  async function handedIn(
    entrepreneurId: string,
    service: string,
    changes: Partial<AssistedAct> = {},
  ): Promise<string> {
    const nth = ++number;
    const { ministry, dueBdt } = { ministry: 'water', dueBdt: 0, ...FEES[service] };
    const act: AssistedAct = {
      ...{
        applicationId: `${ministry}-${nth}`,
        version: 1,
        reference: `${ministry.toUpperCase()}-${nth}`,
        service,
        ministry,
      },
      ...{
        citizen: 'hosne-ara',
        entrepreneur: entrepreneurId,
        centre: 'gulshan',
        consent: `consent-${nth}`,
        dueBdt,
        ...changes,
      },
    };
    const answer = await fetch(`${subgraphs.urls.entrepreneurs}${ASSISTED_ACTS_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await peerAuthorization('entrepreneurs', index) },
      body: JSON.stringify(act),
    });
    expect(answer.status).toBe(200);
    return act.reference;
  }

  const CERTIFICATE = ['cash-and-slips', 'consent-and-privacy', 'forms-and-papers'];

  /** Somebody who has applied, and was accepted. @returns the entrepreneur's id. */
  async function accepted(personId: string): Promise<string> {
    const id = (await apply(personId)).entrepreneur?.id ?? '';
    expect((await step('screenEntrepreneur', id, { decision: 'ACCEPT', reason: 'good papers' })).userErrors).toEqual(
      [],
    );
    return id;
  }

  /** Somebody who has passed every test. */
  async function certified(personId: string): Promise<string> {
    const id = await accepted(personId);
    for (const module of CERTIFICATE) expect((await takeTest(module, citizen(personId))).userErrors).toEqual([]);
    return id;
  }

  /** Somebody who works at centres. */
  async function working(personId: string, ...centres: string[]): Promise<string> {
    const id = await certified(personId);
    for (const centre of centres.length > 0 ? centres : ['gulshan'])
      expect((await step('assignEntrepreneur', id, { centre })).userErrors).toEqual([]);
    return id;
  }

  const cardOf = async (id: string) =>
    (
      await ask<{ card: { number: string; validUntil: string } }>(
        'query ($id: ID!) { answer: entrepreneur(id: $id) { card { number validUntil } } }',
        { id },
        OPERATOR,
      )
    ).card;

  /** What `identity` has heard last of somebody's role. */
  const lastRole = (person: string) =>
    heard.roles
      .filter(({ personId }) => personId === person)
      .sort((one, other) => one.version - other.version)
      .at(-1);

  return {
    lastRole,
    ...{ subgraphs, clock, heard, key, ask, mutate, uploaded, apply, step, accepted, certified, working, cardOf },
    ...{ ownTraining, answersOf, takeTest, handedIn, CERTIFICATE, supergraphFile },
    async stop() {
      await subgraphs.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** What the services of the tests' supergraph cost, and whose they are. */
const FEES: Readonly<Record<string, { ministry: string; dueBdt: number }>> = {
  'khatian-copy': { ministry: 'land', dueBdt: 100 },
  well: { ministry: 'water', dueBdt: 500 },
};

type Refusals = { readonly userErrors: readonly Refusal[] };
type TestChanges = { readonly isRight?: boolean; readonly answers?: object[]; readonly idempotencyKey?: string };

/** An `identity` that takes what it is told, or nothing. */
function listening(heard: Heard) {
  const take = (list: unknown[]) => async (request: { body: unknown }) => {
    if (heard.isDown) throw new Error('identity is down, for the test');
    list.push(request.body);
    return { taken: true };
  };
  return defineSubgraph({
    schema: new URL('../schema.graphql', import.meta.url),
    start: async () => ({
      resolvers: {},
      routes: (server) => {
        server.post('/entrepreneur-roles', take(heard.roles));
        server.post('/trained-officials', take(heard.trained));
        server.post('/served-citizens', take(heard.served));
        server.post<{ Body: { nationalIds: string[] } }>('/people-of-a-list', async ({ body }) => {
          if (heard.isDown) throw new Error('identity is down, for the test');
          return { personIds: body.nationalIds.map((id) => heard.people.get(id) ?? null) };
        });
      },
    }),
  });
}

/** Knows every centre but one. */
function places(heard: Heard) {
  return defineSubgraph({
    schema: new URL('../schema.graphql', import.meta.url),
    start: async () => ({
      resolvers: {},
      routes: (server) => {
        server.post<{ Body: { code: string } }>('/centre-name', async ({ body: { code } }) => {
          if (heard.isPlacesDown) throw new Error('places is down, for the test');
          return { name: code === 'atlantis' ? null : { en: code, bn: code } };
        });
      },
    }),
  });
}

/** A ministry that takes every fee, and lets it go until it has decided. */
function ministry(heard: Heard) {
  return defineSubgraph({
    schema: new URL('../schema.graphql', import.meta.url),
    start: async () => ({
      resolvers: {},
      routes: (server) => {
        server.post<{ Body: DeskFee }>(DESK_FEES_PATH, async ({ body }) => {
          heard.fees.push({ ...body, isReturned: false });
          return { answer: heard.takesFees ? 'TAKEN' : 'RETURN' };
        });
        server.post<{ Body: DeskFee }>(RETURNED_DESK_FEES_PATH, async ({ body }) => {
          if (!heard.hasDecided) heard.fees.push({ ...body, isReturned: true });
          return { isReturned: !heard.hasDecided };
        });
      },
    }),
  });
}
