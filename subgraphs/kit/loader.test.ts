import { expect, test } from 'vitest';
import { nobody } from './auth/caller.ts';
import { systemClock } from './clock.ts';
import type { SubgraphContext } from './context.ts';
import { requestLoader } from './loader.ts';

const requestOf = (subject: string): SubgraphContext => ({
  caller: { ...nobody, subject },
  requestId: subject,
  clock: systemClock,
});

test('what is asked for in one tick is loaded at once, each key once', async () => {
  const batches: (readonly string[])[] = [];
  const loader = requestLoader(async (keys: readonly string[]) => {
    batches.push(keys);
    return keys.map((key) => key.toUpperCase());
  });
  const request = requestOf('rahima');
  const loaded = await Promise.all(['a', 'b', 'a'].map((key) => loader(request).load(key)));
  expect(loaded).toEqual(['A', 'B', 'A']);
  expect(batches).toEqual([['a', 'b']]);
});

test('nothing goes from one request to another', async () => {
  const loader = requestLoader(async (keys: readonly string[], { caller }: SubgraphContext) =>
    keys.map((key) => `${caller.subject} sees ${key}`),
  );
  const [rahima, karim] = [requestOf('rahima'), requestOf('karim')];
  expect(await Promise.all([loader(rahima).load('x'), loader(karim).load('x')])).toEqual([
    'rahima sees x',
    'karim sees x',
  ]);
  expect(await loader(requestOf('rahima')).load('x')).toBe('rahima sees x');
});

test('what one key costs, the others do not pay', async () => {
  const loader = requestLoader(async (keys: readonly string[]) =>
    keys.map((key) => (key === 'bad' ? new Error('no such thing') : key)),
  );
  const request = requestOf('rahima');
  const [good, bad] = await Promise.allSettled([loader(request).load('good'), loader(request).load('bad')]);
  expect(good).toEqual({ status: 'fulfilled', value: 'good' });
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'no such thing' } });
});
