import type { DocumentNode } from 'graphql';
import type { Model } from 'mongoose';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import { connection } from '#kit/storage/page.ts';
import type { HeldRole, HeldRoles } from '../held-roles.ts';
import type { Person } from '../people.model.ts';
import { namesById } from '../people-by-id.ts';
import type {
  MutationGiveRoleArgs,
  MutationTakeRoleArgs,
  QueryRolesGivenArgs,
  RequireFields,
} from '../schema.generated.ts';
import { roleErrors } from './errors.ts';
import type { RoleChangeRecord, RoleChanges } from './role-changes.model.ts';
import type { RolesGiven } from './roles-given.ts';

type InLanguage = { language: 'EN' | 'BN' };

type Parts = {
  /** The subgraph's SDL: the limits of what is typed are its `@input`s. */
  readonly document: DocumentNode;
  readonly given: RolesGiven;
  readonly changes: Pick<RoleChanges, 'page'>;
  readonly held: HeldRoles;
  readonly people: Model<Person>;
  readonly clock: Clock;
};

const texts = { ...formErrors, ...roleErrors };

export function roleResolvers({ document, given, changes, held, people, clock }: Parts) {
  const checkOf = inputChecker(document);
  const [checkGiving, checkTaking] = [checkOf('GiveRoleInput'), checkOf('TakeRoleInput')];
  const today = () => dayInDhaka(clock.now());
  const nameOf = namesById(people);
  return {
    Query: {
      rolesGiven: async (_parent: unknown, request: RequireFields<QueryRolesGivenArgs, 'first'>) =>
        connection(await changes.page(request), (change) => change),
    },
    Mutation: {
      giveRole: async (_parent: unknown, { input }: MutationGiveRoleArgs, { caller }: SubgraphContext) => {
        const { values, problems } = checkGiving(input, today());
        if (problems.length > 0) return refused(problems);
        const { role, from, until } = input;
        const done = await given.give(caller, {
          nationalId: String(values.nationalId),
          role,
          desk: textOf(values.desk),
          rank: textOf(values.rank),
          from: from ? new Date(from) : null,
          until: until ? new Date(until) : null,
        });
        if ('problem' in done) return refused([done.problem]);
        return { role: await held.one(done.personId, role), userErrors: [] };
      },
      takeRole: async (_parent: unknown, { input }: MutationTakeRoleArgs, { caller }: SubgraphContext) => {
        const { values, problems } = checkTaking(input, today());
        if (problems.length > 0) return refused(problems);
        const done = await given.take(caller, { nationalId: String(values.nationalId), role: input.role });
        return 'problem' in done ? refused([done.problem]) : { role: null, userErrors: [] };
      },
    },
    HeldRole: { ministry: ministryOf },
    RoleChange: {
      id: ({ _id }: RoleChangeRecord) => _id,
      by: ({ by }: RoleChangeRecord, language: InLanguage, context: SubgraphContext) => nameOf(by, language, context),
      person: ({ personId }: RoleChangeRecord, language: InLanguage, context: SubgraphContext) =>
        nameOf(personId, language, context),
      ministry: ministryOf,
    },
  };
}

function ministryOf({ ministry }: Pick<HeldRole, 'ministry'>) {
  return ministry === null ? null : { code: ministry };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function refused(problems: readonly Problem[]) {
  return { role: null, userErrors: problems.map((each) => inWords(each, texts)) };
}
