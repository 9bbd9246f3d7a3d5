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
  readonly desk?: string;
  /** Whether an official has passed the training for their desk; left out: they have. */
  readonly trained?: boolean;
  /** Who acts for the person, where, and by which consent. */
  readonly act?: {
    readonly sub: string;
    readonly role: string;
    readonly centre: string;
    readonly consent: string;
    /** What the two are called; left out of tokens of an issuer that could not say. */
    readonly name?: string;
    readonly 'name#bn'?: string;
    readonly centre_name?: string;
    readonly 'centre_name#bn'?: string;
  };
  /** How and when they logged in; left out: by a code, just now. */
  readonly acr?: string;
  readonly auth_time?: number;
};

export const anonymous: TestCaller = {};
export const citizen = (id: string): TestCaller => ({ sub: id, scope: 'citizen' });
export const official = (ministry: string, id = `official-of-${ministry}`): TestCaller => ({
  sub: id,
  scope: 'official',
  ministry,
});
/** An entrepreneur who acts for a citizen, by a consent to these services. */
export const assistant = (citizenId: string, services: readonly string[], consent = 'consent-1'): TestCaller => ({
  sub: citizenId,
  scope: services.map((code) => `service:${code}`).join(' '),
  act: {
    ...{ sub: 'entrepreneur-1', role: 'entrepreneur', centre: 'centre-1', consent },
    ...{ name: 'Shirin Akter', 'name#bn': 'শিরিন আক্তার' },
    ...{ centre_name: 'Gulshan centre', 'centre_name#bn': 'গুলশান কেন্দ্র' },
  },
});
/** An official at a desk. */
export const officialAt = (ministry: string, desk: string): TestCaller => ({
  ...official(ministry, `official-of-${desk}`),
  desk,
});

/** What a subgraph answers to a GraphQL request. */
export type GraphqlAnswer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
};

export type Harness = {
  readonly urls: Readonly<Record<string, string>>;
  /** Where identity, if it runs, serves the OpenID Provider. */
  readonly issuer: string;
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
  const [issuerPort = 0, ...ports] = await freePorts(names.length + 1);
  const issuer = `http://localhost:${issuerPort}`;
  const urls = Object.fromEntries(names.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]));
  // Every ministry hears `applications`, and believes what `documents` has signed, whether they run or not.
  await createKeys(directory, [...new Set(['gateway', 'applications', 'documents', ...names])]);
  const gateway = await readKeys(directory, 'gateway');
  const settings = readSettings({
    MODE: 'development',
    SUBGRAPH_URLS: JSON.stringify(urls),
    MONGODB_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    KEYS_DIR: directory,
    ISSUER_URL: issuer,
    ISSUER_PORT: String(issuerPort),
    LOGIN_CODES_PER_DAY: '10000',
    LOGIN_ACTIONS_PER_ADDRESS: '100000',
    TRIES_PER_ASKER: '100000',
    TRIES_PER_NUMBER: '100000',
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
    const login = sub === undefined ? {} : { acr: 'urn:nagarik:acr:code', auth_time: Math.floor(Date.now() / 1000) };
    const training = claims.scope === 'official' ? { trained: true } : {};
    const jwt = new SignJWT({ ...login, ...training, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: gateway.keyId })
      .setIssuer('gateway')
      .setAudience(subgraph)
      .setIssuedAt()
      .setExpirationTime('60 s');
    return (sub === undefined ? jwt : jwt.setSubject(sub)).sign(gateway.signingKey);
  }

  return {
    urls,
    issuer,
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
