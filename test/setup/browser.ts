/** Debian's chromium, for tests of pages. CI requires it; elsewhere its absence skips those tests, and says so. */
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { test } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A busy machine takes its time: what hangs is ended by the test's own limit. */
export const PATIENCE_MS = 120_000;

const executablePath = find();

/** A test that needs a browser. */
export const pageTest = executablePath === null && !process.env.CI ? test.skip : test;

/**
 * @param hosts where the browser finds them: host and port of a URL, to those of a server.
 * @throws Error that says how to get a browser.
 */
export async function launchBrowser(hosts: Readonly<Record<string, string>> = {}): Promise<Browser> {
  if (executablePath === null) throw new Error('no chromium: install it with apt-get install chromium');
  const rules = Object.entries(hosts).map(([host, server]) => `MAP ${host} ${server}`);
  const args = [...FLAGS, `--host-resolver-rules=${rules.join(',')}`];
  return chromium.launch({ executablePath, args, timeout: PATIENCE_MS });
}

function find(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).trim();
  } catch {
    if (!process.env.CI)
      process.stderr.write('Tests of pages are skipped: no chromium here; apt-get install chromium brings it.\n');
    return null;
  }
}
