import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealedBy } from './seal.ts';

const { seal, open } = sealedBy(randomBytes(32));
const value = { accountId: 'person-rahima', জেলা: 'ঢাকা', list: [1, null] };

test('what was sealed is opened again, and nobody can read it', () => {
  const sealed = seal('Session:1', value);
  expect(open('Session:1', sealed)).toEqual(value);
  expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('rahima');
  expect(seal('Session:1', value)).not.toBe(sealed);
});

test.each([
  ['put in another place', () => open('Session:2', seal('Session:1', value))],
  ['sealed with another secret', () => open('Session:1', sealedBy(randomBytes(32)).seal('Session:1', value))],
  ['cut short', () => open('Session:1', seal('Session:1', value).slice(0, 20))],
  [
    'changed by one bit',
    () => {
      const bytes = Buffer.from(seal('Session:1', value), 'base64url');
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
      return open('Session:1', bytes.toString('base64url'));
    },
  ],
])('what was %s is refused', (_, attempt) => {
  expect(attempt).toThrow();
});
