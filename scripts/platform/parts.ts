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
  /** What Node itself is told before the program. */
  readonly flags?: readonly string[];
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

/**
 * A process's young generation may take 16 MB, and not the 128 MB that V8 lets it grow to on a machine with much memory: 170 MB
 * of 1,190 less for the whole platform. Under load it costs a fifth more processor time, so the gateway, through which
 * everything goes, is not told this.
 */
const SMALL_YOUNG_GENERATION = ['--max-semi-space-size=8'];

const STORE = 'store';
const PAYMENTS = 'payment-provider';

/** The OpenID Provider, which identity serves beside its own endpoint. */
export const ISSUER = 'issuer';

/** What needs a port of its own beside the gateway and the subgraphs. */
export const PORTS_BESIDE_SUBGRAPHS = [STORE, PAYMENTS, ISSUER];

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
          flags: SMALL_YOUNG_GENERATION,
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
      flags: SMALL_YOUNG_GENERATION,
      command: ['subgraphs/kit/main.ts', ...subgraphs],
      environment: {
        ...everywhere,
        HOST: '127.0.0.1',
        KEYS_DIR: data.keys,
        LOOKS_DIR: data.looks,
        GATEWAY_URL: settings.GATEWAY_URL,
        PAYMENT_PROVIDER_URL: urlAt(ports, PAYMENTS),
        // Who develops logs in as the same person again and again; the codes lie open in the inbox anyway.
        LOGIN_CODES_PER_PERSON: '1000',
        LOGIN_CODES_PER_DAY: '10000',
        LOGIN_ACTIONS_PER_ADDRESS: '100000',
        ISSUER_URL: issuerUrl(ports, settings),
        ISSUER_HOST: settings.HOST,
        ISSUER_PORT: String(portOf(ports, ISSUER)),
        PAYMENT_SECRET: secrets.payment,
      },
      subgraphs,
    })),
    payments: {
      name: PAYMENTS,
      flags: SMALL_YOUNG_GENERATION,
      command: ['subgraphs/kit/payment/development-provider/main.ts'],
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
        PUBLIC_URLS: [settings.GATEWAY_URL, localUrl(settings)].join(','),
        SIGNING_KEY_FILE: join(data.keys, 'gateway.jwk'),
        ISSUER: issuerUrl(ports, settings),
        ISSUER_JWKS_URL: `${localAddress(settings.HOST, portOf(ports, ISSUER))}/jwks`,
        REDIS_URL: settings.REDIS_URL,
        // Where nobody issues tokens there is no list, and the gateway would wait for it.
        REVOCATIONS_URL: processes.some(({ subgraphs }) => subgraphs.includes('identity'))
          ? `${urlAt(ports, 'identity')}/revocations`
          : '',
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
  return localAddress(HOST, PORT);
}

/** Where people reach the OpenID Provider. */
export function issuerUrl(ports: Ports, { ISSUER_URL }: StartSettings): string {
  return ISSUER_URL ? new URL(ISSUER_URL).origin : `http://localhost:${portOf(ports, ISSUER)}`;
}

function localAddress(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function urlAt(ports: Ports, name: string): string {
  return `http://127.0.0.1:${portOf(ports, name)}`;
}

function portOf(ports: Ports, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`${name} was given no port`);
  return port;
}
