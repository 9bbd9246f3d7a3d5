import { linkedSchemaFile } from '../../schema/link.ts';
import { readKeys } from './auth/keys.ts';
import type { Clock } from './clock.ts';
import { serve } from './http/server.ts';
import type { IdSource } from './ids.ts';
import type { Logger } from './log.ts';
import { peer } from './peer.ts';
import type { Settings } from './settings.ts';
import { connect } from './storage/connect.ts';
import type { SubgraphDefinition } from './subgraph.ts';

/** What the process gives to every subgraph that it serves. */
export type Surroundings = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  /** Database commands are reported as driver events, for a test that counts them. */
  readonly monitorsDatabase?: boolean;
};

/**
 * Starts one subgraph: connects its database, prepares it, and listens.
 * @returns how to end it.
 * @throws Error that says what is missing or wrong: a setting, a key, the database, the SDL, the port.
 */
export async function startSubgraph(
  name: string,
  definition: SubgraphDefinition,
  { settings, clock, ids, log, monitorsDatabase }: Surroundings,
): Promise<() => Promise<void>> {
  const url = settings.SUBGRAPH_URLS[name];
  if (url === undefined)
    throw new Error(`SUBGRAPH_URLS has no entry for ${name}; add "${name}":"http://127.0.0.1:<port>"`);
  const keys = await readKeys(settings.KEYS_DIR, name);
  const connection = await connect(settings.MONGODB_URL, `${settings.DATABASE_PREFIX}${name}`, monitorsDatabase);
  try {
    const environment = {
      name,
      url,
      document: linkedSchemaFile(definition.schema),
      settings,
      keys,
      connection,
      clock,
      ids,
      log,
      peer: (other: string) => peer(other, settings.SUBGRAPH_URLS[other], keys),
    };
    const end = await serve(environment, await definition.start(environment));
    return async () => {
      await end();
      await connection.close();
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
