/** The catalogue through its own endpoint, over a small supergraph that the test publishes. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FormField, type ServiceDefinition, serviceDefinitions } from '#kit/form/service-definition.ts';
import { anonymous, type Harness, startSubgraphs } from '#kit/test/harness.ts';
import { publishedForTests } from '#kit/test/published.ts';
import catalogue from './index.ts';

/** A Tuesday, noon in Dhaka. */
const clock = { now: () => new Date('2026-03-03T06:00:00Z') };

let directory: string;
let file: string;
let sdl: string;
let town: Harness;

/** As composition does: the file is there whole or not at all. */
async function publish(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-catalogue-'));
  file = join(directory, 'supergraph.graphql');
  sdl = await publishedForTests();
  await publish(sdl);
  town = await startSubgraphs({ catalogue }, { clock, environment: { SUPERGRAPH_FILE: file } });
});
afterEach(() => publish(sdl));
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await town.ask('catalogue', anonymous, query, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}

type Page = {
  services: {
    nodes: { code: string }[];
    edges: { cursor: string; node: { code: string } }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
};
const PAGE = `query ($first: Int! = 20, $after: String, $filter: ServiceFilter) { services(first: $first, after: $after, filter: $filter) {
  nodes { code } edges { cursor node { code } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const page = async (variables: object = {}) => (await ask<Page>(PAGE, { ...variables })).services;
const codesOf = async (filter: object) => (await page({ filter })).nodes.map(({ code }) => code);

const FIELD = `name description required type list minLength maxLength pattern format min max minItems maxItems earliest latest
  example label bangla: label(language: BN) options { value label bangla: label(language: BN) }`;

describe('a service', () => {
  test('is told in the language that is asked for', async () => {
    const query = `{ service(code: "well") { code title bangla: title(language: BN) description kind agency feeBdt
      slaWorkingDays figures evidence ministry { code name bangla: name(language: BN) }
      form { mutation query inputType payloadType } } }`;
    expect(await ask(query)).toEqual({
      service: {
        code: 'well',
        title: 'Well permit',
        bangla: 'কূপের অনুমতি',
        description: 'Asks for the permit to drill a well.',
        kind: 'APPLICATION',
        agency: 'Water Board',
        feeBdt: 500,
        slaWorkingDays: 7,
        figures: 'EXAMPLE',
        evidence: ['nid'],
        ministry: { code: 'water', name: 'Ministry of Water, for tests', bangla: 'পরীক্ষার পানি মন্ত্রণালয়' },
        form: { mutation: 'applyForWell', query: null, inputType: 'WellInput', payloadType: 'ApplicationPayload' },
      },
    });
  });

  test('that answers at once is asked by a query', async () => {
    const query = '{ service(code: "river-level") { kind form { mutation query payloadType } } }';
    expect(await ask(query)).toEqual({
      service: { kind: 'LOOKUP', form: { mutation: null, query: 'riverLevel', payloadType: 'RiverLevelPayload' } },
    });
  });

  test('that nobody publishes is none', async () => {
    expect(await ask('{ service(code: "moon") { code } }')).toEqual({ service: null });
  });

  test('has the form that the SDL says: every field, with its words and limits', async () => {
    for (const definition of serviceDefinitions(parse(sdl))) {
      const query = `query ($code: String!) { service(code: $code) { form { fields { ${FIELD} fields { ${FIELD} } } } } }`;
      const { service } = await ask<{ service: { form: { fields: object[] } } }>(query, { code: definition.code });
      expect(service.form.fields, definition.code).toMatchObject(definition.form.map(shownAs));
      expect(service.form.fields).toHaveLength(definition.form.length);
    }
  });

  test('says what is allowed today, and an example of today', async () => {
    const query = '{ service(code: "boat-trip") { form { fields { name earliest latest example } } } }';
    const day = { name: 'day', earliest: '2026-03-03', latest: null, example: '2026-03-06' };
    const mobile = { name: 'mobile', earliest: null, latest: null, example: null };
    expect(await ask(query)).toEqual({ service: { form: { fields: [day, mobile] } } });
  });

  test('is found by its code, for an application that names it', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Service { title ministry { code } } } }`;
    const of = ['khatian-copy', 'moon'].map((code) => ({ __typename: 'Service', code }));
    const { data } = await town.ask('catalogue', anonymous, query, { of });
    expect(data?._entities).toEqual([{ title: 'Copy of a khatian', ministry: { code: 'land' } }, null]);
  });
});

