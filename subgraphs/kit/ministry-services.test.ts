/** A ministry whose index.ts and schema.graphql disagree does not start, and says what to mend. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { linked, linkedSchemaFile } from '../../schema/link.ts';
import { contractResolvers } from './contract-resolvers.ts';
import { checkedServices, MinistryProblem } from './ministry-services.ts';
import type { Services } from './service.ts';
import { water } from './test/ministry-for-tests/index.ts';

const MINISTRY = 'extend schema @ministry(code: "water", nameEn: "Water", nameBn: "পানি")';
const service = (more: string) =>
  `@service(code: "tap", titleEn: "Tap", titleBn: "কল", agency: "Water Board", ${more})`;
const TAP = `input TapInput { "Place" place: String! @input(labelBn: "স্থান", maxLength: 20) }`;
const APPLICATION = `${MINISTRY}
  extend type Mutation { "Asks for a tap." applyForTap(input: TapInput!): ApplicationPayload ${service('kind: APPLICATION')} } ${TAP}`;
const LOOKUP = `${MINISTRY}
  extend type Query { "Finds a tap." tap(input: TapInput!): TapPayload ${service('kind: LOOKUP')} } ${TAP}
  type TapPayload implements LookupPayload { record: Tap answers: [Answer!]! userErrors: [UserError!]! }
  type Tap { place: String }`;

function check(sdl: string, services: Services, code = 'water') {
  const document = linked(parse(sdl));
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: contractResolvers(document, {}) }]);
  return checkedServices({ code, services }, document, schema);
}

const find = () => null;

describe('what does not fit is told, with the place and the fix', () => {
  test.each<[string, string, Services, string | undefined, string]>([
    [
      "the folder has another ministry's code",
      APPLICATION,
      { tap: {} },
      'land',
      'land: schema.graphql says @ministry(code: "water"); make both the same',
    ],
    [
      'two ministries are in one schema',
      `${APPLICATION} extend schema @ministry(code: "land", nameEn: "Land", nameBn: "ভূমি")`,
      { tap: {} },
      undefined,
      '@ministry(code: "water", "land")',
    ],
    [
      'a service has no field',
      APPLICATION,
      { tap: {}, pump: {} },
      undefined,
      'no root field of schema.graphql has @service(code: "pump")',
    ],
    [
      'a field has no service',
      APPLICATION,
      {},
      undefined,
      "applyForTap (tap) has no entry in index.ts; add 'tap': {} to services",
    ],
    [
      'an application is looked up',
      APPLICATION,
      { tap: { find, isPublic: true } },
      undefined,
      'is of kind APPLICATION; only a LOOKUP has find',
    ],
    [
      'an application books a time',
      APPLICATION,
      { tap: { slot: () => ({ key: 'ten', capacity: 1, startsAt: new Date(), field: 'place' }) } },
      undefined,
      'is of kind APPLICATION; only an APPOINTMENT or a PAYMENT has a slot',
    ],
    ['a look-up finds nothing', LOOKUP, { tap: {} }, undefined, 'tap (tap) is a LOOKUP; give it find'],
    [
      'a look-up does not say whose its record is',
      LOOKUP,
      // @ts-expect-error: the type tells as well.
      { tap: { find } },
      undefined,
      'tap (tap) is a LOOKUP; say whose the record is, or isPublic: true',
    ],
    [
      'an application returns something else',
      APPLICATION.replace('ApplicationPayload', 'Tap').concat(' type Tap { place: String }'),
      { tap: {} },
      undefined,
      'must return ApplicationPayload, not Tap',
    ],
    [
      'a look-up returns no record',
      LOOKUP.replace('record: Tap ', ''),
      { tap: { find, isPublic: true } },
      undefined,
      'returns TapPayload, which needs a field record, answers and userErrors',
    ],
    [
      'an outcome has no field',
      APPLICATION,
      { tap: { outcome: () => ({}) } },
      undefined,
      'has an outcome; name the field of Application that shows it',
    ],
    [
      'a field of Application is not there',
      APPLICATION,
      { tap: { field: 'tap' } },
      undefined,
      'names the field tap, which extend type Application does not have',
    ],
  ])('%s', (_, sdl, services, code, message) => {
    const checking = () => check(sdl, services, code);
    expect(checking).toThrow(MinistryProblem);
    expect(checking).toThrow(message);
    expect(checking).toThrow(/^(water|land): /);
  });
});

test('a ministry that fits has its services by code, each with the type of its record', () => {
  const document = linkedSchemaFile(water.schema);
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: contractResolvers(document, {}) }]);
  const { recorded, lookups } = checkedServices(water, document, schema);
  expect([...recorded.keys()].sort()).toEqual(['boat-trip', 'ferry-seat', 'leak', 'water-bill', 'well']);
  expect(recorded.get('well')).toMatchObject({ definition: { kind: 'APPLICATION', feeBdt: 500 }, outcomeType: 'Well' });
  expect(recorded.get('water-bill')?.outcomeType).toBeNull();
  expect(lookups.get('river-level')).toMatchObject({ recordType: 'RiverLevel' });
});
