/**
 * The chain of a log's entries: each holds the SHA-256 of the one before, so that none can be changed, taken out, put in or
 * moved without the ones after it telling. Pure: it knows no storage.
 */
import { hash } from 'node:crypto';
import type { Look } from './look.ts';

/** A look with its place in the chain of one writer. */
export type AccessEntry = Look & {
  /** Its place, from 1. */
  readonly seq: number;
  /** Hash of the entry before. */
  readonly previous: string;
  /** Hash over everything else of it. */
  readonly hash: string;
};

/** How far a chain goes: the last entry's place and hash. */
export type Head = { readonly seq: number; readonly hash: string };

/** Where a chain is broken, and what tells. */
export type Break = { readonly seq: number; readonly fault: 'MISSING' | 'REPEATED' | 'CHANGED' | 'MOVED' };

/** Before the first entry. Another one for each writer: an entry of one chain fits in no other. */
export function genesis(writer: string): Head {
  return { seq: 0, hash: sha256(`nagarik-graph access log of ${writer}`) };
}

/** Chains looks to the end of a log, in their order. */
export function link(head: Head, looks: readonly Look[]): AccessEntry[] {
  let { seq, hash: previous } = head;
  return looks.map((look) => {
    const entry = { ...look, seq: ++seq, previous };
    previous = hashOf(entry);
    return { ...entry, hash: previous };
  });
}

/** The next head when an entry follows from this one; else what is wrong with it. */
export function follow(head: Head, entry: AccessEntry): { readonly head: Head } | { readonly broken: Break } {
  const { seq } = entry;
  const due = head.seq + 1;
  if (seq !== due) return { broken: { seq: due, fault: seq > due ? 'MISSING' : 'REPEATED' } };
  if (hashOf(entry) !== entry.hash) return { broken: { seq, fault: 'CHANGED' } };
  if (entry.previous !== head.hash) return { broken: { seq, fault: 'MOVED' } };
  return { head: { seq, hash: entry.hash } };
}

/** Follows entries from a head on; stops at the first break. */
export function followAll(
  head: Head,
  entries: Iterable<AccessEntry>,
): { readonly head: Head; readonly broken: Break | null } {
  let reached = head;
  for (const entry of entries) {
    const next = follow(reached, entry);
    if ('broken' in next) return { head: reached, broken: next.broken };
    reached = next.head;
  }
  return { head: reached, broken: null };
}

function hashOf({ seq, previous, ...look }: Omit<AccessEntry, 'hash'>): string {
  return sha256(JSON.stringify([seq, previous, ...valuesOf(look)]));
}

/** The same text for the same look wherever it is read. */
export function textOf(look: Look): string {
  return JSON.stringify(valuesOf(look));
}

/** Its values in this order, as JSON has them. */
function valuesOf({ at, by, citizen, applicationId, service, purpose, fields, requestId }: Look): readonly unknown[] {
  const { person, role, ministry, desk, centre, consent, centreName } = by;
  // Entries without the name keep the text that they were chained with before there were names.
  const named = centreName ? [centreName.en, centreName.bn] : [];
  return [
    at.toISOString(),
    [person, role, ministry, desk, centre, consent, ...named],
    citizen,
    applicationId,
    service,
    [purpose.code, purpose.text],
    fields,
    requestId,
  ];
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
