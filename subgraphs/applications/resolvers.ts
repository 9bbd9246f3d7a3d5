import type { Command } from '#kit/application/commands.ts';
import { payload } from '#kit/application/payload.ts';
import { roleIn, type Snapshot, viewOf } from '#kit/application/snapshot.ts';
import { type Caller, isOfficial } from '#kit/auth/caller.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { requestLoader } from '#kit/loader.ts';
import { connection, type Page } from '#kit/storage/page.ts';
import type { ApplicationIndex } from './application-index.ts';
import type { MinistryDesks } from './ministry-desks.ts';
import type { Resolvers } from './schema.generated.ts';

/** What an action sends along beside the application's id. */
type Move = Omit<Extract<Command, { note?: unknown }>, 'command' | 'applicationId'>;

export function applicationsResolvers(index: ApplicationIndex, desks: MinistryDesks) {
  const byId = requestLoader((ids: readonly string[], { caller }: SubgraphContext) => index.visible(ids, caller));

  const load = async (id: string, context: SubgraphContext) => {
    const snapshot = await byId(context).load(id);
    return snapshot && shown(snapshot, context.caller);
  };

  /** Hands a move to the owning ministry, and keeps what it answered: the next query sees it. */
  const carryOut = async (given: Command, role: 'APPLICANT' | 'OFFICIAL', { caller }: SubgraphContext) => {
    const answered = await desks.command(given, caller);
    if (answered.snapshot) await index.apply([answered.snapshot]);
    return payload(answered, role);
  };

  const move =
    <Input extends { applicationId: string }>(
      command: Exclude<Command['command'], 'SAVE_DRAFT'>,
      role: 'APPLICANT' | 'OFFICIAL',
      sent: (input: Input) => Partial<Move> = () => ({}),
    ) =>
    (_parent: unknown, { input }: { input: Input }, context: SubgraphContext) =>
      carryOut({ command, applicationId: input.applicationId, answers: null, ...sent(input) }, role, context);

  return {
    Query: {
      application: (_parent, { id }, context) => load(id, context),
      workList: async (_parent, { filter, orderBy, ...request }, { caller }) => {
        if (!isOfficial(caller)) throw requestError('FORBIDDEN', { needed: 'official' });
        return listOf(await index.ofMinistry(caller.ministry, filter ?? {}, orderBy, request), caller);
      },
    },
    Citizen: {
      __resolveReference: ({ id }) => ({ id }),
      applications: async ({ id }, { filter, ...request }, { caller }) =>
        // Somebody else's list is nobody's business, an official's neither: they have their work list.
        id === caller.subject && caller.scopes.has('citizen')
          ? listOf(await index.ofApplicant(id, filter ?? {}, request), caller)
          : null,
    },
    Application: {
      __resolveReference: ({ id }, context) => load(id, context),
    },
    Mutation: {
      saveDraft: (_parent, { input }, context) =>
        carryOut({ command: 'SAVE_DRAFT', ...input, applicationId: input.applicationId ?? null }, 'APPLICANT', context),
      submitDraft: move('SUBMIT', 'APPLICANT'),
      startPayment: move('PAY', 'APPLICANT'),
      answerInformationRequest: move('ANSWER', 'APPLICANT', ({ message, answers }) => ({ note: message, answers })),
      withdrawApplication: move('WITHDRAW', 'APPLICANT', ({ reason }) => ({ note: reason })),
      takeApplication: move('TAKE', 'OFFICIAL'),
      requestInformation: move('REQUEST_INFORMATION', 'OFFICIAL', ({ question, fields }) => ({
        note: question,
        fields: [...(fields ?? [])],
      })),
      approveApplication: move('APPROVE', 'OFFICIAL', ({ reason }) => ({ note: reason })),
      rejectApplication: move('REJECT', 'OFFICIAL', ({ reason }) => ({ note: reason })),
      completeApplication: move('COMPLETE', 'OFFICIAL'),
    },
  } satisfies Resolvers;
}

function listOf(found: Page<Snapshot>, caller: Caller) {
  return connection(found, (snapshot) => shown(snapshot, caller));
}

/** A snapshot as the caller may see it. The index gives none that the caller has no part in. */
function shown(snapshot: Snapshot, caller: Caller) {
  const role = roleIn(snapshot, caller);
  if (!role) throw requestError('FORBIDDEN', { needed: '-' });
  return viewOf(snapshot, role);
}
