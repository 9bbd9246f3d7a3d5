/** The log file of each part: this start's in `<part>.log`, the one before in `<part>.previous.log`. */
import { closeSync, openSync, readdirSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOG = '.log';
const PREVIOUS = '.previous.log';

export function logFileOf(folder: string, part: string): string {
  return join(folder, `${part}${LOG}`);
}

/** Puts the last start's files aside, so that a start writes into empty ones and they do not grow without end. */
export function putLogsAside(folder: string): void {
  for (const file of readdirSync(folder))
    if (file.endsWith(LOG) && !file.endsWith(PREVIOUS))
      renameSync(join(folder, file), join(folder, file.slice(0, -LOG.length) + PREVIOUS));
}

/** In bytes; 0 when there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was written from byte `start` on; of more than `most` bytes the last. */
export function textFrom(file: string, start: number, most = 8_192): string {
  const end = sizeOf(file);
  const from = Math.max(start, end - most);
  if (end <= from) return '';
  const bytes = Buffer.alloc(end - from);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}
