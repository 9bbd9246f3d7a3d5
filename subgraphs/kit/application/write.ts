/** The one way in which an application changes: one atomic write of one document, guarded by its version. */
import type { UpdateQuery } from 'mongoose';
import { problem } from '../errors/problem.ts';
import type { Answered, Desk } from './desk.ts';
import { grant } from './grant.ts';
import type { Action, Role, Status } from './lifecycle.ts';
import { type ApplicationRecord, snapshotOf } from './record.ts';

/** Who does something. */
export type Actor = { readonly role: Role; readonly actorId: string | null };

/** What is done, by whom. `note`: what the person wrote. */
export type Deed = Actor & {
  readonly action: Action;
  readonly note?: string | null;
};

/**
 * Writes a change with its timeline entry and its event, if nobody else has changed the record meanwhile. What changes to
 * `undefined` is left out of the record from now on.
 * @param deed null for what is no event of the timeline.
 * @param moved the new status, and the timeline entries when they are others than the deed's own.
 */
export async function changed(
  desk: Desk,
  record: ApplicationRecord,
  deed: Deed | null,
  changes: Partial<ApplicationRecord>,
  moved: { status?: Status; timeline?: ApplicationRecord['timeline'] } = {},
): Promise<Answered> {
  const version = record.version + 1;
  const status = moved.status ?? record.status;
  const entries = deed ? [entryOf(deed, status, desk.clock.now())] : [];
  const { outbox: _outbox, _id, version: _version, timeline: _timeline, ...set } = changes;
  const update: UpdateQuery<ApplicationRecord> = {
    $set: { ...set, status, version },
    $unset: Object.fromEntries(
      Object.entries(set).flatMap(([name, value]) => (value === undefined ? [[name, '']] : [])),
    ),
    $push: { timeline: { $each: moved.timeline ?? entries }, outbox: { version } },
  };
  const after = await desk.applications
    .findOneAndUpdate({ _id: record._id, version: record.version }, update, { returnDocument: 'after' })
    .lean();
  if (!after) return { problems: [problem(null, 'CHANGED_MEANWHILE')] };
  return { record: await announce(desk, after) };
}

function entryOf({ action, role, actorId, note = null }: Deed, status: Status, at: Date) {
  return { at, action, status, actor: role, actorId, note };
}

/**
 * What follows each write: what it gave is carried out, and `applications` is told and waited for a moment, so that a
 * citizen's next query sees what they just did.
 * @returns the record as it is then.
 */
export async function announce(desk: Desk, record: ApplicationRecord): Promise<ApplicationRecord> {
  const current = await grant(desk, record);
  await desk.relay.deliver(snapshotOf(current));
  return current;
}
