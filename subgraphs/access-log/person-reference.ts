/**
 * What stands for a person where their name does not belong: the same for each look of theirs, and nothing to look anybody up
 * by. It is keyed by a secret of this subgraph, so that nobody can try all people until one fits.
 */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** `7K3M-9QX2`: 40 bits in Crockford's alphabet. */
export type PersonReference = (personId: string) => string;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const privateKey = z.object({ d: z.base64url().min(1) });

/** @throws Error when `<name>.jwk` is no private key. */
export async function personReference(keysDirectory: string, name: string): Promise<PersonReference> {
  const { d } = privateKey.parse(JSON.parse(await readFile(join(keysDirectory, `${name}.jwk`), 'utf8')));
  return (personId) => {
    const digest = createHmac('sha256', `${d} person reference`).update(personId).digest();
    const letters = [...digest.subarray(0, 8)].map((byte) => CROCKFORD[byte & 31]).join('');
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  };
}
