/** The shape of a look as JSON; of what a subgraph tells `access-log`: entries of its log in their order; and the answer. */
import { z } from 'zod';
import type { AccessEntry } from './chain.ts';
import type { Look } from './look.ts';

export const ACCESSES_PATH = '/accesses';

const text = z.string();
const optional = text.nullable();

const look = z.object({
  at: z.iso.datetime().transform((at) => new Date(at)),
  by: z.object({
    person: text,
    role: z.enum([
      'OFFICIAL',
      'ENTREPRENEUR',
      'OPERATOR',
      'FOCAL_POINT',
      'DEVELOPER',
      'AUDITOR',
      'MACHINE',
      'CITIZEN',
      'ANYBODY',
    ]),
    ministry: optional,
    desk: optional,
    centre: optional,
    consent: optional,
    centreName: z.object({ en: text, bn: text }).exactOptional(),
  }),
  citizen: text,
  applicationId: optional,
  service: optional,
  purpose: z.object({
    code: z.enum(['TO_DECIDE', 'DECIDED', 'STATED', 'WITH_CONSENT', 'IN_OFFICE', 'LOOKED_UP']),
    text: optional,
  }),
  fields: z.array(text),
  requestId: text,
}) satisfies z.ZodType<Look>;

const entry: z.ZodType<AccessEntry> = look.extend({ seq: z.number().int().min(1), previous: text, hash: text });

const entries = z.array(entry);
const event = z.object({ entries });

/** Reads entries that were kept as JSON, at least one. @throws ZodError when they are none. */
export function readEntries(body: unknown): readonly AccessEntry[] {
  return entries.min(1).parse(body);
}

/** Reads a look that was kept as JSON. @throws ZodError when it is none. */
export function readLook(body: unknown): Look {
  return look.parse(body);
}

/** Reads entries that a subgraph tells. @throws ZodError when they are none. */
export function readAccessEvent(body: unknown): readonly AccessEntry[] {
  return event.parse(body).entries;
}

const taken = z.object({ seq: z.number().int() });

/** Reads how far `access-log` has the teller's chain. @throws ZodError when it does not say. */
export function readTaken(body: unknown): number {
  return taken.parse(body).seq;
}
