/**
 * The whole platform in one process, over real HTTP on a real database: every subgraph, the gateway in front, and the
 * payment provider. A test has what a client has: the gateway's URL, and the development inbox.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../subgraphs/kit/clock.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { createLogger } from '../subgraphs/kit/log.ts';
import { startDevelopmentProvider } from '../subgraphs/kit/payment/development-provider/server.ts';
import type { SubgraphDefinition } from '../subgraphs/kit/subgraph.ts';
import { type Harness, startSubgraphs } from '../subgraphs/kit/test/harness.ts';
import { startGateway } from '../supergraph/gateway/gateway.ts';
import { readPublished } from '../supergraph/gateway/published.ts';
import { readSettings } from '../supergraph/gateway/settings.ts';
import { type Client, client, logIn } from './client.ts';

const SUPERGRAPH_FILE = join(import.meta.dirname, '../schema/supergraph.graphql');
const PAYMENT_SECRET = 'the-test-secret-of-the-provider';

export type Town = {
  readonly gatewayUrl: string;
  readonly subgraphs: Harness;
  /** A client that has not logged in. */
  readonly anybody: Client;
  /** Logs a person in by national ID and the code of the development inbox. */
  citizen(nationalId: string): Promise<Client>;
  official(nationalId: string): Promise<Client>;
  focalPoint(nationalId: string): Promise<Client>;
  operator(nationalId: string): Promise<Client>;
  stop(): Promise<void>;
};

/** National IDs of the development data. */
export const people = {
  rahima: '1990123456789',
  karim: '1985123456789',
  passportOfficial: '1980000000001',
  policeOfficial: '1980000000025',
  landOfficial: '1980000000003',
  landFocalPoint: '1976000000001',
  operator: '1975000000001',
} as const;

/**
 * @param clock the one that all subgraphs look at.
 * @param running names of the subgraphs that run: all of the supergraph unless told otherwise.
 * @param monitorsDatabase database commands are reported as driver events of `mongoose.connections`.
 * @param environment settings beside those of a town.
 */
export async function town({
  clock,
  running,
  monitorsDatabase = false,
  environment = {},
}: {
  clock?: Clock;
  running?: readonly string[];
  monitorsDatabase?: boolean;
  environment?: Record<string, string>;
} = {}): Promise<Town> {
  const [gatewayPort = 0, providerPort = 0] = await freePorts(2);
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const subgraphs = await startSubgraphs(await publishedSubgraphs(running), {
    ...(clock ? { clock } : {}),
    monitorsDatabase,
    environment: {
      SUPERGRAPH_FILE,
      GATEWAY_URL: gatewayUrl,
      PAYMENT_PROVIDER_URL: `http://127.0.0.1:${providerPort}`,
      PAYMENT_SECRET,
      LOGIN_CODES_PER_PERSON: '1000',
      ...environment,
    },
  });
  const provider = await startDevelopmentProvider({
    port: providerPort,
    secret: PAYMENT_SECRET,
    mongodbUrl: process.env.MONGODB_URL ?? '',
    databasePrefix: subgraphs.databasePrefix,
    log: createLogger('payments', 'silent'),
  });
  const gateway = await startGateway(
    readSettings({
      MODE: 'development',
      PORT: String(gatewayPort),
      SUPERGRAPH_FILE,
      SUBGRAPH_URLS: JSON.stringify(subgraphs.urls),
      SIGNING_KEY_FILE: join(subgraphs.keysDirectory, 'gateway.jwk'),
      FIRST_QUERY_FILE: join(import.meta.dirname, '../docs/first-query.graphql'),
      DEVELOPMENT_INBOX_URL: `${subgraphs.urls.identity}/development/inbox`,
      ISSUER: subgraphs.issuer,
      ISSUER_JWKS_URL: `${subgraphs.issuer}/jwks`,
      REVOCATIONS_URL: `${subgraphs.urls.identity}/revocations`,
      REVOCATIONS_EVERY_MS: '500',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    }),
  );
  const url = `${gatewayUrl}/graphql`;
  const inbox = `${gatewayUrl}/development/inbox`;
  return {
    gatewayUrl,
    subgraphs,
    anybody: client(url),
    citizen: (nationalId) => logIn(url, subgraphs.issuer, inbox, nationalId, 'CITIZEN'),
    official: (nationalId) => logIn(url, subgraphs.issuer, inbox, nationalId, 'OFFICIAL'),
    focalPoint: (nationalId) => logIn(url, subgraphs.issuer, inbox, nationalId, 'FOCAL_POINT'),
    operator: (nationalId) => logIn(url, subgraphs.issuer, inbox, nationalId, 'OPERATOR'),
    async stop() {
      await gateway.stop();
      await provider.stop();
      await subgraphs.stop();
    },
  };
}

/** Subgraphs of the committed supergraph: those named, or every one. */
export async function publishedSubgraphs(named?: readonly string[]): Promise<Record<string, SubgraphDefinition>> {
  const { subgraphs } = readPublished(await readFile(SUPERGRAPH_FILE, 'utf8'));
  const loaded = (named ?? subgraphs).map(async (name) => {
    const module: { default: SubgraphDefinition } = await import(`../subgraphs/${name}/index.ts`);
    return [name, module.default] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}
