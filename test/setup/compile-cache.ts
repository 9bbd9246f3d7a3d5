/**
 * What Node compiled, kept for all platforms that the test run starts: on a folder of its own each would compile everything
 * again, 4 s of processor time. In a new folder, since Node never takes anything out of such a cache; and by a name of our
 * own, so that the tests' processes do not write there while they end and it is removed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'nagarik-compiled-'));
  process.env.PLATFORMS_COMPILE_CACHE = folder;
  return () => rm(folder, { recursive: true });
}
