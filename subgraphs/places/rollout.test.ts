import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Harness, startSubgraphs } from '#kit/test/harness.ts';
import places from './index.ts';

let subgraph: Harness;
beforeAll(async () => {
  subgraph = await startSubgraphs({ places });
});
afterAll(() => subgraph.stop());

async function rollout<Value>(selection: string, as = anonymous): Promise<Value> {
  const { data, errors } = await subgraph.ask('places', as, `{ rollout { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data?.rollout as Value;
}

test('the stages tell how far they are, and what ends them', async () => {
  type Stage = {
    code: string;
    status: string;
    criteria: { measure: string; target: number; actual: number; isMet: boolean }[];
  };
  const { stages } = await rollout<{ stages: Stage[] }>(
    'stages { code status name(language: BN) centres(first: 2) { totalCount nodes { code } } criteria { measure target actual isMet name } }',
  );
  expect(stages.map(({ code, status }) => [code, status])).toEqual([
    ['PILOT', 'RUNNING'],
    ['DIVISIONS', 'NEXT'],
    ['DISTRICTS', 'NEXT'],
    ['UPAZILAS', 'NEXT'],
    ['ABROAD', 'NEXT'],
  ]);
  expect(stages[0]).toMatchObject({
    name: 'ঢাকায় পরীক্ষামূলক পর্যায়',
    centres: { totalCount: 3, nodes: [{ code: 'gulshan' }, { code: 'uttara' }] },
    criteria: [
      { measure: 'CITIZENS_SERVED', isMet: true },
      { measure: 'WAITING_MINUTES', isMet: false },
      { measure: 'COMPLAINTS_PER_THOUSAND', isMet: true },
    ],
  });
  expect(stages[1]?.criteria).toMatchObject([{ measure: 'DIVISIONS_SERVED', target: 8, actual: 1, isMet: false }]);
  expect(stages[4]?.criteria).toMatchObject([{ measure: 'COUNTRIES_SERVED', actual: 0, isMet: false }]);
});

test('the next areas are those with planned centres, by stage, page by page', async () => {
  const { nextAreas } = await rollout<{ nextAreas: { totalCount: number; nodes: { name: string }[] } }>(
    'nextAreas(first: 3) { totalCount nodes { name } }',
  );
  expect(nextAreas).toEqual({
    totalCount: 13,
    nodes: [{ name: 'Dhaka' }, { name: 'Chattogram' }, { name: 'Rajshahi' }],
  });
});

test.each([
  ['DIVISION', 8, '06', { centresPlanned: 3, centresPilot: 2, places: 92, placesServed: 1, sharePercent: 1.1 }],
  [
    'DISTRICT',
    64,
    '06-47',
    { centresPlanned: 1, centresPilot: 2, centresOpen: 0, places: 6, placesServed: 1, sharePercent: 16.7 },
  ],
  ['UPAZILA', 494, '06-47-365', { centresPlanned: 0, places: 1, placesServed: 0, sharePercent: 0 }],
])('coverage by %s has a number for each', async (level, count, code, numbers) => {
  const { coverage } = await rollout<{ coverage: { area: { code: string } }[] }>(
    `coverage(level: ${level}) { area { code } centresPlanned centresPilot centresOpen centresPaused places placesServed sharePercent }`,
  );
  expect(coverage).toHaveLength(count);
  expect(coverage.find(({ area }) => area.code === code)).toMatchObject(numbers);
});
