/**
 * The files of a journal: what was written together is a line of JSON. Their names say in which order they were begun, and
 * behind what.
 */
import { constants, type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { looksAsJson, readLooks } from './access-event.ts';
import type { Look } from './look.ts';

/** `<number>-<after>.looks` */
const NAME = /^(\d{12})-(\d+)\.looks$/;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;

export type JournalFile = {
  readonly path: string;
  readonly number: number;
  /** A place in the chain: none of the looks lies before it. */
  readonly after: number;
};

/** Begins a file, whose name is on the disk, too. */
export async function createFile(
  folder: string,
  number: number,
  after: number,
): Promise<JournalFile & { readonly handle: FileHandle }> {
  const path = join(folder, `${String(number).padStart(12, '0')}-${after}.looks`);
  await using directory = await open(folder);
  const handle = await open(path, FLAGS, 0o600);
  try {
    await directory.sync();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { path, number, after, handle };
}

/** Looks as a line of a file. */
export function lineOf(looks: readonly Look[]): string {
  return `${JSON.stringify(looksAsJson(looks))}\n`;
}

/** The files of a folder with their looks, in the order in which they were begun. @throws Error that names a line that is no look. */
export async function readFiles(folder: string): Promise<(JournalFile & { readonly looks: readonly Look[] })[]> {
  const names = (await readdir(folder)).sort();
  const found = names.flatMap((name) => {
    const [, number, after] = NAME.exec(name) ?? [];
    return number && after ? [{ path: join(folder, name), number: Number(number), after: Number(after) }] : [];
  });
  return Promise.all(
    found.map(async (file) => ({ ...file, looks: looksIn(await readFile(file.path, 'utf8'), file.path) })),
  );
}

function looksIn(text: string, path: string): Look[] {
  const lines = text.split('\n');
  // Behind the last line break is nothing, or a line that was cut off: its answer never left.
  lines.pop();
  return lines.flatMap((line, index) => {
    try {
      // A line of an earlier release is one look.
      return readLooks([JSON.parse(line)].flat());
    } catch (error) {
      throw new Error(`${path}, line ${index + 1} is no look: mend the line, or move the file away`, { cause: error });
    }
  });
}
