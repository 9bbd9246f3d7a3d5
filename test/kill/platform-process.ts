/** `npm start` as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, '../../scripts/start.ts');

export type PlatformProcess = {
  readonly pid: number;
  /** Resolves at the line that says so. @throws Error with what it printed, when it ends instead. */
  readonly ready: Promise<void>;
  /** Ends it as Ctrl-C does; does nothing when it has ended. */
  end(): Promise<void>;
};

/** Starts the platform on its own embedded store, whatever database the test run uses. */
export function startPlatform(port: number, dataDir: string): PlatformProcess {
  const { MONGODB_URL: _ofTheTestRun, ...environment } = process.env;
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...environment, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close');
  const ready = new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      if (/^ready /m.test(output)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    ended.then(([code]) => reject(new Error(`the start ended with ${code}:\n${output}`)), reject);
  });
  // Whoever waits for it hears of it; nobody does after the start.
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Whether a process runs; one that has ended and was not yet waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
