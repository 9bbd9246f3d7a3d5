/** The folder that `npm run new-ministry` makes, before anybody has edited it. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { linkedSchemaFile } from '../schema/link.ts';
import { nameProblem, writeMinistry } from '../scripts/new-ministry/write-ministry.ts';
import { ministryUnderTest } from '../subgraphs/kit/test/ministry.ts';
import { composeSubgraphs } from '../supergraph/composition/compose.ts';
import { readSubgraphs } from '../supergraph/composition/subgraph-files.ts';

const ROOT = join(import.meta.dirname, '..');
const water = { code: 'water-resources', nameEn: 'Ministry of Water Resources', nameBn: 'পানি সম্পদ মন্ত্রণালয়' };

// In the checkout, so that the folder finds the kit as any other does.
const place = await mkdtemp(join(ROOT, '.new-ministry-'));
await mkdir(join(place, 'subgraphs'));
const files = await writeMinistry(water, place);
const folder = pathToFileURL(`${join(place, 'subgraphs', water.code)}/`);
const { default: ministry } = await import(new URL('index.ts', folder).href);
afterAll(() => rm(place, { recursive: true }));

describe('the new folder', () => {
  test('has nothing left of the template', async () => {
    for (const file of files) expect(await readFile(join(place, file), 'utf8'), file).not.toMatch(/\{\{\w+\}\}/);
    expect(files).toContain('subgraphs/water-resources/water-resources.test.ts');
  });

  test('composes with all the others', async () => {
    const read = await readSubgraphs();
    if ('problems' in read) throw new Error('the tree does not read');
    const own = { name: water.code, document: linkedSchemaFile(new URL('schema.graphql', folder)) };
    expect(composeSubgraphs([...read.subgraphs, own])).toHaveProperty('supergraphSdl');
  });
});

describe('the new ministry', () => {
  const { services, send } = ministryUnderTest(water.code, ministry);

  test('has one service of each kind', () => {
    expect(services.map(({ kind }) => kind).sort()).toEqual([
      'APPLICATION',
      'APPOINTMENT',
      'LOOKUP',
      'PAYMENT',
      'REPORT',
    ]);
  });

  test('its rules hold', async () => {
    expect(await send('water-resources-certificate', { dateOfBirth: '2020-01-01' })).toMatchObject({
      userErrors: [{ field: 'dateOfBirth', code: 'NOT_OF_AGE' }],
    });
  });
});

describe('a ministry that cannot be', () => {
  test.each([
    ['a code that exists', { ...water, code: 'land' }, 'exists'],
    ['the kit', { ...water, code: 'kit' }, 'exists'],
    ['a code in capitals', { ...water, code: 'Water' }, 'kebab-case'],
    ['a path', { ...water, code: '../water' }, 'kebab-case'],
    ['no English name', { ...water, nameEn: '' }, '--name-en'],
    ['an English name in Bangla', { ...water, nameEn: water.nameBn }, '--name-en'],
    ['a Bangla name in Latin letters', { ...water, nameBn: 'Pani Sompod' }, '--name-bn'],
    ['a name with a quote', { ...water, nameEn: 'Ministry "of" Water' }, 'quotes'],
  ])('%s is refused with the reason', (_, given, reason) => {
    expect(nameProblem(given, ROOT)).toContain(reason);
  });

  test('a good one is not', () => {
    expect(nameProblem(water, ROOT)).toBeNull();
  });
});
