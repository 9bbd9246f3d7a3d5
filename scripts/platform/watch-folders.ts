/**
 * Watches folders with all that is in them. One watcher a folder and not Node's own `recursive`: on Linux that follows
 * each file, and loses it when an editor saves by putting a new file in its place.
 */
import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** A save may take an editor several steps, and a branch change many files; they are told together. */
const SETTLED_MS = 100;

/**
 * @param folders paths from `root`.
 * @param changed gets the paths from `root` of the files that changed, came or went.
 * @returns how to stop.
 */
export function watchFolders(
  root: string,
  folders: readonly string[],
  changed: (files: readonly string[]) => void,
): () => void {
  const watchers = new Map<string, FSWatcher>();
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function note(file: string): void {
    files.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const settled = [...files];
      files.clear();
      changed(settled);
    }, SETTLED_MS);
  }

  /** @param isNew what lies in a folder that has just come has changed, too. */
  function follow(folder: string, isNew: boolean): void {
    if (watchers.has(folder)) return;
    const watcher = watch(join(root, folder), (_event, name) => {
      if (name === null) return;
      const path = `${folder}/${name}`;
      if (entriesOf(join(root, path))) follow(path, true);
      else note(path);
    });
    const forget = () => {
      watcher.close();
      watchers.delete(folder);
    };
    watcher.on('error', forget);
    watchers.set(folder, watcher);
    const entries = entriesOf(join(root, folder));
    if (!entries) forget();
    for (const entry of entries ?? []) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) follow(path, isNew);
      else if (isNew) note(path);
    }
  }

  for (const folder of folders) follow(folder, false);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** What is in a folder; undefined when it is none. */
function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
