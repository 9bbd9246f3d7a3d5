/** The one reader of the gateway's environment: validated, typed, printed by `--help`. */
import { cleanEnv, makeValidator, num, port, str, url } from 'envalid';

const addresses = makeValidator((input: string): Record<string, string> => {
  const parsed: unknown = JSON.parse(input);
  if (parsed === null || typeof parsed !== 'object') throw new Error('must be a JSON object of name → URL');
  return Object.fromEntries(Object.entries(parsed).map(([name, base]) => [name, new URL(String(base)).origin]));
});

/** `redis://` or `rediss://`. A text that is none may still hold a password: no error repeats it. */
const redisUrl = makeValidator((input: string): string => {
  if (input === '') return input;
  const { protocol, hostname, pathname } = URL.parse(input) ?? {};
  if (!/^rediss?:$/.test(protocol ?? '') || !hostname || !/^(\/\d*)?$/.test(pathname ?? ''))
    throw new Error('must be like redis://:<password>@redis.internal:6379/0, or rediss:// for TLS');
  return input;
});

/** The longest pause between two questions for the list of what was taken back: a subgraph is to hear of nobody for longer than a minute. */
export const MOST_REVOCATIONS_EVERY_MS = 10_000;

const pause = makeValidator((input: string): number => {
  const ms = Number(input);
  if (!(ms > 0 && ms <= MOST_REVOCATIONS_EVERY_MS))
    throw new Error(`must be a number up to ${MOST_REVOCATIONS_EVERY_MS}`);
  return ms;
});

const atLeastOne = makeValidator((input: string): number => {
  const most = Number(input);
  if (!(Number.isInteger(most) && most >= 1)) throw new Error('must be a whole number of at least 1');
  return most;
});

const specification = {
  MODE: str({
    choices: ['development', 'production'],
    default: 'production',
    desc: 'development opens introspection and the explorer at /',
  }),
  HOST: str({ default: '127.0.0.1', desc: 'address to listen on' }),
  PORT: port({ default: 4000, desc: 'port to listen on' }),
  SUPERGRAPH_FILE: str({ default: 'schema/supergraph.graphql', desc: 'the supergraph; read again when it changes' }),
  SUBGRAPH_URLS: addresses({
    desc: 'JSON of subgraph name → base URL',
    example: '{"land":"http://127.0.0.1:20001"}',
  }),
  SIGNING_KEY_FILE: str({ desc: 'private Ed25519 JWK, with a kid, that signs what subgraphs are told of the caller' }),
  ISSUER: url({ desc: 'who issues access tokens: their `iss`' }),
  ISSUER_JWKS_URL: url({ desc: 'where the public keys of the issuer are' }),
  AUDIENCE: str({ default: 'nagarik-graph', desc: 'whom access tokens are for: their `aud`' }),
  PUBLIC_URLS: str({
    default: '',
    desc: 'base URLs by which clients reach the gateway, with commas between; empty: this machine and PORT',
  }),
  REVOCATIONS_URL: str({ default: '', desc: 'where the issuer lists tokens that were taken back; empty: none are' }),
  REVOCATIONS_AUDIENCE: str({ default: 'identity', desc: 'whom the gateway’s token for that list is for' }),
  REVOCATIONS_EVERY_MS: pause({ default: MOST_REVOCATIONS_EVERY_MS, desc: 'how often the list is asked for' }),
  REDIS_URL: redisUrl({
    default: '',
    desc: 'Redis, where all gateways remember used proofs (DPoP); empty: in this process, for one gateway',
  }),
  DEVELOPMENT_INBOX_URL: str({ default: '', desc: 'development: where /development/inbox leads' }),
  FIRST_QUERY_FILE: str({ default: '', desc: 'development: the query that the explorer opens with' }),
  HANDS_ON: str({
    default: 'applications,catalogue',
    desc: 'subgraphs that hand commands on to others, with a proof of the caller',
  }),
  SUBGRAPH_TIMEOUT_MS: num({ default: 5_000, desc: 'how long a subgraph may take to answer' }),
  MAX_BODY_BYTES: num({ default: 256_000, desc: 'largest request body' }),
  MAX_DEPTH: num({ default: 15, desc: 'deepest query' }),
  MAX_ALIASES: num({ default: 60, desc: 'most aliases in a query' }),
  MAX_TOKENS: num({ default: 3_000, desc: 'longest query, in tokens' }),
  MAX_SELECTIONS: atLeastOne({
    default: 2_000,
    desc: 'most fields of a query, each fragment counted where it is spread',
  }),
  MAX_MUTATIONS: atLeastOne({ default: 10, desc: 'most mutations in a request, which run one after the other' }),
  MAX_COST: atLeastOne({
    default: 150_000,
    desc: 'costliest query: values that its answer can hold (cost/estimate.ts)',
  }),
  LOG_LEVEL: str({
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'how much is logged',
  }),
};

/** What the gateway is told by its environment. */
export type Settings = Readonly<ReturnType<typeof read>>;

function read(environment: NodeJS.ProcessEnv) {
  return cleanEnv(environment, specification, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors).map(([name, error]) => `${name}: ${error?.message ?? 'is not valid'}`);
      if (problems.length > 0) throw new SettingsError(problems);
    },
  });
}

/**
 * Reads the settings.
 * @throws SettingsError that names each bad setting.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return read(environment);
}

/** The URLs of the graph, as clients write them. */
export function endpointsOf({ PUBLIC_URLS, PORT }: Pick<Settings, 'PUBLIC_URLS' | 'PORT'>): string[] {
  const bases = PUBLIC_URLS ? PUBLIC_URLS.split(',') : [`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`];
  return bases.map((base) => new URL('/graphql', base.trim()).href);
}

/** One or more settings are missing or malformed. */
export class SettingsError extends Error {
  constructor(problems: string[]) {
    super(`These settings need mending (see --help):\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** The text of `--help`. */
export function settingsHelp(): string {
  return Object.entries(specification)
    .map(([name, { desc, default: fallback }]) => {
      const rule = fallback === undefined ? 'required' : `default ${JSON.stringify(fallback)}`;
      return `  ${name.padEnd(22)} ${desc ?? ''} (${rule})`;
    })
    .join('\n');
}
