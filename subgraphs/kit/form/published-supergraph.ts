/** The published supergraph as the catalogue reads it: every service with its form, and every ministry. */
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'graphql';
import { ministriesOf, serviceDefinitions } from './service-definition.ts';

export type PublishedSupergraph = {
  readonly services: ReturnType<typeof serviceDefinitions>;
  readonly ministries: ReturnType<typeof ministriesOf>;
};

/**
 * Reads the supergraph's file, and again when it has changed. When that cannot be read, the one before goes on.
 * @param tell is told, once for each such file, why it cannot be read.
 * @returns a function that gives what is published now. It rejects when there is no file yet.
 */
export function publishedSupergraph(
  file: string,
  tell: (error: unknown) => void = () => undefined,
): () => Promise<PublishedSupergraph> {
  let tried: string | undefined;
  let published: PublishedSupergraph | undefined;
  return async () => {
    const stamp = await stampOf(file);
    if (published && stamp === tried) return published;
    try {
      published = await readOnce(file, stamp);
    } catch (error) {
      if (!published) throw error;
      tell(error);
    }
    tried = stamp;
    return published;
  };
}

/** Another one for another file, also for one that is not there. */
async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : 'none';
}

type Reading = { readonly stamp: string; readonly published: Promise<PublishedSupergraph> };

/** The last of each file: six subgraphs of the platform read the same one, and share a process. */
const readings = new Map<string, Reading>();

function readOnce(file: string, stamp: string): Promise<PublishedSupergraph> {
  const last = readings.get(file);
  if (last?.stamp === stamp) return last.published;
  const reading = { stamp, published: read(file) };
  readings.set(file, reading);
  reading.published.catch(() => {
    // Who asks next may find it mended.
    if (readings.get(file) === reading) readings.delete(file);
  });
  return reading.published;
}

async function read(file: string): Promise<PublishedSupergraph> {
  // Composed, so that no line of it tells anybody where to mend something.
  const document = parse(await readFile(file, 'utf8'), { noLocation: true });
  return { services: serviceDefinitions(document), ministries: ministriesOf(document) };
}
