/** Looks and entries as JSON; what a subgraph tells `access-log`: entries of its log in their order; and the answer. */
import { z } from 'zod';
import type { AccessEntry } from './chain.ts';
import { differences, readDifferences } from './differences.ts';
import type { Look } from './look.ts';

export const ACCESSES_PATH = '/accesses';
/** Entries in one call: up to 250 KB, as they mostly are. */
export const MOST_TOLD = 500;

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

const entry = look.extend({
  seq: z.number().int().min(1),
  previous: text,
  hash: text,
}) satisfies z.ZodType<AccessEntry>;

const openEntry = entry.extend({ at: z.date() });
const [partOfLook, partOfEntry] = [look.exactPartial(), entry.exactPartial()];
const list = z.array(z.unknown()).min(1);
const event = z.object({ entries: z.array(z.unknown()).max(MOST_TOLD) });

const next = (before: AccessEntry) => ({ ...before, seq: before.seq + 1, previous: before.hash });

/** Looks, at least one, for JSON (differences.ts). */
export function looksAsJson(looks: readonly Look[]): object[] {
  return differences(looks);
}

/** @throws ZodError when it holds none. */
export function readLooks(body: unknown): readonly Look[] {
  return readDifferences(list.parse(body), look, partOfLook);
}

/** Entries that follow one another, for JSON (differences.ts). */
export function entriesAsJson(entries: readonly AccessEntry[]): object[] {
  return differences(entries, next);
}

/** Reads entries that were kept as JSON, at least one. @throws ZodError when they are none. */
export function readEntries(body: unknown): readonly AccessEntry[] {
  return readDifferences(list.parse(body), entry, partOfEntry, next);
}

/** Reads an entry that lies open in the database. @throws ZodError when it is none. */
export function readOpenEntry(document: unknown): AccessEntry {
  return openEntry.parse(document);
}

/** Reads entries that a subgraph tells. @throws ZodError when they are none. */
export function readAccessEvent(body: unknown): readonly AccessEntry[] {
  return readDifferences(event.parse(body).entries, entry, partOfEntry, next);
}

const taken = z.object({ seq: z.number().int() });

/** Reads how far `access-log` has the teller's chain. @throws ZodError when it does not say. */
export function readTaken(body: unknown): number {
  return taken.parse(body).seq;
}
