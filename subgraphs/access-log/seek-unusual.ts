/** Seeks unusual looks among the entries that came: once each, in the order of each writer, also after a kill. */
import { z } from 'zod';
import { ChangedBlock } from '#kit/access-log/blocks.ts';
import type { Peer } from '#kit/peer.ts';
import type { AccessRecord } from './copied-blocks.ts';
import type { Copies, WriterRecord } from './copies.model.ts';
import type { Crowd, Crowds } from './crowds.model.ts';
import type { FlagRecord, Flags } from './flags.model.ts';
import { type Acquaintance, acquainted, atNight, type Finding, isPerson, manyPeople } from './unusual.ts';

/** As many pairs as `identity` is asked about at once. */
const BATCH = 500;
const ACQUAINTANCES_PATH = '/acquaintances';
const answer = z.object({ acquaintances: z.array(z.array(z.enum(['NEIGHBOUR', 'KIN']))) });

type Parts = { readonly copies: Copies; readonly crowds: Crowds; readonly flags: Flags; readonly identity: Peer };

/**
 * Judges all that has come. Rejects when `identity` does not say who knows whom: what is not judged yet stays so.
 * @throws ChangedBlock when a writer's copies cannot be read; the other writers' are judged.
 */
export async function seekUnusual(parts: Parts): Promise<void> {
  const changed: ChangedBlock[] = [];
  for (const writer of await parts.copies.writers())
    await judgeWriter(writer, parts).catch((error: unknown) => {
      if (!(error instanceof ChangedBlock)) throw error;
      changed.push(error);
    });
  if (changed[0]) throw changed[0];
}

async function judgeWriter(writer: WriterRecord, { copies, crowds, flags, identity }: Parts): Promise<void> {
  let { judged } = writer;
  for (;;) {
    const entries = await copies.unjudged({ ...writer, judged }, BATCH);
    const last = entries.at(-1);
    if (!last) return;
    const byPeople = entries.filter(({ by }) => isPerson(by.role));
    const known = await acquaintancesOf(byPeople, identity);
    const found = byPeople.flatMap((entry, index) => [
      ...findings(entry, [atNight(entry.at, entry.by.role), ...acquainted(known[index] ?? [])]),
    ]);
    await flags.add([...found, ...(await crowds.grow(byPeople)).flatMap(tooMany)]);
    judged = last.seq;
    await copies.setJudged(writer._id, judged);
  }
}

function findings(entry: AccessRecord, found: readonly (Finding | null)[]): FlagRecord[] {
  return found.flatMap((finding) =>
    finding ? [{ _id: `${entry._id}/${finding.rule}`, accessId: entry._id, at: entry.at, ...finding }] : [],
  );
}

/** Of each person, role and day with too many people, one flag: at the last look that was there when it was found. */
function tooMany({ day, last: { _id: accessId, at, by }, people }: Crowd): FlagRecord[] {
  const finding = manyPeople(people, by.role);
  return finding ? [{ _id: `${by.person}/${day}/${finding.rule}`, accessId, at, ...finding }] : [];
}

/** Asked about each pair once. */
async function acquaintancesOf(
  entries: readonly AccessRecord[],
  identity: Peer,
): Promise<readonly (readonly Acquaintance[])[]> {
  const pairs = new Map(
    entries.map(({ by: { person }, citizen }) => [`${person} ${citizen}`, { one: person, other: citizen }]),
  );
  if (pairs.size === 0) return [];
  const { acquaintances } = answer.parse(await identity.call(ACQUAINTANCES_PATH, { pairs: [...pairs.values()] }));
  const byPair = new Map([...pairs.keys()].map((key, index) => [key, acquaintances[index] ?? []]));
  return entries.map(({ by: { person }, citizen }) => byPair.get(`${person} ${citizen}`) ?? []);
}
