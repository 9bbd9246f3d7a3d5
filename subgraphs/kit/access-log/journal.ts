/**
 * Looks in a file of this process's own before their answer leaves: who kills the process loses none. The disk has them about a
 * tenth of a second later, and the chain in the database after about a second, all that came meanwhile by one write.
 *
 * A file takes lines until they are brought to the chain; then it goes. What a killed process has left is brought by the next
 * one that has its folder.
 */
import { appendFileSync } from 'node:fs';
import { type FileHandle, rm } from 'node:fs/promises';
import type { Logger } from '../log.ts';
import { createRounds } from '../rounds.ts';
import { FolderInUse, type FolderLock, lockFolder } from '../storage/folder-lock.ts';
import type { AccessLog } from './access-log.ts';
import { textOf } from './chain.ts';
import { groupCommit } from './group-commit.ts';
import { createFile, type JournalFile, lineOf, readFiles } from './journal-files.ts';
import type { Look } from './look.ts';

export type Journal = {
  /** Settles when the looks are in the file. Rejects when they are not: then nothing of them may be shown. */
  record(looks: readonly Look[]): Promise<void>;
  /** Brings what is left; what the database does not take now is brought after the next start. */
  stop(): Promise<void>;
};

/** What comes within it is flushed to the disk together; a machine that loses its power loses little more. */
const FLUSH_MS = 100;
/** What comes within it is brought to the chain by one write. */
const GATHER_MS = 1000;
/** About 20 MB. More than that waits for no database: nothing is shown until it answers. */
const MOST_WAITING = 50_000;
const IN_A_READ = 1000;

/** A file that takes no more lines. */
type Closed = JournalFile & { readonly looks: readonly Look[]; mayBeChained: boolean };
/** A file that takes lines. */
type Open = JournalFile & { readonly handle: FileHandle; readonly looks: Look[] };

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
  const flushing = createRounds('the disk of looks', flush, log, { soonMs: FLUSH_MS });
  const rounds = createRounds('the chain of looks', bringAll, log, { soonMs: GATHER_MS });
  if (waiting > 0) rounds.start();

  async function write(looks: readonly Look[]): Promise<void> {
    if (waiting + looks.length > MOST_WAITING) throw new Error(`${waiting} looks wait for the database`);
    current ??= { ...(await createFile(folder, ++number, reached)), looks: [] };
    const file = current;
    try {
      appendFileSync(file.handle.fd, lineOf(looks));
      file.looks.push(...looks);
      waiting += looks.length;
    } catch (error) {
      // How much of it is in the file nobody knows: nothing is written behind it.
      await close(file);
      throw error;
    } finally {
      flushing.soon();
      rounds.soon();
    }
  }

  async function flush(): Promise<void> {
    const file = current;
    try {
      await file?.handle.datasync();
    } catch (error) {
      // Asked again a disk may say yes and not have it: nothing more is written there.
      if (file && file === current) {
        retire(file);
        await file.handle.close();
      }
      throw error;
    }
  }

  /** It takes no more lines; what it has is in memory, too, until it is in the chain. */
  function retire(file: Open): void {
    current = null;
    closed.push({ ...file, mayBeChained: false });
  }

  async function close(file: Open): Promise<void> {
    retire(file);
    // A disk that refuses keeps nothing from the chain.
    await flushing.follow(file.handle.datasync());
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
      await Promise.all([flushing.stop(), rounds.stop()]);
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
