/** Secrets that the parts of one machine share; kept, so that what is under way goes on after the next start. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { StartProblem } from './start-problem.ts';

const shape = z.object({ payment: z.string().min(32), store: z.string().min(32) });

/** `payment` signs the calls between ministries and the payment provider; `store` is the embedded store's password. */
export type Secrets = Readonly<z.infer<typeof shape>>;

/**
 * Reads the secrets, and makes those of a new DATA_DIR. The file is its owner's alone.
 * @throws StartProblem when the file is no longer what was written.
 */
export function keptSecrets(file: string): Secrets {
  const kept = readIfThere(file);
  if (kept !== undefined) return kept;
  const made = { payment: randomBytes(32).toString('base64url'), store: randomBytes(32).toString('base64url') };
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function readIfThere(file: string): Secrets | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StartProblem(
      `${file} cannot be read as the secrets of this DATA_DIR. Delete it: new ones are made, and payments under way fail.`,
    );
  }
}
