/** A folder that belongs to one process at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FolderLock = { release(): void };

/** Another process has the folder. */
export class FolderInUse extends Error {}

/**
 * Makes the folder, for its owner alone, where it is not there, and takes it. The lock is the operating system's (SQLite
 * holds it), which takes it back when the process ends in whatever way: one that was killed leaves none that is stale.
 * @throws FolderInUse when another process has it; Error when it cannot be written.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(folder, 'lock'));
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (error instanceof Error && error.message.includes('locked')) throw new FolderInUse(folder);
    throw error;
  }
  return { release: () => file.close() };
}
