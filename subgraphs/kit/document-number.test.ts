import { expect, test } from 'vitest';
import { digitsOf, documentNumber } from './document-number.ts';
import { randomIds } from './ids.ts';

test('a document has the number of its application, with a prefix of its own', () => {
  expect(documentNumber('NJ', 'LAND-7K3M-9QX2')).toBe('NJ-7K3M-9QX2');
  expect(documentNumber('GD', 'HOME-ABCD-EFGH')).toBe('GD-ABCD-EFGH');
});

test('digits of a reference are as many as asked for, and the same at each try', () => {
  expect(digitsOf('HOME-7K3M-9QX2', 8)).toBe(digitsOf('HOME-7K3M-9QX2', 8));
  for (const length of [1, 6, 8, 13])
    expect(digitsOf('HOME-7K3M-9QX2', length)).toMatch(new RegExp(`^\\d{${length}}$`));
});

test('of a thousand applications, nearly every one has digits of its own', () => {
  const digits = Array.from({ length: 1000 }, () => digitsOf(`HOME-${randomIds.reference()}`, 9));
  expect(new Set(digits).size).toBeGreaterThan(995);
});

test('a reference can be read out: no letter looks like a digit', () => {
  const references = Array.from({ length: 1000 }, () => randomIds.reference());
  for (const reference of references) expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(references).size).toBe(1000);
});
