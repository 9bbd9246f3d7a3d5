import type { DocumentNode } from 'graphql';
import type { Command } from '#kit/application/commands.ts';
import { objectionToDeciding } from '#kit/application/may-decide.ts';
import { payload } from '#kit/application/payload.ts';
import { roleIn, type Snapshot, viewOf } from '#kit/application/snapshot.ts';
import { type Caller, isOfficial } from '#kit/auth/caller.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import { requestLoader } from '#kit/loader.ts';
import { connection, type Page } from '#kit/storage/page.ts';
import type { ApplicationIndex } from './application-index.ts';
import { type MinistryDesks, refused } from './ministry-desks.ts';
import type { Resolvers } from './schema.generated.ts';

type Role = 'APPLICANT' | 'OFFICIAL';
/** What an action sends along beside the application's id. */
type Move = Partial<Omit<Extract<Command, { note?: unknown }>, 'command' | 'applicationId'>>;
/** An input that keeps to its limits, by field name. */
type Values = Readonly<Record<string, unknown>>;

/** @param document the subgraph's SDL: the limits of what people write are its `@input`s. */
export function applicationsResolvers(index: ApplicationIndex, desks: MinistryDesks, document: DocumentNode) {
  const checkOf = inputChecker(document);
  const byId = requestLoader((ids: readonly string[], { caller }: SubgraphContext) => index.visible(ids, caller));

  const turnOf = requestLoader((ids: readonly string[]) => index.waitingTurns(ids));

  const load = async (id: string, context: SubgraphContext) => {
    const snapshot = await byId(context).load(id);
    return snapshot && shown(snapshot, context.caller);
  };

  /** Hands a command to the owning ministry, and keeps what it answered: the next query sees it. */
  const mutation = (inputType: string, role: Role, commandOf: (values: Values, input: Values) => Command) => {
    const check = checkOf(inputType);
    return async (_parent: unknown, { input }: { input: Values }, { caller, clock }: SubgraphContext) => {
      const { values, problems } = check(input, dayInDhaka(clock.now()));
      if (problems.length > 0) return payload(refused(problems), role);
      const answered = await desks.command(commandOf(values, input), caller);
      if (answered.snapshot) await index.apply([answered.snapshot]);
      return payload(answered, role);
    };
  };

  const move = (
    command: Exclude<Command['command'], 'SAVE_DRAFT' | 'STATE_PURPOSE'>,
    role: Role,
    inputType = 'ApplicationActionInput',
    sent: (values: Values) => Move = () => ({}),
  ) =>
    mutation(inputType, role, (values) => ({
      command,
      applicationId: String(values.applicationId),
      answers: null,
      ...sent(values),
    }));

  const saveDraft = mutation('SaveDraftInput', 'APPLICANT', (values, { idempotencyKey }) => ({
    command: 'SAVE_DRAFT',
    serviceCode: String(values.serviceCode),
    applicationId: text(values.applicationId),
    answers: values.answers,
    // The ministry checks it, as it does for its own services.
    idempotencyKey: String(idempotencyKey),
  }));

  return {
    Query: {
      application: (_parent, { id }, context) => load(id, context),
      workList: async (_parent, { filter, orderBy, ...request }, { caller }) => {
        if (!isOfficial(caller)) throw requestError('FORBIDDEN', { needed: 'official' });
        return listOf(await index.workOf(caller, filter ?? {}, orderBy, request), caller);
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
      waitingPosition: ({ id, waiting }, _arguments, context) => (waiting ? turnOf(context).load(id) : null),
    },
    Mutation: {
      saveDraft,
      submitDraft: move('SUBMIT', 'APPLICANT'),
      startPayment: move('PAY', 'APPLICANT'),
      answerInformationRequest: move(
        'ANSWER',
        'APPLICANT',
        'AnswerInformationRequestInput',
        ({ message, answers }) => ({
          note: text(message),
          answers,
        }),
      ),
      moveAppointment: move('MOVE', 'APPLICANT', 'MoveAppointmentInput', ({ answers }) => ({ answers })),
      withdrawApplication: move('WITHDRAW', 'APPLICANT', 'WithdrawApplicationInput', reasonOf),
      takeApplication: move('TAKE', 'OFFICIAL'),
      requestInformation: move(
        'REQUEST_INFORMATION',
        'OFFICIAL',
        'RequestInformationInput',
        ({ question, fields }) => ({
          note: text(question),
          fields: Array.isArray(fields) ? fields.map(String) : [],
        }),
      ),
      approveApplication: move('APPROVE', 'OFFICIAL', 'DecideApplicationInput', reasonOf),
      rejectApplication: move('REJECT', 'OFFICIAL', 'DecideApplicationInput', reasonOf),
      completeApplication: move('COMPLETE', 'OFFICIAL'),
      statePurpose: mutation('StatePurposeInput', 'OFFICIAL', ({ applicationId, purpose }) => ({
        command: 'STATE_PURPOSE',
        applicationId: String(applicationId),
        purpose: String(purpose),
      })),
    },
  } satisfies Resolvers;
}

function reasonOf({ reason }: Values): Move {
  return { note: text(reason) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function listOf(found: Page<Snapshot>, caller: Caller) {
  return connection(found, (snapshot) => shown(snapshot, caller));
}

/** A snapshot as the caller may see it. The index gives none that the caller has no part in. */
function shown(snapshot: Snapshot, caller: Caller) {
  const role = roleIn(snapshot, caller);
  if (!role) throw requestError('FORBIDDEN', { needed: '-' });
  const view = viewOf(snapshot, role);
  return role === 'OFFICIAL' && objectionToDeciding(snapshot, caller) ? { ...view, actions: [] } : view;
}
