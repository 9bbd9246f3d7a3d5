import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('it writes both files in one line of words, and the next time nothing', () => {
  const out = outFolder();
  const first = compose('--out', out);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /Composed \d+ subgraphs in \d+\.\d s: wrote .*supergraph\.graphql and .*api\.graphql\.\n$/,
  );
  expect(readdirSync(out).sort()).toEqual(['api.graphql', 'supergraph.graphql']);
  expect(compose('--out', out).stdout).toMatch(/nothing has changed\.\n$/);
});

test('a check says which file is stale, and writes nothing', () => {
  const out = outFolder();
  compose('--out', out);
  expect(compose('--check', '--out', out)).toEqual({ code: 0, stdout: '', stderr: '' });
  writeFileSync(join(out, 'api.graphql'), 'edited');
  const stale = compose('--check', '--out', out);
  expect(stale).toMatchObject({ code: 1, stdout: '' });
  expect(stale.stderr).toMatch(/api\.graphql is missing or stale: run npm run compose, and commit what it writes\.\n$/);
  expect(compose('--check', '--out', out).code).toBe(1);
});

test('an argument that is unknown is named, with those that there are', () => {
  const refused = compose('--chekc');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain("Unknown option '--chekc'");
  expect(refused.stderr).toContain('--check');
});

test('--help tells the arguments', () => {
  const { code, stdout } = compose('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('--out <folder>');
});

function compose(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

function outFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
