import { expect, test } from 'vitest';
import { nobody } from '../auth/caller.ts';
import type { SubgraphContext } from '../context.ts';
import { looksAsJson } from './access-event.ts';
import { looked, looksOf } from './looks.ts';

const OFFICIAL: SubgraphContext = {
  caller: { ...nobody, subject: 'official-1', scopes: new Set(['official']), ministry: 'land' },
  requestId: 'request-1',
  clock: { now: () => new Date('2026-03-03T06:00:00Z') },
};

test('what the looks of a request have in common is said once, in whichever order the fields were asked for', () => {
  for (const [citizen, fields] of [
    ['rahima', ['answers', 'payment']],
    ['karim', ['payment', 'answers']],
  ] as const) {
    const purpose = { code: 'TO_DECIDE', text: null } as const;
    looked(OFFICIAL, { citizen, applicationId: `land-of-${citizen}`, service: 'land-mutation', purpose }, fields);
  }
  const [first, second] = looksAsJson(looksOf(OFFICIAL));
  expect(first).toMatchObject({ citizen: 'rahima', fields: ['answers', 'payment'], by: { person: 'official-1' } });
  expect(second).toEqual({ citizen: 'karim', applicationId: 'land-of-karim' });
});
