/** What lies where under DATA_DIR. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type DataFolder = {
  readonly folder: string;
  /** Files of the embedded store. */
  readonly store: string;
  readonly keys: string;
  /** Looks at citizens' data that are not in the database yet. */
  readonly looks: string;
  /** One file a part. */
  readonly logs: string;
  readonly secrets: string;
  readonly ports: string;
  /** The composed graph, and what it was composed from. */
  readonly schema: string;
  readonly supergraph: string;
  /** Elsewhere when Node's own setting says so. */
  readonly compileCache: string;
};

/** Makes the folders that are not there. Nobody but their owner may read them. */
export function dataFolder(folder: string): DataFolder {
  const data = {
    folder,
    store: join(folder, 'store'),
    keys: join(folder, 'keys'),
    looks: join(folder, 'looks'),
    logs: join(folder, 'logs'),
    secrets: join(folder, 'secrets'),
    ports: join(folder, 'ports.json'),
    schema: join(folder, 'schema'),
    supergraph: join(folder, 'schema/supergraph.graphql'),
    compileCache: process.env.NODE_COMPILE_CACHE ?? join(folder, 'compile-cache'),
  };
  for (const each of [data.store, data.keys, data.looks, data.logs, data.schema])
    mkdirSync(each, { recursive: true, mode: 0o700 });
  return data;
}
