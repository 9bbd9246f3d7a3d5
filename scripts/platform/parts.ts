/** The processes of the platform, and what each is told by its environment. Pure. */
import { join } from 'node:path';
import { urlOf } from '../../subgraphs/kit/embedded-store/commands/handshake.ts';
import type { DataFolder } from './data-folder.ts';
import type { SubgraphProcess } from './layout.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { StartSettings } from './settings.ts';

/** A process that is kept running. */
export type Part = {
  /** In what a person is told, and of its log file. */
  readonly name: string;
  /** Program and arguments, from the checkout. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Added to the starter's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The subgraphs that it serves. */
  readonly subgraphs: readonly string[];
};

/** In the order in which they start; they end in the opposite one. */
export type Parts = {
  /** Undefined when the database is somebody else's (MONGODB_URL). */
  readonly store: Part | undefined;
  readonly subgraphs: readonly Part[];
  readonly payments: Part;
  readonly gateway: Part;
};

const STORE = 'store';
const PAYMENTS = 'payment-provider';

/** The parts behind the gateway that need a port of their own beside the subgraphs. */
export const PORTS_BESIDE_SUBGRAPHS = [STORE, PAYMENTS];

/**
 * @param processes those to start; `ports` has an entry for every subgraph of the supergraph, started or not.
 */
export function platformParts(
  processes: readonly SubgraphProcess[],
  ports: Ports,
  secrets: Secrets,
  data: DataFolder,
  settings: StartSettings,
): Parts {
  const urls = Object.fromEntries(
    Object.keys(ports)
      .filter((name) => !PORTS_BESIDE_SUBGRAPHS.includes(name))
      .map((name) => [name, urlAt(ports, name)]),
  );
  const everywhere = {
    MODE: 'development',
    LOG_LEVEL: settings.LOG_LEVEL,
    MONGODB_URL: settings.MONGODB_URL || urlOf(portOf(ports, STORE), secrets.store),
    SUBGRAPH_URLS: JSON.stringify(urls),
    SUPERGRAPH_FILE: data.supergraph,
    // Compiled once for all parts and starts: a third of the processor time that a start takes.
    NODE_COMPILE_CACHE: data.compileCache,
    APOLLO_TELEMETRY_DISABLED: 'true',
  };
  return {
    store: settings.MONGODB_URL
      ? undefined
      : {
          name: STORE,
          command: ['subgraphs/kit/embedded-store/main.ts'],
          environment: {
            NODE_COMPILE_CACHE: data.compileCache,
            STORE_DATA_DIR: data.store,
            STORE_PORT: String(portOf(ports, STORE)),
            STORE_PASSWORD: secrets.store,
          },
          subgraphs: [],
        },
    subgraphs: processes.map(({ name, subgraphs }) => ({
      name,
      command: ['subgraphs/kit/main.ts', ...subgraphs],
      environment: {
        ...everywhere,
        HOST: '127.0.0.1',
        KEYS_DIR: data.keys,
        GATEWAY_URL: settings.GATEWAY_URL,
        PAYMENT_PROVIDER_URL: urlAt(ports, PAYMENTS),
        // Who develops logs in as the same person again and again; the codes lie open in the inbox anyway.
        LOGIN_CODES_PER_PERSON: '1000',
        PAYMENT_SECRET: secrets.payment,
      },
      subgraphs,
    })),
    payments: {
      name: PAYMENTS,
      command: ['subgraphs/kit/payment/development-provider.main.ts'],
      environment: { ...everywhere, PORT: String(portOf(ports, PAYMENTS)), PAYMENT_SECRET: secrets.payment },
      subgraphs: [],
    },
    gateway: {
      name: 'gateway',
      command: ['supergraph/gateway/main.ts'],
      environment: {
        ...everywhere,
        HOST: settings.HOST,
        PORT: String(settings.PORT),
        SIGNING_KEY_FILE: join(data.keys, 'gateway.jwk'),
        ISSUER: settings.GATEWAY_URL,
        ISSUER_JWKS_URL: `${urlAt(ports, 'identity')}/.well-known/jwks.json`,
        DEVELOPMENT_INBOX_URL: `${urlAt(ports, 'identity')}/development/inbox`,
        FIRST_QUERY_FILE: 'docs/first-query.graphql',
      },
      subgraphs: [],
    },
  };
}

/** A part that serves these of another's subgraphs, at the same ports. */
export function partOf(part: Part, name: string, subgraphs: readonly string[]): Part {
  const [program] = part.command;
  return { ...part, name, command: [program, ...subgraphs], subgraphs };
}

/** Where the gateway is reached from this machine. */
export function localUrl({ HOST, PORT }: StartSettings): string {
  if (HOST === '0.0.0.0' || HOST === '::') return `http://127.0.0.1:${PORT}`;
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

function urlAt(ports: Ports, name: string): string {
  return `http://127.0.0.1:${portOf(ports, name)}`;
}

function portOf(ports: Ports, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`${name} was given no port`);
  return port;
}
