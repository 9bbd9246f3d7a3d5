/** The one reader of a subgraph's environment: validated, typed, printed by `--help`. */
import { cleanEnv, json, makeValidator, num, str, url } from 'envalid';

const addresses = makeValidator((input: string): Record<string, string> => {
  const parsed: unknown = JSON.parse(input);
  if (parsed === null || typeof parsed !== 'object') throw new Error('must be a JSON object of name → URL');
  return Object.fromEntries(Object.entries(parsed).map(([name, base]) => [name, new URL(String(base)).origin]));
});

const specification = {
  MODE: str({
    choices: ['development', 'production'],
    default: 'production',
    desc: 'development opens the code inbox, seeds data and is never for real citizens',
  }),
  HOST: str({ default: '127.0.0.1', desc: 'address to listen on' }),
  SUBGRAPH_URLS: addresses({
    desc: 'JSON of subgraph name → base URL; a subgraph listens on the port of its own entry',
    example: '{"land":"http://127.0.0.1:20001"}',
  }),
  MONGODB_URL: str({ desc: 'the MongoDB server; each subgraph has its own database there' }),
  DATABASE_PREFIX: str({ default: 'nagarik_', desc: 'begins the name of every database' }),
  KEYS_DIR: str({ desc: "folder with <subgraph>.jwk (private) and trusted.jwks.json (everyone's public keys)" }),
  SUPERGRAPH_FILE: str({ default: 'schema/supergraph.graphql', desc: 'the published supergraph' }),
  GATEWAY_URL: url({ default: 'http://localhost:4000', desc: 'where people reach the gateway' }),
  PAYMENT_PROVIDER_URL: str({ default: '', desc: 'base URL of the payment provider; empty: nothing can be paid' }),
  PAYMENT_SECRET: str({ default: '', desc: 'secret that signs the calls between us and the payment provider' }),
  LOGIN_CODES_PER_PERSON: num({
    default: 5,
    desc: 'how many codes may be asked for with one national ID in 15 minutes',
  }),
  HOLIDAYS: json<string[]>({ default: [], desc: 'JSON list of public holidays, YYYY-MM-DD' }),
  LOG_LEVEL: str({
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'how much is logged',
  }),
  MAX_BODY_BYTES: num({ default: 1_000_000, desc: 'largest request body a subgraph takes' }),
  MAX_DEPTH: num({ default: 15, desc: 'deepest query a subgraph takes' }),
};

/** What a process that serves subgraphs is told by its environment. */
export type Settings = Readonly<ReturnType<typeof read>>;

function read(environment: NodeJS.ProcessEnv, reporter: (problems: string[]) => never) {
  return cleanEnv(environment, specification, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors).map(([name, error]) => `${name}: ${error?.message ?? 'is not valid'}`);
      if (problems.length > 0) reporter(problems);
    },
  });
}

/**
 * Reads the settings.
 * @throws SettingsError that names each bad setting.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return read(environment, (problems) => {
    throw new SettingsError(problems);
  });
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
