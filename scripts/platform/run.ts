/** One run of a part's process, from its start to its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Part } from './parts.ts';
import { ROOT } from './settings.ts';

export type Run = {
  /** Undefined when the system could not start a process. */
  readonly pid: number | undefined;
  readonly startedAt: number;
  /** True when the part says that it listens; false when it ends before. */
  readonly listening: Promise<boolean>;
  /** How it ended, in words: `exit code 1`. */
  readonly ended: Promise<string>;
  /**
   * Asks it to end, and ends it by force after the grace.
   * @returns whether it ended by itself.
   */
  end(graceMs: number): Promise<boolean>;
  /** Ends it by force, with what it may have started itself. */
  kill(): void;
};

/**
 * Starts a part's process. It leads a process group of its own: Ctrl-C in the terminal reaches the starter only, which
 * says in which order the parts end. When the starter is gone in whatever way, the channel to it closes, and a part that
 * sees this ends by itself.
 * @param logFile what it writes is added here by the system, so that the last words of a part are kept in any case.
 */
export function runPart(part: Part, logFile: string): Run {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [...(part.flags ?? []), ...part.command], {
    cwd: ROOT,
    env: { ...process.env, ...part.environment },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once('error', (error) => {
      // A process that could not be started has no end; other errors are of a message that came too late.
      if (child.pid === undefined) resolve(error.message);
    });
  });
  const listening = new Promise<boolean>((resolve) => {
    child.on('message', (message) => {
      if (isListening(message)) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  const kill = () => killGroup(child);
  return {
    pid: child.pid,
    startedAt: performance.now(),
    listening,
    ended,
    end: async (graceMs) => {
      let isInTime = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => {
        isInTime = false;
        kill();
      }, graceMs);
      await ended;
      clearTimeout(timer);
      return isInTime;
    },
    kill,
  };
}

function isListening(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'listening';
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
