import type { DocumentNode } from 'graphql';
import { requestDigest } from '#kit/application/desk.ts';
import { isOperator } from '#kit/auth/caller.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import type { IdSource } from '#kit/ids.ts';
import { connection } from '#kit/storage/page.ts';
import { actorOf, otherMinistry } from '../acting-for.ts';
import { agenciesOf } from '../compliance/compliance.ts';
import type { FactsLoader } from '../compliance/facts.ts';
import { onboardingErrors } from '../errors.ts';
import type { Created } from '../repeat.ts';
import type {
  MutationAcknowledgeDirectiveArgs,
  MutationIssueDirectiveArgs,
  QueryImplementationDirectivesArgs,
  RequireFields,
} from '../schema.generated.ts';
import type { DirectiveRecord, Directives } from './directives.model.ts';
import { directiveErrors } from './errors.ts';

const texts = { ...formErrors, ...onboardingErrors, ...directiveErrors };

type Parts = {
  /** The subgraph's SDL: the limits of what people write are its `@input`s. */
  readonly document: DocumentNode;
  readonly directives: Directives;
  readonly facts: FactsLoader;
  readonly ids: IdSource;
};

export function directiveResolvers({ document, directives, facts, ids }: Parts) {
  const checkOf = inputChecker(document);
  const [checkIssue, checkAcknowledgement] = [checkOf('IssueDirectiveInput'), checkOf('AcknowledgeDirectiveInput')];

  return {
    Query: {
      implementationDirectives: async (
        _parent: unknown,
        { filter, ...request }: RequireFields<QueryImplementationDirectivesArgs, 'first'>,
        { caller }: SubgraphContext,
      ) => {
        const own = isOperator(caller) ? null : actorOf(caller).ministry;
        const asked = filter?.ministry ?? null;
        // Of another ministry there is nothing to see: an empty list, as of one without directives.
        if (own !== null && asked !== null && asked !== own) return connection(NOTHING, (directive) => directive);
        const { agency = null, isAcknowledged = null } = filter ?? {};
        const found = await directives.page({ ministry: own ?? asked, agency, isAcknowledged }, request);
        return connection(found, (directive) => directive);
      },
    },
    Mutation: {
      issueDirective: async (_parent: unknown, { input }: MutationIssueDirectiveArgs, context: SubgraphContext) => {
        const { caller, clock } = context;
        const actor = actorOf(caller);
        const { idempotencyKey, ...request } = input;
        const keyed = {
          createdBy: actor.subject,
          idempotencyKey,
          requestDigest: requestDigest('directive', request),
        };
        const { values, problems } = checkIssue(input, dayInDhaka(clock.now()));
        const wrong = [checkIdempotencyKey(idempotencyKey), otherMinistry(actor, input.ministry)];
        const known = wrong.some((each) => each !== null) ? null : await directives.answered(keyed);
        if (known) return payload(known);
        problems.push(...wrong.filter((each) => each !== null));
        if (problems.length > 0) return payload({ problems });
        const agencies = agenciesOf(await facts(context).load(actor.ministry));
        const agency = String(values.agency);
        if (!agencies.includes(agency))
          return payload({ problems: [problem('agency', 'UNKNOWN_AGENCY', { agencies: agencies.join('; ') || '–' })] });
        return payload(
          await directives.add({
            ...keyed,
            _id: ids.id(),
            ministry: actor.ministry,
            agency,
            text: String(values.text),
            dueDate: String(values.dueDate),
            issuedAt: clock.now(),
            acknowledgement: null,
          }),
        );
      },

      acknowledgeDirective: async (
        _parent: unknown,
        { input }: MutationAcknowledgeDirectiveArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const { subject, ministry } = actorOf(caller);
        const { values, problems } = checkAcknowledgement(input, dayInDhaka(clock.now()));
        if (problems.length > 0) return payload({ problems });
        const acknowledgement = { by: String(values.by), byId: subject, at: clock.now() };
        const record = await directives.acknowledge(String(values.directiveId), ministry, acknowledgement);
        if (!record) return payload({ problems: [problem('directiveId', 'NO_SUCH_DIRECTIVE')] });
        // Who repeats it sees what they did; another is told who was first.
        const { by = '', byId } = record.acknowledgement ?? {};
        return payload(
          byId === subject ? { record } : { problems: [problem('directiveId', 'ALREADY_ACKNOWLEDGED', { by })] },
        );
      },
    },
    ImplementationDirective: {
      id: ({ _id }: DirectiveRecord) => _id,
      ministry: ({ ministry }: DirectiveRecord) => ({ code: ministry }),
      isOverdue: ({ acknowledgement, dueDate }: DirectiveRecord, _args: unknown, { clock }: SubgraphContext) =>
        acknowledgement === null && dueDate < dayInDhaka(clock.now()),
    },
  };
}

const NOTHING = { edges: [], hasNextPage: false, hasPreviousPage: false, totalCount: async () => 0 };

function payload(created: Created<DirectiveRecord>) {
  return 'record' in created
    ? { directive: created.record, userErrors: [] }
    : { directive: null, userErrors: created.problems.map((each) => inWords(each, texts)) };
}
