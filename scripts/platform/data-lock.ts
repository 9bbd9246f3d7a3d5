/** DATA_DIR belongs to one start at a time. */
import { FolderInUse, type FolderLock, lockFolder } from '../../subgraphs/kit/storage/folder-lock.ts';
import { readRoll } from './roll.ts';
import { StartProblem } from './start-problem.ts';

/**
 * Takes the folder.
 * @throws StartProblem when another start has it, or it cannot be written.
 */
export function lockData(folder: string): FolderLock {
  try {
    return lockFolder(folder);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof FolderInUse))
      throw new StartProblem(`DATA_DIR ${folder} cannot be used (${error.message}): choose a folder that is yours`);
    const holder = readRoll(folder)?.starter;
    throw new StartProblem(
      `DATA_DIR ${folder} is in use by another start${holder ? ` (process ${holder.pid})` : ''}: ` +
        'stop that one (Ctrl-C there), or give this one its own: DATA_DIR=.data-2 PORT=4010 npm start',
    );
  }
}
