/** The one reader of a subgraph's environment: validated, typed, printed by `--help`. */
import { cleanEnv, makeValidator, port, str, url } from 'envalid';
import { isDay } from './form/relative-day.ts';

const addresses = makeValidator((input: string): Record<string, string> => {
  const parsed: unknown = JSON.parse(input);
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    throw new Error('must be a JSON object of name → URL');
  return Object.fromEntries(Object.entries(parsed).map(([name, base]) => [name, originOf(name, String(base))]));
});

function originOf(name: string, base: string): string {
  const parsed = URL.parse(base);
  if (!parsed || parsed.origin === 'null') throw new Error(`${name} must have an http(s) URL, not "${base}"`);
  return parsed.origin;
}

const days = makeValidator((input: string): string[] => {
  const parsed: unknown = JSON.parse(input);
  if (!Array.isArray(parsed)) throw new Error('must be a JSON list of days, YYYY-MM-DD');
  const stranger = parsed.find((day) => typeof day !== 'string' || !isDay(day));
  if (stranger !== undefined) throw new Error(`"${stranger}" is not a day, YYYY-MM-DD`);
  return parsed;
});

const day = makeValidator((input: string): string => {
  if (!isDay(input)) throw new Error(`must be a day, YYYY-MM-DD, not "${input}"`);
  return input;
});

const count = makeValidator((input: string): number => {
  const number = Number(input);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`must be a whole number from 1, not "${input}"`);
  return number;
});

const optionalUrl = makeValidator((input: string): string => {
  if (input !== '' && !URL.canParse(input)) throw new Error(`must be a URL or empty, not "${input}"`);
  return input;
});

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

const words = makeValidator((input: string): string[] => input.split(' ').filter(Boolean));

const filled = makeValidator((input: string): string => {
  if (input.trim() === '') throw new Error('is empty');
  return input;
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
  MONGODB_URL: filled({ desc: 'the MongoDB server; each subgraph has its own database there' }),
  DATABASE_PREFIX: str({ default: 'nagarik_', desc: 'begins the name of every database' }),
  KEYS_DIR: filled({ desc: "folder with <subgraph>.jwk (private) and trusted.jwks.json (everyone's public keys)" }),
  SUPERGRAPH_FILE: str({ default: 'schema/supergraph.graphql', desc: 'the published supergraph' }),
  GATEWAY_URL: url({ default: 'http://localhost:4000', desc: 'where people reach the gateway' }),
  ISSUER_URL: url({
    default: 'http://localhost:4001',
    desc: 'where people reach the OpenID Provider: the `iss` of access tokens',
  }),
  ISSUER_HOST: str({ default: '127.0.0.1', desc: 'address on which identity serves the OpenID Provider' }),
  ISSUER_PORT: port({ default: 4001, desc: 'port on which identity serves the OpenID Provider, beside its own' }),
  TRUSTED_PROXIES: words({
    default: [],
    desc: 'addresses of the proxies before the OpenID Provider, with spaces between: they say whom they speak for',
  }),
  PAYMENT_PROVIDER_URL: optionalUrl({
    default: '',
    desc: 'base URL of the payment provider; empty: nothing can be paid',
  }),
  PAYMENT_SECRET: str({ default: '', desc: 'secret that signs the calls between us and the payment provider' }),
  DOCUMENTS_URL: optionalUrl({
    default: '',
    desc: "where people's clients send and fetch files; empty: the URL of the subgraph documents",
  }),
  DOCUMENT_MAX_BYTES: count({ default: 5_000_000, desc: "largest file that a citizen's document may be" }),
  DOCUMENTS_PER_DAY: count({ default: 100, desc: 'how many documents a citizen may create in 24 hours' }),
  LOGIN_CODES_PER_PERSON: count({
    default: 5,
    desc: 'how many codes may be asked for with one national ID in 15 minutes',
  }),
  LOGIN_CODES_PER_DAY: count({
    default: 20,
    desc: 'how many codes may be asked for with one national ID in 24 hours',
  }),
  LOGIN_ACTIONS_PER_ADDRESS: count({
    default: 600,
    desc: 'how often one network address may ask for or try codes in 15 minutes, and a fifth of the steps of logins',
  }),
  TRIES_PER_ASKER: count({
    default: 30,
    desc: 'how many different questions one may ask of a ministry about people in 15 minutes; a machine ten times as many',
  }),
  TRIES_PER_NUMBER: count({
    default: 10,
    desc: 'how many different questions about one number may find nothing in a day at a ministry',
  }),
  SMS_GATEWAY_URL: optionalUrl({
    default: '',
    desc: 'takes {id, to, text} by POST and sends the text to a mobile; identity needs it in production',
  }),
  SMS_GATEWAY_TOKEN: str({
    default: '',
    desc: 'secret that we show to the SMS gateway, and it to us at /incoming-sms of identity (STOP)',
  }),
  APPS_FILE: str({
    default: '',
    desc: 'JSON of the apps and machines that may ask people to log in; empty: none in production',
  }),
  ONBOARDING_DEADLINE: day({
    default: '2026-12-31',
    desc: 'the last day by which a ministry brings its services into the graph, YYYY-MM-DD',
  }),
  HOLIDAYS: days({ default: [], desc: 'JSON list of public holidays, YYYY-MM-DD' }),
  LOG_LEVEL: str({
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'how much is logged',
  }),
  LOOKS_DIR: str({
    default: '',
    desc: "folder of this process alone, on a disk that outlives it: looks at citizens' data lie there for a second until the database has them, and with its power the machine loses those of about the last tenth of one; empty: each is written to the database before its answer",
  }),
  MAX_BODY_BYTES: count({ default: 1_000_000, desc: 'largest request body a subgraph takes' }),
  MAX_DEPTH: count({ default: 15, desc: 'deepest query a subgraph takes' }),
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
  const settings = read(environment, (problems) => {
    throw new SettingsError(problems);
  });
  if (settings.PAYMENT_PROVIDER_URL !== '' && settings.PAYMENT_SECRET === '')
    throw new SettingsError([
      'PAYMENT_SECRET: is needed with PAYMENT_PROVIDER_URL; no receipt could be believed without',
    ]);
  if (settings.SMS_GATEWAY_URL !== '') checkSmsGateway(settings);
  return settings;
}

function checkSmsGateway({ SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN }: Settings): void {
  const { protocol, hostname } = new URL(SMS_GATEWAY_URL);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  const problems = [
    ...(isPrivate ? [] : ['SMS_GATEWAY_URL: must be an https URL: codes pass there; http is for this machine only']),
    ...(SMS_GATEWAY_TOKEN === ''
      ? ['SMS_GATEWAY_TOKEN: is needed with SMS_GATEWAY_URL; neither side would know the other without']
      : []),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
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
