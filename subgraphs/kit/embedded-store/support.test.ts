import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnyDocument, openTestStore, type TestStore } from './store-for-test.ts';
import { support, things } from './support.ts';

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

test.each(support)('$kind $name, supported: $isSupported', async ({ kind, name, isSupported, run, answer }) => {
  const db = opened.client.db(`${kind}${support.findIndex((row) => row.kind === kind && row.name === name)}`);
  await db.collection<AnyDocument>('things').insertMany(things.map((thing) => ({ ...thing, tags: [...thing.tags] })));
  if (!isSupported) {
    await expect(run(db)).rejects.toThrow(
      /the embedded store does not support .*; set MONGODB_URL to a MongoDB server/,
    );
    return;
  }
  const given = await run(db);
  if (typeof answer === 'object' && answer !== null) expect(given).toMatchObject(answer);
  else expect(given).toEqual(answer);
});
