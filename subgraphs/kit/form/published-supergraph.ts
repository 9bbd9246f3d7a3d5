/** The published supergraph as the catalogue reads it: every service with its form, and every ministry. */
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'graphql';
import { ministriesOf, serviceDefinitions } from './service-definition.ts';

export type PublishedSupergraph = {
  readonly services: ReturnType<typeof serviceDefinitions>;
  readonly ministries: ReturnType<typeof ministriesOf>;
};

/**
 * Reads the supergraph's file, and again when it has changed.
 * @returns a function that gives what is published now. It rejects when there is no file yet.
 */
export function publishedSupergraph(file: string): () => Promise<PublishedSupergraph> {
  let read: { stamp: string; published: PublishedSupergraph } | undefined;
  return async () => {
    const { mtimeMs, ino, size } = await stat(file);
    const stamp = `${ino} ${mtimeMs} ${size}`;
    if (read?.stamp !== stamp) {
      const document = parse(await readFile(file, 'utf8'));
      read = { stamp, published: { services: serviceDefinitions(document), ministries: ministriesOf(document) } };
    }
    return read.published;
  };
}
