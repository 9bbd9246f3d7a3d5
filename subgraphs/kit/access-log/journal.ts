/**
 * Looks on this process's own disk before their answer leaves. The chain in the database has them within a second or so, all
 * that came meanwhile by one write: a durable line in a file costs a small part of a durable write to a database.
 *
 * A file takes lines until they are brought to the chain; then it goes. What a killed process has left is brought by the next
 * one that has its folder.
 */
import { type FileHandle, rm } from 'node:fs/promises';
import type { Logger } from '../log.ts';
import { createRounds } from '../rounds.ts';
import { FolderInUse, type FolderLock, lockFolder } from '../storage/folder-lock.ts';
import type { AccessLog } from './access-log.ts';
import { textOf } from './chain.ts';
import { groupCommit } from './group-commit.ts';
import { createFile, type JournalFile, linesOf, readFiles } from './journal-files.ts';
import type { Look } from './look.ts';

export type Journal = {
  /** Settles when the looks are on the disk. Rejects when they are not: then nothing of them may be shown. */
  record(looks: readonly Look[]): Promise<void>;
  /** Brings what is left; what the database does not take now is brought after the next start. */
  stop(): Promise<void>;
};

/** What comes within it is brought to the chain by one write. */
const GATHER_MS = 1000;
/** About 20 MB. More than that waits for no database: nothing is shown until it answers. */
const MOST_WAITING = 50_000;
const IN_A_READ = 1000;

/** A file that takes no more lines. */
type Closed = JournalFile & { readonly looks: readonly Look[]; mayBeChained: boolean };
/** A file that takes lines. */
type Open = JournalFile & { readonly handle: FileHandle; readonly looks: Look[]; writing: Promise<void> };

/**
 * @param folder this process's own; made if it is not there.
 * @param chain where the looks belong.
 * @throws Error when the folder cannot be written or is another process's, or that names a line of a file that is no look.
 */
export async function openJournal(folder: string, chain: AccessLog, log: Logger): Promise<Journal> {
  const lock = lockOf(folder);
  const [closed, end] = await Promise.all([leftIn(folder), chain.end()]).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  let reached = end;
  let number = closed.at(-1)?.number ?? 0;
  let waiting = closed.reduce((sum, { looks }) => sum + looks.length, 0);
  let current: Open | null = null;
  const rounds = createRounds('the chain of looks', bringAll, log, { soonMs: GATHER_MS });
  if (waiting > 0) rounds.start();

  async function write(looks: readonly Look[]): Promise<void> {
    if (waiting + looks.length > MOST_WAITING) throw new Error(`${waiting} looks wait for the database`);
    current ??= { ...(await createFile(folder, ++number, reached)), looks: [], writing: Promise.resolve() };
    const file = current;
    file.writing = append(file, looks);
    try {
      await file.writing;
    } catch (error) {
      // How much of it is on the disk nobody knows: nothing is written behind it.
      await close(file);
      throw error;
    } finally {
      rounds.soon();
    }
  }

  async function append({ handle, looks: kept }: Open, looks: readonly Look[]): Promise<void> {
    await handle.appendFile(linesOf(looks));
    kept.push(...looks);
    waiting += looks.length;
  }

  async function close(file: Open): Promise<void> {
    if (current !== file) return;
    current = null;
    await file.writing.catch(() => undefined);
    closed.push({ ...file, mayBeChained: false });
    await file.handle.close();
  }

  async function bringAll(): Promise<void> {
    if (current) await close(current);
    for (let [file] = closed; file; [file] = closed) {
      await bring(file);
      closed.shift();
    }
  }

  async function bring(file: Closed): Promise<void> {
    const looks = file.mayBeChained ? await missing(file, chain) : file.looks;
    // After a write that fails or is cut off by our end, only the database knows what it took.
    file.mayBeChained = true;
    if (looks.length > 0) await chain.record(looks);
    reached = await chain.end();
    await rm(file.path, { force: true });
    waiting -= file.looks.length;
  }

  return {
    record: groupCommit(write, 0),
    stop: async () => {
      await rounds.stop();
      await bringAll().catch((error: unknown) => log.warn({ err: error }, 'looks wait on the disk for the next start'));
      lock.release();
    },
  };
}

function lockOf(folder: string): FolderLock {
  try {
    return lockFolder(folder);
  } catch (error) {
    const why =
      error instanceof FolderInUse
        ? 'is in use by another process: give each copy of a subgraph a folder of its own'
        : `cannot be used (${error instanceof Error ? error.message : error}): name a folder that can be written`;
    throw new Error(`LOOKS_DIR: ${folder} ${why}`, { cause: error });
  }
}

async function leftIn(folder: string): Promise<Closed[]> {
  return (await readFiles(folder)).map((file) => ({ ...file, mayBeChained: true }));
}

/** The looks of a file that are not in the chain. */
async function missing({ after, looks }: Closed, chain: AccessLog): Promise<Look[]> {
  const chained = new Map<string, number>();
  const count = (look: Look, change: number) => {
    const text = textOf(look);
    const before = chained.get(text) ?? 0;
    chained.set(text, before + change);
    return before;
  };
  // The end first: what is chained late, after it was sought here, then has the place that we would give it.
  await chain.end();
  for (let reached = after; ; ) {
    const entries = await chain.after(reached, IN_A_READ);
    for (const entry of entries) count(entry, 1);
    const last = entries.at(-1);
    if (!last) break;
    reached = last.seq;
  }
  return looks.filter((look) => count(look, -1) <= 0);
}
