/** The moves of an application after it was handed in: what each adds to the record. The lifecycle says when. */
import { type Problem, problem } from '../errors/problem.ts';
import { changedForm } from './changed-form.ts';
import type { Answered, Desk, RecordedServiceEntry } from './desk.ts';
import { type Action, next } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import { claimOnApproval } from './places/claim.ts';
import { moveAppointment } from './places/move.ts';
import { givePlacesBack } from './places/places.ts';
import { callWaiting } from './places/waiting.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { purposeOfClosing } from './state-purpose.ts';
import { submitDraft } from './submit.ts';
import { type Actor, changed } from './write.ts';

/** What a person sends along with a move. */
export type MoveInput = {
  /** The question, the answer, the reason. */
  readonly note?: string | null;
  /** REQUEST_INFORMATION: names of the form's fields to correct. */
  readonly fields?: readonly string[];
  /** ANSWER, MOVE: the changed values by field name. */
  readonly answers?: unknown;
};

const ENDS_WITHOUT: ReadonlySet<Action> = new Set(['WITHDRAW', 'REJECT', 'LAPSE', 'EXPIRE']);

/** Of what ends without being given: it holds nothing, and waits for nothing. */
const EMPTY_HANDED: Places = { holds: [], waiting: null, lapsesAt: undefined };

type Changes =
  | { changes: Partial<ApplicationRecord> }
  | { problems: Extract<Answered, { problems: unknown }>['problems'] };

/** Does a move, or says why it cannot be done now. */
export async function act(
  desk: Desk,
  record: ApplicationRecord,
  action: Action,
  actor: Actor,
  input: MoveInput = {},
): Promise<Answered> {
  if (action === 'SUBMIT') return submitDraft(desk, record);
  const entry = desk.services.get(record.serviceCode);
  if (!entry) return { problems: [problem(null, 'UNKNOWN_SERVICE', { code: record.serviceCode })] };
  const move = next(stageOf(record), action, actor.role);
  if ('problem' in move) return { problems: [move.problem] };
  if (action === 'MOVE') return moveAppointment(desk, entry, record, actor, input.answers);
  const effect = await effects[action]?.({ desk, record, entry, actor, input });
  if (effect && 'problems' in effect) return effect;
  const places = await placesAfter(action, desk, entry, record);
  if ('problem' in places) return { problems: [places.problem] };
  const outcome = await outcomeOn(action, desk, entry, record);
  const deed = { action, ...actor, note: input.note ?? null };
  const changes = { ...effect?.changes, ...places, ...outcome, ...purposeOfClosing(desk, record, move.to, actor) };
  const answered = await changed(desk, record, deed, changes, { status: move.to });
  if (places.holds && record.holds.length + places.holds.length > 0)
    await callWaiting(desk, await givePlacesBack(desk, record));
  return answered;
}

type Places = Partial<Pick<ApplicationRecord, 'holds' | 'waiting' | 'lapsesAt'>>;

/** What the record says of its places from now on; nothing when they stay. An approval takes what only one may have. */
async function placesAfter(
  action: Action,
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
): Promise<Places | { readonly problem: Problem }> {
  if (ENDS_WITHOUT.has(action)) return EMPTY_HANDED;
  return action === 'APPROVE' ? claimOnApproval(desk, entry, record) : {};
}

type Situation = { desk: Desk; record: ApplicationRecord; entry: RecordedServiceEntry; actor: Actor; input: MoveInput };

const effects: Partial<Record<Action, (situation: Situation) => Changes | Promise<Changes>>> = {
  TAKE: ({ actor }) => ({ changes: { takenBy: actor.actorId } }),
  REQUEST_INFORMATION: ({ desk, entry, input }) => {
    const fields = [...(input.fields ?? [])];
    const stranger = fields.find((field) => !entry.definition.form.some(({ name }) => name === field));
    if (stranger !== undefined) return { problems: [problem('fields', 'NOT_ON_THE_FORM', { field: stranger })] };
    return { changes: { informationRequest: { question: input.note ?? '', fields, askedAt: desk.clock.now() } } };
  },
  ANSWER: async (situation) => {
    const corrected = await corrections(situation);
    return 'problems' in corrected ? corrected : { changes: { ...corrected.changes, informationRequest: null } };
  },
  WITHDRAW: () => ({ changes: { informationRequest: null } }),
  APPROVE: ({ desk, input }) => ({
    changes: { decision: { outcome: 'APPROVED', reason: input.note ?? '', decidedAt: desk.clock.now() } },
  }),
  // Who came may have paid at the counter: that is no longer the platform's business.
  COMPLETE: () => ({ changes: { lapsesAt: undefined } }),
  REJECT: ({ desk, input }) => ({
    changes: { decision: { outcome: 'REJECTED', reason: input.note ?? '', decidedAt: desk.clock.now() } },
  }),
};

/**
 * The form with the applicant's corrections, by the day of handing in: what was recent enough then is not too old because
 * the ministry took its time.
 */
async function corrections({ desk, record, entry, input }: Situation): Promise<Changes> {
  if (input.answers === undefined || input.answers === null) return { changes: {} };
  if (typeof input.answers !== 'object') return { problems: [problem('answers', 'WRONG_TYPE')] };
  const asked = record.informationRequest?.fields ?? [];
  // An official who names no field asks about the whole form.
  const stranger = asked.length > 0 ? Object.keys(input.answers).find((field) => !asked.includes(field)) : undefined;
  if (stranger !== undefined)
    return {
      problems: [problem(stranger, 'NOT_ASKED_FOR', { field: stranger, fields: asked.join(', ') })],
    };
  return changedForm(desk, entry, record, input.answers, record.submittedAt ?? record.createdAt);
}
