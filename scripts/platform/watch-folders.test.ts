import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFolders } from './watch-folders.ts';

let root: string;
let stop: () => void;
const seen: string[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nagarik-watch-'));
  await mkdir(join(root, 'subgraphs/land'), { recursive: true });
  await writeFile(join(root, 'subgraphs/land/index.ts'), '1');
  seen.length = 0;
  stop = watchFolders(root, ['subgraphs'], (files) => seen.push(...files));
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true });
});

/** Once the change is told, and only it. */
async function tells(files: readonly string[]): Promise<void> {
  await expect.poll(() => new Set(seen)).toEqual(new Set(files));
  seen.length = 0;
}

test('a file is seen however an editor saves it, again and again', async () => {
  const file = join(root, 'subgraphs/land/index.ts');
  await writeFile(file, '2');
  await tells(['subgraphs/land/index.ts']);
  for (const text of ['3', '4']) {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    await tells(['subgraphs/land/index.ts.new', 'subgraphs/land/index.ts']);
  }
  await rm(file);
  await tells(['subgraphs/land/index.ts']);
  await writeFile(file, '5');
  await tells(['subgraphs/land/index.ts']);
});

test('a folder that comes is seen with what is in it', async () => {
  await mkdir(join(root, 'subgraphs/health/test'), { recursive: true });
  await writeFile(join(root, 'subgraphs/health/schema.graphql'), '1');
  await writeFile(join(root, 'subgraphs/health/test/a.ts'), '1');
  await tells(['subgraphs/health/schema.graphql', 'subgraphs/health/test/a.ts']);
  await writeFile(join(root, 'subgraphs/health/test/a.ts'), '2');
  await tells(['subgraphs/health/test/a.ts']);
});
