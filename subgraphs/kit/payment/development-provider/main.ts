/** The development payment provider as a process of its own: `node subgraphs/kit/payment/development-provider/main.ts`. */
import { cleanEnv, makeValidator, port, str } from 'envalid';
import { createLogger } from '../../log.ts';
import { SettingsError } from '../../settings.ts';
import { startDevelopmentProvider } from './server.ts';

const SHUTDOWN_MS = 8_000;

const filled = makeValidator((input: string): string => {
  if (input === '') throw new Error('must not be empty');
  return input;
});

const specification = {
  MODE: str({ choices: ['development'], desc: 'must be development: nobody may pay here with nothing for real' }),
  PORT: port({ desc: 'loopback port to listen on' }),
  PAYMENT_SECRET: filled({ desc: 'secret that signs the calls between the ministries and the provider' }),
  MONGODB_URL: filled({ desc: 'the MongoDB server' }),
  DATABASE_PREFIX: str({ default: 'nagarik_', desc: "begins the database's name, <prefix>payments" }),
  LOG_LEVEL: str({
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'how much is logged',
  }),
};

if (process.argv.includes('--help')) {
  const settings = Object.entries(specification).map(([name, { desc }]) => `  ${name.padEnd(16)} ${desc}`);
  process.stdout.write(`The development payment provider.\n\nSettings:\n${settings.join('\n')}\n`);
} else {
  await run().catch(fail);
}

async function run(): Promise<void> {
  const settings = cleanEnv(process.env, specification, { reporter: refuse });
  const log = createLogger('payments', settings.LOG_LEVEL);
  const starting = startDevelopmentProvider({
    port: settings.PORT,
    secret: settings.PAYMENT_SECRET,
    mongodbUrl: settings.MONGODB_URL,
    databasePrefix: settings.DATABASE_PREFIX,
    log,
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    starting.then((provider) => provider.stop()).then(() => process.exit(0), fail);
  };
  // Before it has started, too: who starts us may end meanwhile.
  process.on('SIGTERM', stop);
  // Under a starter, Ctrl-C reaches every process of the terminal; the starter says in which order they end.
  process.on('SIGINT', process.send ? () => undefined : stop);
  process.on('disconnect', stop);
  if (process.connected === false) stop();
  const { url } = await starting;
  log.info({ url }, 'listening');
  if (process.connected) process.send?.({ type: 'listening', url });
}

function refuse({ errors }: { errors: Partial<Record<string, Error>> }): void {
  const problems = Object.entries(errors).map(([name, error]) => `${name}: ${error?.message ?? 'is not valid'}`);
  if (problems.length > 0) throw new SettingsError(problems);
}

function fail(error: unknown): void {
  process.stderr.write(`payments: ${inWords(error)}\n`, () => process.exit(1));
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `port ${process.env.PORT} is in use: stop what listens there, or set PORT to another`;
  return error instanceof SettingsError ? error.message : (error.stack ?? error.message);
}
