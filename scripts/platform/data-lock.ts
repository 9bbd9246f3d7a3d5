/** DATA_DIR belongs to one start at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readRoll } from './roll.ts';
import { StartProblem } from './start-problem.ts';

export type DataLock = { release(): void };

/**
 * Takes the folder. The lock is the operating system's (SQLite holds it), which takes it back when the process ends in
 * whatever way: a start that was killed leaves none that is stale.
 * @throws StartProblem when another start has it, or it cannot be written.
 */
export function lockData(folder: string): DataLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lock(folder);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!error.message.includes('locked'))
      throw new StartProblem(`DATA_DIR ${folder} cannot be used (${error.message}): choose a folder that is yours`);
    const holder = readRoll(folder)?.starter;
    throw new StartProblem(
      `DATA_DIR ${folder} is in use by another start${holder ? ` (process ${holder.pid})` : ''}: ` +
        'stop that one (Ctrl-C there), or give this one its own: DATA_DIR=.data-2 PORT=4010 npm start',
    );
  }
}

function lock(folder: string): DataLock {
  const file = new DatabaseSync(join(folder, 'lock'));
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    throw error;
  }
  return { release: () => file.close() };
}
