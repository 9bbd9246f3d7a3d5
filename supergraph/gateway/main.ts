/** The gateway as a process: `node supergraph/gateway/main.ts`. Settings by environment; `--help` prints them. */
import { startGateway } from './gateway.ts';
import { readSettings, SettingsError, settingsHelp } from './settings.ts';

const SHUTDOWN_MS = 8_000;

if (process.argv.includes('--help'))
  process.stdout.write(`node supergraph/gateway/main.ts\n\nSettings:\n${settingsHelp()}\n`);
else await run().catch(fail);

async function run(): Promise<void> {
  const starting = startGateway(readSettings(process.env));
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    starting.then((gateway) => gateway.stop()).then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  // Under a starter, Ctrl-C reaches every process of the terminal; the starter says in which order they end.
  process.on('SIGINT', process.send ? () => undefined : stop);
  process.on('disconnect', stop);
  // Who started us may have ended meanwhile.
  if (process.connected === false) stop();
  const { url } = await starting;
  if (process.connected) process.send?.({ type: 'listening', url });
}

function fail(error: unknown): void {
  process.stderr.write(`gateway: ${inWords(error)}\n`, () => process.exit(1));
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `port ${process.env.PORT} is in use: stop what listens there, or set PORT to another`;
  return error instanceof SettingsError ? error.message : (error.stack ?? error.message);
}
