import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type PublishedSupergraph, publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { searchIn } from './search/index.ts';
import { judge, readQueries, shareWithin } from './search-queries.ts';

let published: PublishedSupergraph;
beforeAll(async () => {
  published = await publishedSupergraph(fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url)))();
});
const find = (query: string) => searchIn(published)(query).map(({ code }) => code);

describe('what people write finds what they mean', () => {
  test('the service comes first for 85 of 100 queries, and is among three for 97', async ({ annotate }) => {
    const judged = judge(published);
    const missed = judged.filter(({ rank }) => rank > 1);
    await annotate(
      `${judged.length} queries: first ${shareWithin(1, judged)}, within three ${shareWithin(3, judged)}; not first:\n${missed
        .map(({ query, service, rank, found }) => `${query} → ${service} at ${rank}, after ${found}`)
        .join('\n')}`,
    );
    expect(shareWithin(1, judged)).toBeGreaterThanOrEqual(0.85);
    expect(shareWithin(3, judged)).toBeGreaterThanOrEqual(0.97);
  });

  test('the table asks for every service that is published, in every way of writing', () => {
    const queries = readQueries();
    const asked = new Set(queries.map(({ service }) => service));
    expect(published.services.map(({ code }) => code).filter((code) => !asked.has(code))).toEqual([]);
    expect(new Set(queries.map(({ kind }) => kind))).toEqual(
      new Set(['bangla', 'english', 'transliterated', 'mixed', 'misspelt']),
    );
    expect(queries.length).toBeGreaterThanOrEqual(140);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
  });
});

describe('one query, written in several ways, finds the same', () => {
  test.each([
    ['both sorts of digits', '১৭ ডিজিট জন্ম নিবন্ধন', '17 ডিজিট জন্ম নিবন্ধন'],
    ['য় in one character or two', 'নবা\u09DFন', 'নবা\u09AF\u09BCন'],
    ['a joiner that no one sees', 'ট্রেড লাই\u200Cসেন্স', 'ট্রেড লাইসেন্স'],
    ['khanda ta, hasanta or neither', 'বিদ্যুৎ বিল', 'বিদ্যুত্ বিল'],
    ['capitals', 'E-PASSPORT', 'e-passport'],
    ['an abbreviation in either script', 'এনআইডি', 'NID'],
    ['an abbreviation letter by letter', 'জি ডি', 'GD'],
    ['what everybody writes beside it', 'how to apply for passport online', 'passport'],
  ])('%s: %s and %s', (_, one, other) => {
    expect(find(one)).not.toEqual([]);
    expect(find(one)).toEqual(find(other));
  });
});

test.each([
  ['নাম জারি', 'নামজারি'],
  ['জন্মনিবন্ধন', 'জন্ম নিবন্ধন'],
])('one word or two: %s finds first what %s does', (one, other) => {
  expect(find(one)[0]).toBe(find(other)[0]);
});

describe('a query that tells nothing, or nothing known', () => {
  test.each(['', '   ', '?!', 'apply', 'কিভাবে আবেদন করব'])(
    '"%s" lists every service by title in Bangla order',
    (query) => {
      const titles = searchIn(published)(query).map(({ titleBn }) => titleBn);
      expect(titles).toHaveLength(published.services.length);
      expect(titles).toEqual(titles.toSorted(new Intl.Collator('bn').compare));
    },
  );

  test('what no service is about finds none', () => {
    expect(find('xylophone')).toEqual([]);
    expect(find('ঝঁঢ়ৎঝঁ')).toEqual([]);
  });
});

test('what is typed so far finds what it begins', () => {
  expect(find('passp')[0]).toMatch(/^passport-/);
  expect(find('পাসপো')[0]).toMatch(/^passport-/);
});

test("a ministry's name finds its services", () => {
  const ofLand = published.services.filter(({ subgraph }) => subgraph === 'land').map(({ code }) => code);
  expect(find('Ministry of Land').slice(0, ofLand.length).toSorted()).toEqual(ofLand.toSorted());
});

test('a supergraph is indexed once', () => {
  expect(searchIn(published)).toBe(searchIn(published));
});
