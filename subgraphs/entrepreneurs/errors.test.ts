import { expect, test } from 'vitest';
import { complaintErrors } from './complaints/errors.ts';
import { entrepreneurErrors } from './errors.ts';
import { intakeErrors } from './intake/errors.ts';
import { ledgerErrors } from './ledger/errors.ts';
import { trainingErrors } from './training/errors.ts';

test.each(
  [entrepreneurErrors, trainingErrors, ledgerErrors, complaintErrors, intakeErrors].flatMap((each) =>
    Object.entries(each),
  ),
)('%s is said in both languages, with the same values', (_, { en, bn }) => {
  const values = (text: string) => new Set([...text.matchAll(/\{(\w+?)(?:En|Bn)?\}/g)].map(([, name]) => name));
  expect(en).toMatch(/^[A-Z{].*\.$/);
  expect(bn).toMatch(/\p{Script=Bengali}.*।$/u);
  expect(values(bn)).toEqual(values(en));
});
