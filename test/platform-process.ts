/** `npm start` as a person runs it: a process of its own, with its own port and data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` runs. */
export const START_SCRIPT = join(import.meta.dirname, '../scripts/start.ts');

export type PlatformProcess = {
  readonly process: ChildProcess;
  readonly url: string;
  /** Where people log in, as it says before it is ready. */
  readonly issuer: () => string;
  /** All that it has printed. */
  output(): string;
  /** Resolves at the line that says so. @throws Error with what it printed, when it ends instead. */
  readonly ready: Promise<void>;
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it as Ctrl-C does; does nothing when it has ended. */
  end(): Promise<void>;
};

/** Starts the platform on its own embedded store, whatever database the test run uses. */
export function startPlatform(
  port: number,
  dataDir: string,
  more: Readonly<Record<string, string>> = {},
): PlatformProcess {
  const { MONGODB_URL: _ofTheTestRun, PLATFORMS_COMPILE_CACHE, ...environment } = process.env;
  const compileCache = PLATFORMS_COMPILE_CACHE ? { NODE_COMPILE_CACHE: PLATFORMS_COMPILE_CACHE } : {};
  const child = spawn(process.execPath, [START_SCRIPT], {
    env: { ...environment, ...compileCache, PORT: String(port), DATA_DIR: dataDir, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  const ready = new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      if (/^ready /m.test(output)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void ended.then((code) => reject(new Error(`the start ended with ${code}:\n${output}`)));
  });
  // Whoever waits for it hears of it; nobody does after the start.
  ready.catch(() => undefined);
  return {
    process: child,
    url: `http://localhost:${port}`,
    issuer: () => {
      const [, issuer] = /^issuer (\S+)$/m.exec(output) ?? [];
      if (!issuer) throw new Error(`it has not said where people log in:\n${output}`);
      return issuer;
    },
    output: () => output,
    ready,
    ended,
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
