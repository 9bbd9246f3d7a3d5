/** The supergraph's file, and news of its changes. */
import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** A writer may need several steps; they are taken together. */
const SETTLED_MS = 50;

/**
 * Watches a file for changes. The folder is watched, since a file that is replaced whole is a new one.
 * @param changed gets the new text, when it is another; its errors are the caller's to handle.
 * @param failed is told when the file cannot be read.
 */
export function watchFile(
  file: string,
  before: string,
  changed: (text: string) => void,
  failed: (error: unknown) => void,
): { stop(): void } {
  let last = before;
  let timer: NodeJS.Timeout | undefined;
  const read = () =>
    readFile(file, 'utf8').then((text) => {
      if (text === last || text === '') return;
      last = text;
      changed(text);
    }, failed);
  const watcher: FSWatcher = watch(dirname(file), (_event, name) => {
    if (name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(read, SETTLED_MS);
  });
  watcher.on('error', failed);
  return {
    stop: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
