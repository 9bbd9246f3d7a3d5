/** The gateway's logger: JSON lines, with what is personal or secret taken out. */
import { type Logger, pino } from 'pino';

const SECRET = ['authorization', 'token', 'variables', 'query'];

export function createLogger(level: string): Logger {
  return pino({
    name: 'gateway',
    level,
    redact: { paths: [...SECRET, ...SECRET.map((key) => `*.${key}`), 'req.headers'], censor: '[redacted]' },
  });
}
