/** Looks are kept and told by their differences, and read as if each had said everything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAt } from '../test/look.ts';
import { entriesAsJson, looksAsJson, readEntries, readLooks } from './access-event.ts';
import { type AccessEntry, genesis, link } from './chain.ts';
import type { Look } from './look.ts';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const by = lookAt('').by;
const LOOKERS = [by, { ...by }, { ...by, desk: null }, { ...by, centreName: { en: 'Gulshan', bn: 'গুলশান' } }];
const FIELDS = [['answers'], ['answers'], [], ['answers', 'payment']];
const AT = new Date('2026-03-03T06:00:00Z');

const someLook = fc
  .record({
    at: fc.constantFrom(AT, new Date(AT), new Date(AT.getTime() + 1)),
    citizen: fc.constantFrom('rahima', 'karim'),
    by: fc.constantFrom(...LOOKERS),
    fields: fc.constantFrom(...FIELDS),
    applicationId: fc.constantFrom(null, 'land-1'),
  })
  .map(({ citizen, ...rest }): Look => lookAt(citizen, rest));
const someLooks = fc.array(someLook, { minLength: 1, maxLength: 12 });

test('looks come back as they were', () => {
  fc.assert(
    fc.property(someLooks, (looks) => {
      expect(readLooks(throughJson(looksAsJson(looks)))).toEqual(looks);
    }),
  );
});

test('entries come back as they were, also where they do not follow one another', () => {
  const somewhere = fc.record({ from: fc.nat(3), length: fc.nat(4) });
  fc.assert(
    fc.property(someLooks, fc.array(somewhere, { minLength: 1, maxLength: 4 }), (looks, parts) => {
      const chain = link(genesis('land'), looks);
      const entries: AccessEntry[] = parts.flatMap(({ from, length }) => chain.slice(from, from + length + 1));
      fc.pre(entries.length > 0);
      expect(readEntries(throughJson(entriesAsJson(entries)))).toEqual(entries);
      // As earlier releases wrote them.
      expect(readEntries(throughJson(entries))).toEqual(entries);
    }),
  );
});

test('of looks that are alike but for the citizen the later ones say only whose data it was', () => {
  const look = lookAt('rahima');
  const entries = link(genesis('land'), [look, { ...look, citizen: 'karim' }]);
  expect(entriesAsJson(entries)[1]).toEqual({ citizen: 'karim', hash: entries[1]?.hash });
});

test.each([
  ['nothing', []],
  ['no list', {}],
  ['a first one that does not say everything', [{ citizen: 'rahima' }]],
  ['a part that is none', [lookAt('rahima'), { citizen: 7 }]],
  ['something that is no look', [lookAt('rahima'), 7]],
])('%s is refused', (_, list) => {
  expect(() => readLooks(throughJson(list))).toThrow();
});
