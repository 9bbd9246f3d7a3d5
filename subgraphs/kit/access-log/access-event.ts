/** The shape of what a subgraph tells `access-log`: entries of its log in their order, and what it answers. */
import { z } from 'zod';
import type { AccessEntry } from './chain.ts';

export const ACCESSES_PATH = '/accesses';

const text = z.string();
const optional = text.nullable();

const entry: z.ZodType<AccessEntry> = z.object({
  seq: z.number().int().min(1),
  previous: text,
  hash: text,
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
});

const event = z.object({ entries: z.array(entry) });

/** Reads entries that a subgraph tells. @throws ZodError when they are none. */
export function readAccessEvent(body: unknown): readonly AccessEntry[] {
  return event.parse(body).entries;
}

const taken = z.object({ seq: z.number().int() });

/** Reads how far `access-log` has the teller's chain. @throws ZodError when it does not say. */
export function readTaken(body: unknown): number {
  return taken.parse(body).seq;
}
