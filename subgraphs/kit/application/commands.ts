/**
 * The command endpoint: how `applications` hands a ministry what is the same for all ministries. Two proofs come with each
 * call: that `applications` speaks, and who the caller is. This ministry's own record decides what the caller may do.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Caller, isCitizen, isOfficial } from '../auth/caller.ts';
import type { Keys } from '../auth/keys.ts';
import { verifyCommandCaller, verifyPeer } from '../auth/tokens.ts';
import type { ErrorCatalogue } from '../errors/catalogue.ts';
import { problem } from '../errors/problem.ts';
import { act } from './act.ts';
import type { Answered, Desk } from './desk.ts';
import { objectionToDeciding } from './may-decide.ts';
import { startPayment } from './pay.ts';
import { answer, type CommandAnswer } from './payload.ts';
import { snapshotOf } from './record.ts';
import { roleIn, type Snapshot } from './snapshot.ts';
import { statePurpose } from './state-purpose.ts';
import { saveDraft } from './submit.ts';
import { isSureEnough } from './sure-enough.ts';

export const COMMANDS_PATH = '/commands';
export const SNAPSHOTS_PATH = '/snapshots';

/** The shape only: the lengths are limits of `applications`' SDL, whose words a citizen understands. */
const command = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('SAVE_DRAFT'),
    serviceCode: z.string(),
    applicationId: z.string().nullable(),
    answers: z.unknown(),
    idempotencyKey: z.string(),
  }),
  z.object({
    command: z.enum([
      'SUBMIT',
      'PAY',
      'ANSWER',
      'WITHDRAW',
      'MOVE',
      'TAKE',
      'REQUEST_INFORMATION',
      'APPROVE',
      'REJECT',
      'COMPLETE',
    ]),
    applicationId: z.string(),
    note: z.string().nullish(),
    fields: z.array(z.string()).optional(),
    answers: z.unknown().optional(),
  }),
  z.object({ command: z.literal('STATE_PURPOSE'), applicationId: z.string(), purpose: z.string() }),
]);

/** What `applications` sends. */
export type Command = z.infer<typeof command>;

const snapshotsRequest = z.object({ after: z.string().max(100), limit: z.number().int().min(1).max(500) });

/** One page of all applications of a ministry, by id. */
export type SnapshotsAnswer = { readonly snapshots: readonly Snapshot[] };

/** Adds the endpoint to a ministry's server. */
export function commandRoutes(server: FastifyInstance, desk: Desk, keys: Keys, texts: ErrorCatalogue): void {
  server.post(COMMANDS_PATH, async (request): Promise<CommandAnswer> => {
    await verifyPeer(request.headers, keys, 'applications');
    const caller = await verifyCommandCaller(request.headers, keys);
    const given = command.parse(request.body);
    return answer(await carryOut(desk, given, caller), texts);
  });
  server.post(SNAPSHOTS_PATH, async (request): Promise<SnapshotsAnswer> => {
    await verifyPeer(request.headers, keys, 'applications');
    const { after, limit } = snapshotsRequest.parse(request.body);
    const records = await desk.applications
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return { snapshots: records.map(snapshotOf) };
  });
}

async function carryOut(desk: Desk, given: Command, caller: Caller): Promise<Answered> {
  if (given.command === 'SAVE_DRAFT') {
    const entry = desk.services.get(given.serviceCode);
    if (!entry) return { problems: [problem('serviceCode', 'UNKNOWN_SERVICE', { code: given.serviceCode })] };
    return isCitizen(caller) ? saveDraft(desk, entry, given, caller.subject) : nothingThere;
  }
  const record = await desk.applications.findById(given.applicationId).lean();
  const role = record && roleIn(snapshotOf(record), caller);
  // Who may not see it is told the same as when it does not exist.
  if (!record || !role || role === 'ASSISTANT') return nothingThere;
  if (FILLS_IN_THE_FORM.has(given.command) && !isSureEnough(desk, record.serviceCode, caller))
    return { problems: [problem(null, 'STEP_UP_REQUIRED')] };
  if (given.command === 'STATE_PURPOSE')
    return isOfficial(caller) ? statePurpose(desk, record, caller.subject, given.purpose) : nothingThere;
  const notTheirs = role === 'OFFICIAL' ? objectionToDeciding(record, caller) : null;
  if (notTheirs) return { problems: [notTheirs] };
  const actor = { role, actorId: caller.subject };
  return given.command === 'PAY'
    ? startPayment(desk, record, actor)
    : act(desk, record, given.command, actor, {
        note: given.note ?? null,
        fields: given.fields ?? [],
        answers: given.answers,
      });
}

/** With these a citizen says what stands on the form, as with the service's own mutation: as sure a login is needed. */
const FILLS_IN_THE_FORM: ReadonlySet<Command['command']> = new Set(['SUBMIT', 'ANSWER', 'MOVE']);

const nothingThere: Answered = { problems: [problem('applicationId', 'NOT_FOUND')] };
