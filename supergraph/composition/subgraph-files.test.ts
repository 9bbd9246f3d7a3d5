import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kind } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { readSubgraphs } from './subgraph-files.ts';

test('a folder with a schema.graphql is a subgraph, linked with what is shared', async () => {
  const read = readSubgraphs(
    await subgraphsFolder({
      'land/schema.graphql': 'extend type Query { plot(on: Date): Int }',
      'kit/main.ts': '',
      'health/schema.graphql': 'extend type Query { visit: Int }',
    }),
  );
  if ('problems' in read) throw new Error('they are well-formed');
  expect(read.subgraphs.map(({ name }) => name)).toEqual(['health', 'land']);
  const scalars = read.subgraphs[1]?.document.definitions.filter(({ kind }) => kind === Kind.SCALAR_TYPE_DEFINITION);
  expect(scalars).toMatchObject([{ name: { value: 'Date' } }]);
});

test('a document that nobody has named is told at its line, with what to do', async () => {
  const service = '@service(code: "well", kind: REPORT, titleEn: "W", titleBn: "কূ", agency: "A", evidence: ["deeed"])';
  const read = await subgraphsFolder({
    'land/schema.graphql': `extend type Mutation {\n  well(input: WellInput!): Int ${service}\n}\ninput WellInput { a: Int }`,
  }).then(readSubgraphs);
  expect(read).toMatchObject({
    problems: [
      {
        code: 'EVIDENCE_UNKNOWN',
        message: expect.stringContaining('no document with the code "deeed"'),
        subgraphs: ['land'],
        locations: [{ file: 'subgraphs/land/schema.graphql', line: 2 }],
        fix: expect.stringContaining('schema/evidence.ts'),
      },
    ],
  });
});

test('every file that is not well-formed is told, with its line', async () => {
  const read = readSubgraphs(
    await subgraphsFolder({
      'land/schema.graphql': 'extend type Query {\n  plot: [Int\n}',
      'health/schema.graphql': 'extend type Query { visit: Int }',
      'education/schema.graphql': 'extend typ Query { result: Int }',
    }),
  );
  expect(read).toMatchObject({
    problems: [
      {
        code: 'SYNTAX_ERROR',
        message: 'Syntax Error: Unexpected Name "typ".',
        subgraphs: ['education'],
        locations: [{ file: 'subgraphs/education/schema.graphql', line: 1, column: 8 }],
        fix: expect.stringContaining('Mend the SDL there'),
      },
      { subgraphs: ['land'], locations: [{ file: 'subgraphs/land/schema.graphql', line: 3, column: 1 }] },
    ],
  });
});

async function subgraphsFolder(files: Record<string, string>): Promise<URL> {
  const root = await mkdtemp(join(tmpdir(), 'subgraph-files-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, 'subgraphs', path, '..'), { recursive: true });
    await writeFile(join(root, 'subgraphs', path), text);
  }
  return pathToFileURL(join(root, 'subgraphs/'));
}