/** A field as the graph shows it. Dates are tested apart: they are counted from today. */
function shownAs({
  name,
  labelEn,
  labelBn,
  description,
  type,
  list,
  required,
  options,
  fields,
  limits,
}: FormField): object {
  const { earliest: _earliest, latest: _latest, example, ...rest } = limits;
  return {
    name,
    label: labelEn,
    bangla: labelBn,
    description: description === '' ? null : description,
    type,
    list,
    required,
    options: options.map(({ value, ...labels }) => ({ value, label: labels.labelEn, bangla: labels.labelBn })),
    fields: fields.map(shownAs),
    ...rest,
    ...(type === 'Date' || example === undefined ? {} : { example }),
  };
}

describe('the list of services', () => {
  const all = () => serviceDefinitions(parse(sdl));
  const inBanglaOrder = (services: readonly ServiceDefinition[]) =>
    [...services].sort((one, other) => one.titleBn.localeCompare(other.titleBn, 'bn')).map(({ code }) => code);

  test('holds all, by title in Bangla order', async () => {
    const { nodes, edges, totalCount, pageInfo } = await page();
    expect(nodes.map(({ code }) => code)).toEqual(inBanglaOrder(all()));
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(totalCount).toBe(all().length);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    });
  });

  test('comes page by page, each service once', async () => {
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo, totalCount }: Page['services'] = await page({ first: 3, after });
      expect(totalCount).toBe(all().length);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      walked.push(...nodes.map(({ code }) => code));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && walked.length < 99);
    expect(walked).toEqual(inBanglaOrder(all()));
  });

  test.each<[string, object, string[]]>([
    ['by ministry', { ministry: 'land' }, ['khatian-copy']],
    ['by kind', { kind: 'PAYMENT' }, ['water-bill', 'ferry-seat']],
    ['by both', { ministry: 'water', kind: 'APPOINTMENT' }, ['boat-trip']],
    ['by a ministry that is not there', { ministry: 'moon' }, []],
    ['by words in English', { search: 'ferry' }, ['ferry-seat']],
    ['by words in Bangla', { search: 'খতিয়ান' }, ['khatian-copy']],
    ['by what people call it', { search: 'porcha' }, ['khatian-copy']],
    ['by what people call it in Bangla', { search: 'পর্চা' }, ['khatian-copy']],
    ['by words and kind', { search: 'ferry', kind: 'APPLICATION' }, []],
    ['by words that nothing holds', { search: 'zzzzzz' }, []],
  ])('is narrowed %s', async (_, filter, codes) => {
    expect((await codesOf(filter)).sort()).toEqual([...codes].sort());
  });

  test.each([
    ['a page of none', { first: 0 }],
    ['a page of 101', { first: 101 }],
    ['a cursor of nobody', { after: 'next' }],
  ])('refuses %s', async (_, variables) => {
    const { errors } = await town.ask('catalogue', anonymous, PAGE, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('a ministry is told with what it offers', async () => {
  const { ministries } = await ask<{ ministries: { code: string; services: { code: string }[] }[] }>(
    '{ ministries { code name services { code ministry { code } } } }',
  );
  expect(ministries.map(({ code }) => code)).toEqual(['water', 'land']);
  expect(ministries[1]?.services).toEqual([{ code: 'khatian-copy', ministry: { code: 'land' } }]);
  expect(ministries[0]?.services.map(({ code }) => code).sort()).toEqual([
    'boat-trip',
    'ferry-seat',
    'leak',
    'river-level',
    'water-bill',
    'water-card',
    'well',
  ]);
});

describe('when another supergraph is published', () => {
  test('its services are there with the next request', async () => {
    expect(await codesOf({ ministry: 'land' })).toEqual(['khatian-copy']);
    await publish(
      sdl.replaceAll('khatian-copy', 'khatian-extract').replace('Copy of a khatian', 'Extract of a khatian'),
    );
    expect(await codesOf({ ministry: 'land' })).toEqual(['khatian-extract']);
    expect(await ask('{ service(code: "khatian-copy") { code } }')).toEqual({ service: null });
    expect(await codesOf({ search: 'extract' })).toEqual(['khatian-extract']);
  });

  test.each([
    ['broken', () => publish('type {')],
    ['no catalogue', () => publish(sdl.replace('@input(labelBn: "দাগ", maxLength: 20, example: "245")', ''))],
    ['gone', () => rm(file)],
  ])('that is %s, the one before goes on', async (_, breakIt) => {
    expect(await codesOf({ ministry: 'land' })).toEqual(['khatian-copy']);
    await breakIt();
    expect(await codesOf({ ministry: 'land' })).toEqual(['khatian-copy']);
    await publish(sdl.replaceAll('khatian-copy', 'khatian-extract'));
    expect(await codesOf({ ministry: 'land' })).toEqual(['khatian-extract']);
  });
});
