import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PublishedSupergraph, publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { anonymous, type Harness, startSubgraphs } from '#kit/test/harness.ts';
import catalogue from './index.ts';
import { LIFE_EVENTS, servicesOf } from './life-events.ts';

const SUPERGRAPH_FILE = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

let published: PublishedSupergraph;
let harness: Harness;
beforeAll(async () => {
  published = await publishedSupergraph(SUPERGRAPH_FILE)();
  harness = await startSubgraphs({ catalogue }, { environment: { SUPERGRAPH_FILE } });
});
afterAll(() => harness.stop());

describe.each(LIFE_EVENTS.map((event) => [event.code, event] as const))('%s', (_, event) => {
  test('is told in Bangla and in English', () => {
    for (const { en, bn } of [event.title, event.description]) {
      expect(en).toMatch(/^[^\u0980-\u09FF]+$/);
      expect(bn).toMatch(/\p{Script=Bengali}/u);
    }
  });

  test('takes services that are published, each once, of several ministries', () => {
    const found = servicesOf(event, published);
    expect(event.services.filter((code) => !found.some((service) => service.code === code))).toEqual([]);
    expect(new Set(event.services).size).toBe(event.services.length);
    expect(new Set(found.map(({ subgraph }) => subgraph)).size).toBeGreaterThan(1);
  });
});

test('there are at least ten, and no two have the same code', () => {
  expect(new Set(LIFE_EVENTS.map(({ code }) => code)).size).toBe(LIFE_EVENTS.length);
  expect(LIFE_EVENTS.length).toBeGreaterThanOrEqual(10);
});

test('a service that nobody has published is left out, and the others stay in order', () => {
  const event = { services: ['nid-reissue', 'never-published', 'general-diary'] };
  expect(servicesOf(event, published).map(({ code }) => code)).toEqual(['nid-reissue', 'general-diary']);
});

test('a citizen reads what to do when an ID is lost, in their language and in order', async () => {
  const { data } = await harness.ask(
    'catalogue',
    anonymous,
    `{ lifeEvent(code: "lost-my-id") { code title(language: BN) services { code ministry { code } } } }`,
  );
  expect(data).toMatchObject({
    lifeEvent: {
      code: 'lost-my-id',
      title: 'আমার পরিচয়পত্র হারিয়ে গেছে',
      services: [
        { code: 'general-diary', ministry: { code: 'home-affairs' } },
        { code: 'nid-reissue', ministry: { code: 'election-commission' } },
        { code: 'sim-lookup', ministry: { code: 'posts-telecom' } },
      ],
    },
  });
});

test('every event is listed, and an unknown one is null', async () => {
  const { data } = await harness.ask(
    'catalogue',
    anonymous,
    `{ lifeEvents { code title description } lifeEvent(code: "no-such-event") { code } }`,
  );
  expect(data).toEqual({
    lifeEvents: LIFE_EVENTS.map(({ code, title, description }) => ({
      code,
      title: title.en,
      description: description.en,
    })),
    lifeEvent: null,
  });
});
