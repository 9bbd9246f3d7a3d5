import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFile } from './supergraph-file.ts';

let directory: string;
let file: string;
let watcher: ReturnType<typeof watchFile>;
const changes: string[] = [];
const failures: unknown[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-watch-'));
  file = join(directory, 'supergraph.graphql');
  await writeFile(file, 'one');
  changes.length = 0;
  failures.length = 0;
  watcher = watchFile(
    file,
    'one',
    (text) => void changes.push(text),
    (error) => void failures.push(error),
  );
});
afterEach(async () => {
  watcher.stop();
  await rm(directory, { recursive: true });
});

/** The files of the folder that are not watched change, too. */
const replace = async (text: string) => {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
};
const seen = (...texts: string[]) => expect.poll(() => changes).toEqual(texts);

test('a file that is replaced whole is read, each time', async () => {
  await replace('two');
  await seen('two');
  await replace('three');
  await seen('two', 'three');
});

test('a file that is written over is read', async () => {
  await writeFile(file, 'two');
  await seen('two');
});

test('the same text again is no news', async () => {
  await replace('one');
  await replace('two');
  await seen('two');
});

test('a file that is emptied on the way to another is read when it is whole', async () => {
  await writeFile(file, '');
  await writeFile(file, 'two');
  await seen('two');
});

test('a file that is gone is told, and read when it is there again', async () => {
  await rm(file);
  await expect.poll(() => failures).toHaveLength(1);
  await writeFile(file, 'two');
  await seen('two');
});
