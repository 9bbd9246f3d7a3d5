/** The one reader of the starter's environment: validated, typed, printed by `--help`. */
import { join, resolve } from 'node:path';
import { cleanEnv, makeValidator, str } from 'envalid';
import { StartProblem } from './start-problem.ts';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '../..');

export const USUAL_PORT = 4000;

const isPort = (input: string): boolean => /^\d+$/.test(input) && Number(input) >= 1 && Number(input) <= 65_535;

const portNumber = makeValidator((input: string): number => {
  if (!isPort(input))
    throw new Error(`${JSON.stringify(input)} is not a port: choose one from 1 to 65535, e.g. PORT=4010 npm start`);
  return Number(input);
});

const specification = {
  PORT: portNumber({ default: USUAL_PORT, desc: 'the gateway listens here, at /graphql' }),
  HOST: str({
    default: '127.0.0.1',
    desc: 'address that the gateway listens on; anything else opens it to the network',
  }),
  DATA_DIR: str({ default: '.data', desc: 'folder of all data, keys and logs; relative to the checkout' }),
  LAYOUT: str({
    choices: ['separate', 'grouped'],
    // On two cores, 24 ministries are ready in 4 s so, and in 15 s each in its own process.
    default: 'grouped',
    desc: 'separate: a process for each subgraph; grouped: up to eight share one, each with its own endpoint and database',
  }),
  ISSUER_PORT: str({
    default: '',
    desc: 'the OpenID Provider, where people log in, listens here; empty: 4001 beside PORT 4000, else at a free port',
  }),
  ISSUER_URL: str({ default: '', desc: 'where people reach the OpenID Provider; empty: http://localhost:<its port>' }),
  GATEWAY_URL: str({ default: '', desc: 'where people reach the gateway; empty: http://localhost:<PORT>' }),
  MONGODB_URL: str({ default: '', desc: 'the MongoDB server; empty: an embedded store, its files in DATA_DIR' }),
  REDIS_URL: str({
    default: '',
    desc: 'Redis for what several gateways share; empty: the one gateway remembers it itself',
  }),
  LOG_LEVEL: str({
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'warn',
    desc: 'how much each process writes to its file in DATA_DIR/logs',
  }),
};

/** What `npm start` and `npm run dev` are told by their environment. */
export type StartSettings = Readonly<ReturnType<typeof clean>>;

function clean(environment: NodeJS.ProcessEnv) {
  return cleanEnv(environment, specification, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors).map(([name, error]) => `${name}: ${error?.message ?? 'is not valid'}`);
      if (problems.length > 0) throw new StartProblem(problems.join('\n'));
    },
  });
}

/**
 * Reads the settings; DATA_DIR comes out absolute, and GATEWAY_URL filled.
 * @throws StartProblem that names each bad setting.
 */
export function readStartSettings(environment: NodeJS.ProcessEnv): StartSettings {
  const settings = clean(environment);
  const { ISSUER_PORT } = settings;
  if (ISSUER_PORT !== '' && !isPort(ISSUER_PORT))
    throw new StartProblem(`ISSUER_PORT: ${JSON.stringify(ISSUER_PORT)} is not a port: choose one from 1 to 65535`);
  return {
    ...settings,
    DATA_DIR: resolve(ROOT, settings.DATA_DIR),
    GATEWAY_URL: settings.GATEWAY_URL || `http://localhost:${settings.PORT}`,
  };
}

/** The settings' part of `--help`. */
export function startSettingsHelp(): string {
  return Object.entries(specification)
    .map(([name, { desc, default: fallback, choices }]) => {
      const rule = `${choices ? `${choices.join(' | ')}; ` : ''}default ${JSON.stringify(fallback)}`;
      return `  ${name.padEnd(12)} ${desc ?? ''} (${rule})`;
    })
    .join('\n');
}
