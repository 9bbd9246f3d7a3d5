/**
 * Authority is enforced twice, from the same SDL: whatever root field the gateway takes out of an operation for somebody, the
 * subgraph that owns it refuses too, when they come past the gateway. Every root field of the graph, everybody whom it knows.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personas } from '../scripts/authority/personas.ts';
import { type Harness, startSubgraphs, type TestCaller } from '../subgraphs/kit/test/harness.ts';
import { refusalOf } from '../supergraph/gateway/authority/permits.ts';
import type { Caller } from '../supergraph/gateway/caller.ts';
import { readPublished } from '../supergraph/gateway/published.ts';
import { type RootField, rootFields } from './root-fields.ts';
import { publishedSubgraphs } from './town.ts';

const supergraph = readPublished(await readFile(join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8'));
const fields = rootFields(supergraph);

let subgraphs: Harness;
beforeAll(async () => {
  subgraphs = await startSubgraphs(await publishedSubgraphs());
});
afterAll(() => subgraphs.stop());

/** As the gateway would name them to a subgraph. */
function asTold(caller: Caller | null): TestCaller {
  return caller ? { ...caller.claims, scope: [...caller.scopes].join(' ') } : {};
}

/** Why the gateway would take a field out; null when it would not. */
function refusalAt({ required }: RootField, caller: Caller | null): string | null {
  return required.map((each) => refusalOf(each, caller)).find((refusal) => refusal !== null) ?? null;
}

const act = { sub: 'somebody', role: 'entrepreneur', centre: 'a-centre', consent: 'a-consent' };
const everybody = personas([], []).map(({ name, caller }) =>
  // Their consent names one service: to the others it is none.
  name === 'entrepreneur for a citizen' && caller
    ? { name, caller: { scopes: new Set(['service:khatian-copy']), claims: { ...caller.claims, act } } }
    : { name, caller },
);

test.each(everybody)('what the gateway does not let $name ask, no subgraph answers', async ({ name, caller }) => {
  const refused = fields.flatMap((field) => {
    const refusal = refusalAt(field, caller);
    return refusal === null ? [] : [{ field, refusal }];
  });
  expect(refused.length).toBeGreaterThan(20);
  for (const { field, refusal } of refused) {
    const { coordinate, subgraph, query, variables } = field;
    const { data, errors } = await subgraphs.ask(subgraph, asTold(caller), query, variables);
    expect({ name, coordinate, data: data?.[field.name] ?? null, code: errors?.[0]?.extensions?.code }).toEqual({
      name,
      coordinate,
      data: null,
      code: refusal,
    });
  }
});

test('what a consent names is not refused, and its neighbour is', async () => {
  const helper = everybody.find(({ name }) => name === 'entrepreneur for a citizen')?.caller ?? null;
  const open = fields.filter((field) => field.isClosed && refusalAt(field, helper) === null);
  expect(open.map(({ name }) => name).sort()).toEqual([
    'application',
    'applyForKhatianCopy',
    'createDocument',
    'document',
  ]);
});
