import { describe, expect, test } from 'vitest';
import { type AccessEntry, followAll, genesis, link } from './chain.ts';
import type { Look } from './look.ts';

const look = (citizen: string): Look => ({
  at: new Date('2026-03-03T06:00:00Z'),
  by: { person: 'official-1', role: 'OFFICIAL', ministry: 'land', desk: 'mutation', centre: null, consent: null },
  citizen,
  applicationId: `land-${citizen}`,
  service: 'land-mutation',
  purpose: { code: 'TO_DECIDE', text: null },
  fields: ['answers', 'decision'],
  requestId: 'request-1',
});

const start = genesis('land');
const chain = link(start, ['রহিমা', 'karim', 'salma', 'jamal', 'nasrin'].map(look));
const broken = (entries: readonly AccessEntry[]) => followAll(start, entries).broken;
const at = (seq: number) => {
  const entry = chain[seq - 1];
  if (!entry) throw new Error(`the chain has no entry ${seq}`);
  return entry;
};
/** The chain with another entry in a place. */
const having = (seq: number, entry: AccessEntry) => chain.with(seq - 1, entry);

test('a chain that nobody touched is whole', () => {
  expect(followAll(start, chain)).toEqual({ broken: null, head: { seq: 5, hash: at(5).hash } });
});

test('a log that was written before centres had names in it is whole still', () => {
  const assisted: Look = {
    ...{
      ...look('rahima'),
      applicationId: 'land-01J',
      purpose: { code: 'WITH_CONSENT', text: null },
      fields: ['answers'],
    },
    by: { ...{ person: 'e-1', role: 'ENTREPRENEUR', ministry: null, desk: null }, centre: 'gulshan', consent: 'c-1' },
  };
  expect(link(start, [assisted])[0]?.hash).toBe('0kLrbvYdaW1YIu7_45cvnzcD-6uY_Ognpcq7rizZAKQ');
});

test('it goes on where it stopped', () => {
  const more = link(at(5), [look('kamal')]);
  expect(broken([...chain, ...more])).toBeNull();
});

describe('a changed entry is found', () => {
  const forged: [string, Partial<AccessEntry>][] = [
    ['who looked', { by: { ...at(3).by, person: 'official-2' } }],
    ['in which role', { by: { ...at(3).by, role: 'OPERATOR' } }],
    ['of which ministry', { by: { ...at(3).by, ministry: 'health' } }],
    ['at which desk', { by: { ...at(3).by, desk: null } }],
    ['what the centre is called', { by: { ...at(3).by, centreName: { en: 'Gulshan', bn: 'গুলশান' } } }],
    ['when', { at: new Date('2026-03-03T06:00:00.001Z') }],
    ['whose data', { citizen: 'karim' }],
    ['of which application', { applicationId: null }],
    ['of which service', { service: 'khatian-copy' }],
    ['for what', { purpose: { code: 'STATED', text: 'An audit' } }],
    ['which fields', { fields: ['answers'] }],
    ['in which request', { requestId: 'request-2' }],
  ];
  test.each(forged)('%s', (_, change) => {
    expect(broken(having(3, { ...at(3), ...change }))).toEqual({ seq: 3, fault: 'CHANGED' });
  });

  test('also when its own hash is made anew: the next one does not follow from it', () => {
    const [forgery] = link(at(2), [look('kamal')]);
    expect(forgery && broken(having(3, forgery))).toEqual({ seq: 4, fault: 'MOVED' });
  });
});

test('a removed entry is found', () => {
  expect(broken(chain.filter(({ seq }) => seq !== 3))).toEqual({ seq: 3, fault: 'MISSING' });
});

test('one that is removed, with those after it numbered anew, is found', () => {
  const closed = chain.filter(({ seq }) => seq !== 3).map((entry, index) => ({ ...entry, seq: index + 1 }));
  expect(broken(closed)).toEqual({ seq: 3, fault: 'CHANGED' });
});

test('an added entry is found', () => {
  expect(broken(chain.toSpliced(3, 0, at(3)))).toEqual({ seq: 4, fault: 'REPEATED' });
  const [added] = link(at(2), [look('kamal')]);
  const pushedIn = added
    ? [...chain.slice(0, 2), added, ...chain.slice(2).map((entry) => ({ ...entry, seq: entry.seq + 1 }))]
    : [];
  expect(broken(pushedIn)).toEqual({ seq: 4, fault: 'CHANGED' });
});

test('reordered entries are found', () => {
  const swapped = having(2, { ...at(3), seq: 2 }).with(2, { ...at(2), seq: 3 });
  expect(broken(swapped)).toEqual({ seq: 2, fault: 'CHANGED' });
});

test('an entry of another writer fits in no chain but its own', () => {
  const [foreign] = link(genesis('health'), [look('রহিমা')]);
  expect(foreign && broken([foreign])).toEqual({ seq: 1, fault: 'MOVED' });
});
