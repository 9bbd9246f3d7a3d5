import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormField } from '#kit/form/form-field.ts';
import { columnsOf } from './csv-columns.ts';
import { readCsv } from './read-csv.ts';

const field = (name: string, type: string): FormField => ({
  name,
  labelEn: name,
  labelBn: name,
  description: '',
  type,
  list: false,
  required: true,
  options: [],
  fields: [],
  limits: {},
});
const columns = columnsOf([field('code', 'String'), field('feeBdt', 'Int')]);
const LIMITS = { maxLength: 200, maxRows: 3 };

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

test('a column is named after its field', () => {
  expect(columns.map(({ name }) => name)).toEqual(['code', 'fee_bdt']);
});

test('whatever a file holds, it is read, or told what is wrong', () => {
  const text = fc.string({ unit: fc.constantFrom(...'code,fee_bdt;"\t\r\n 1ক\uFEFF\0'), maxLength: 80 });
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((rest) => `code,fee_bdt\n${rest}`),
      ),
      (file) => {
        const { services, mistakes } = readCsv(file, columns, LIMITS);
        expect(services.length + mistakes.length).toBeGreaterThan(0);
        const lines = file.split(/\r\n|\r|\n/).length;
        for (const { line } of [...services, ...mistakes]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('what is written in quotes is read as it was, with the line where it begins', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab,";\n ক'), maxLength: 8 }).map((each) => `x${each}x`);
  const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 }), lineEnds, (rows, lineEnd) => {
      const file = ['code,fee_bdt', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
      const { services, mistakes } = readCsv(file.replaceAll('\n', lineEnd), columns, LIMITS);
      expect(mistakes).toEqual([]);
      let line = 2;
      for (const [index, [code, feeBdt]] of rows.entries()) {
        expect(services[index]).toEqual({ line, values: { code, feeBdt } });
        line += 1 + (code + feeBdt).split('\n').length - 1;
      }
    }),
  );
});
