/** One or several subgraphs over real HTTP on a real database, with the test in the gateway's place. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { createKeys } from '../auth/create-keys.ts';
import { type Keys, readKeys } from '../auth/keys.ts';
import { type Clock, systemClock } from '../clock.ts';
import { freePorts } from '../http/free-ports.ts';
import { randomIds } from '../ids.ts';
import { createLogger } from '../log.ts';
import { readSettings } from '../settings.ts';
import { startSubgraph } from '../start-subgraph.ts';
import type { SubgraphDefinition } from '../subgraph.ts';
import { testDatabase } from './database.ts';

/** Who the gateway says the caller is. */
export type TestCaller = {
  readonly sub?: string;
  readonly scope?: string;
  readonly ministry?: string;
};

export const anonymous: TestCaller = {};
export const citizen = (id: string): TestCaller => ({ sub: id, scope: 'citizen' });
export const official = (ministry: string, id = `official-of-${ministry}`): TestCaller => ({
  sub: id,
  scope: 'official',
  ministry,
});

/** What a subgraph answers to a GraphQL request. */
export type GraphqlAnswer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
};

export type Harness = {
  readonly urls: Readonly<Record<string, string>>;
  /** The gateway's. */
  readonly keys: Keys;
  /** Holds `<name>.jwk` of every part. */
  readonly keysDirectory: string;
  /** Databases begin with it. */
  readonly databasePrefix: string;
  /** Asks a subgraph as the gateway would, on behalf of somebody. */
  ask(subgraph: string, caller: TestCaller, query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** The gateway's token for a subgraph, to send it by hand; for `commands`: the proof that is handed on. */
  token(subgraph: string, caller: TestCaller): Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts subgraphs.
 * @param environment settings beside those that the harness makes.
 * @param monitorsDatabase database commands are reported as driver events of `mongoose.connections`.
 */
export async function startSubgraphs(
  definitions: Readonly<Record<string, SubgraphDefinition>>,
  {
    clock = systemClock,
    environment = {},
    monitorsDatabase = false,
  }: { clock?: Clock; environment?: Record<string, string>; monitorsDatabase?: boolean } = {},
): Promise<Harness> {
  const directory = await mkdtemp(join(tmpdir(), 'nagarik-test-'));
  const database = testDatabase();
  const names = Object.keys(definitions);
  const ports = await freePorts(names.length);
  const urls = Object.fromEntries(names.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]));
  await createKeys(directory, ['gateway', 'applications', ...names.filter((name) => name !== 'applications')]);
  const gateway = await readKeys(directory, 'gateway');
  const settings = readSettings({
    MODE: 'development',
    SUBGRAPH_URLS: JSON.stringify(urls),
    MONGODB_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    KEYS_DIR: directory,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...environment,
  });
  const stops = await Promise.all(
    Object.entries(definitions).map(([name, definition]) =>
      startSubgraph(name, definition, {
        settings,
        clock,
        ids: randomIds,
        log: createLogger(name, settings.LOG_LEVEL),
        monitorsDatabase,
      }),
    ),
  );

  async function token(subgraph: string, { sub, ...claims }: TestCaller): Promise<string> {
    const jwt = new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: gateway.keyId })
      .setIssuer('gateway')
      .setAudience(subgraph)
      .setIssuedAt()
      .setExpirationTime('60 s');
    return (sub === undefined ? jwt : jwt.setSubject(sub)).sign(gateway.signingKey);
  }

  return {
    urls,
    keys: gateway,
    keysDirectory: directory,
    databasePrefix: database.prefix,
    token,
    async ask(subgraph, caller, query, variables = {}) {
      const response = await fetch(`${urls[subgraph]}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await token(subgraph, caller)}`,
          'x-caller-authorization': `Bearer ${await token('commands', caller)}`,
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphqlAnswer;
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await database.drop();
      await rm(directory, { recursive: true });
    },
  };
}
