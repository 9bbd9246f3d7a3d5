import { expect, test } from 'vitest';
import { subgraphProcesses } from './layout.ts';

const platform = ['applications', 'identity'].map((name) => ({ name, isMinistry: false }));
const ministries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `m${index + 1}`, isMinistry: true }));

test('separate: a process for each subgraph', () => {
  const processes = subgraphProcesses([...platform, ...ministries(1)], 'separate');
  expect(processes).toEqual(['applications', 'identity', 'm1'].map((name) => ({ name, subgraphs: [name] })));
});

test.each([
  [0, []],
  [1, [1]],
  [8, [8]],
  [9, [4, 5]],
  [24, [8, 8, 8]],
  [26, [6, 7, 6, 7]],
])('grouped: %i ministries share processes evenly', (count, sizes) => {
  const [own, ...shared] = subgraphProcesses([...platform, ...ministries(count)], 'grouped');
  expect(own).toEqual({ name: 'platform', subgraphs: ['applications', 'identity'] });
  expect(shared.map(({ subgraphs }) => subgraphs.length)).toEqual(sizes);
  expect(shared.flatMap(({ subgraphs }) => subgraphs)).toEqual(ministries(count).map(({ name }) => name));
});

test('grouped: a subgraph that is alone gives the process its name', () => {
  expect(subgraphProcesses(ministries(1), 'grouped')).toEqual([{ name: 'm1', subgraphs: ['m1'] }]);
});
