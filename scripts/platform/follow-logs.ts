/** Shows, while a developer works, what the parts complain of in their logs. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sizeOf, textFrom } from './log-files.ts';

/** pino's number for `warn`. */
const WARN = 40;

const entryShape = z.looseObject({
  level: z.number(),
  /** The subgraph, or the gateway. */
  name: z.string().optional(),
  msg: z.string().optional(),
  err: z.object({ stack: z.string().optional(), message: z.string().optional() }).optional(),
});

/** What each line has and nobody asks for here. */
const NOT_SHOWN = ['level', 'time', 'pid', 'hostname', 'name', 'msg', 'err', 'reqId', 'requestId'];

/**
 * @param folder that of the log files.
 * @returns how to stop.
 */
export function followLogs(folder: string, say: (line: string) => void): () => void {
  const read = new Map<string, number>();
  const watcher = watch(folder, (_event, file) => {
    if (file === null || !file.endsWith('.log')) return;
    const path = join(folder, file);
    const start = read.get(file) ?? 0;
    const text = textFrom(path, start, sizeOf(path) - start);
    // A line that is not whole yet is read again with its rest.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    read.set(file, start + Buffer.byteLength(whole));
    for (const line of whole.split('\n')) {
      const complaint = complaintOf(line);
      if (complaint !== undefined) say(complaint);
    }
  });
  return () => watcher.close();
}

/** A log line as a person reads it; undefined when it is no complaint, or no line of the log. */
function complaintOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = entryShape.parse(JSON.parse(line));
    if (entry.level < WARN) return undefined;
    const details = Object.entries(entry)
      .filter(([key]) => !NOT_SHOWN.includes(key))
      .map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value)));
    return [entry.name, entry.msg, ...details, entry.err?.stack ?? entry.err?.message]
      .filter((each) => each !== undefined)
      .join(': ');
  } catch {
    return undefined;
  }
}
