/** Debian's redis-server, for tests of gateways that share a memory. CI requires it; elsewhere its absence skips them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'vitest';
import { freePort } from './free-port.ts';

export type TestRedis = {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once: it remembers nothing. */
  kill(): Promise<void>;
  /** It is there, and says nothing. */
  freeze(): void;
  thaw(): void;
};

const program = find();

/** A test that needs Redis. */
export const redisTest = program === null && !process.env.CI ? test.skip : test;

/** A server that is not yet started. */
export async function testRedis(password = 'a-secret-of-redis'): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async start() {
      if (program === null) throw new Error('no redis-server: install it with apt-get install redis-server');
      const settings = { port, bind: '127.0.0.1', requirepass: password, save: '', appendonly: 'no' };
      const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
      server = spawn(program, words, { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
      if (!server.stdout) throw new Error('redis-server has no output');
      for await (const line of createInterface(server.stdout)) if (line.includes('Ready to accept connections')) break;
      server.stdout.resume();
      if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    },
    async kill() {
      if (server === null || server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}

function find(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim();
  } catch {
    if (!process.env.CI)
      process.stderr.write(
        'Tests with Redis are skipped: no redis-server here; apt-get install redis-server brings it.\n',
      );
    return null;
  }
}
