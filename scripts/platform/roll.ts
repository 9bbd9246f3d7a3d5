/** The roll of a start's processes, in DATA_DIR/processes.json: what the next start looks for if this one is killed. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processStart } from './process-start.ts';

const entry = z.object({ name: z.string(), pid: z.number(), start: z.string().optional() });
const shape = z.object({ starter: entry, parts: z.array(entry) });

export type RollEntry = z.infer<typeof entry>;
export type Roll = z.infer<typeof shape>;

/** @returns undefined when there is none, or none that can be read: it is made anew by each start. */
export function readRoll(folder: string): Roll | undefined {
  try {
    return shape.safeParse(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Those of the roll that still run. */
export function stillRunning(roll: Roll | undefined): readonly RollEntry[] {
  return (roll?.parts ?? []).filter(({ pid, start }) => start !== undefined && processStart(pid) === start);
}

/** Keeps the roll of this process's parts. */
export class RollKeeper {
  readonly #folder: string;
  readonly #parts = new Map<number, RollEntry>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#write();
  }

  add(name: string, pid: number): void {
    this.#parts.set(pid, entryOf(name, pid));
    this.#write();
  }

  remove(pid: number): void {
    this.#parts.delete(pid);
    this.#write();
  }

  /** Nothing is left to look for. */
  close(): void {
    rmSync(fileOf(this.#folder), { force: true });
  }

  #write(): void {
    const roll: Roll = { starter: entryOf('starter', process.pid), parts: [...this.#parts.values()] };
    const file = fileOf(this.#folder);
    writeFileSync(`${file}.new`, JSON.stringify(roll), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

function fileOf(folder: string): string {
  return join(folder, 'processes.json');
}

function entryOf(name: string, pid: number): RollEntry {
  return { name, pid, start: processStart(pid) };
}
