/** The one logger of the subgraphs: JSON lines, with what is personal or secret taken out. */
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

const SECRET = [
  'authorization',
  'token',
  'accessToken',
  'code',
  'password',
  'secret',
  'variables',
  'answers',
  'nationalId',
  'mobile',
];

/** How deep in a line a secret is looked for: `{ err: { keyValue: { nationalId } } }` has it at the third level. */
const DEEP = ['', '*.', '*.*.', '*.*.*.'];

/** An error's own code (`ECONNREFUSED`) is no one-time code: it is kept under a name that is not taken out. */
function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { ...stdSerializers.err(error), ...('code' in error ? { errorCode: error.code } : {}) };
}

/**
 * @param name the subgraph, in every line.
 * @param destination where the lines go; the standard output without it.
 */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    redact: {
      paths: [...DEEP.flatMap((depth) => SECRET.map((key) => `${depth}${key}`)), 'req.headers', 'res.headers'],
      censor: '[redacted]',
    },
    serializers: { err: errorInLog },
  };
  return destination ? pino(options, destination) : pino(options);
}
