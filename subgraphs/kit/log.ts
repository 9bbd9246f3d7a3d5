/** The one logger of the subgraphs: JSON lines, with what is personal or secret taken out. */
import { type Logger, pino } from 'pino';

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

/** @param name the subgraph, in every line. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: [...SECRET, ...SECRET.map((key) => `*.${key}`), 'req.headers', 'res.headers'],
      censor: '[redacted]',
    },
  });
}
