/** Runs a Node program of the checkout to its end. */
import { spawn } from 'node:child_process';
import { ROOT } from './settings.ts';

export type ProgramResult = {
  /** How it ended, in words; undefined when all was well. */
  readonly failure: string | undefined;
  /** What it wrote to both outputs. */
  readonly output: string;
};

/**
 * @param words program and arguments, from the checkout.
 * @param environment added to our own.
 * @throws AbortError when `ending` ends it.
 */
export function runProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  ending: AbortSignal,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: ending,
    });
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ failure: code === 0 ? undefined : (signal ?? `exit code ${code}`), output: output.trim() }),
    );
  });
}
