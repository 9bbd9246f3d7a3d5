import type { DocumentNode } from 'graphql';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import type { HeldRole, HeldRoles } from '../held-roles.ts';
import type { MutationGiveRoleArgs, MutationTakeRoleArgs } from '../schema.generated.ts';
import { roleErrors } from './errors.ts';
import type { RolesGiven } from './roles-given.ts';

const texts = { ...formErrors, ...roleErrors };

/** @param document the subgraph's SDL: the limits of what is typed are its `@input`s. */
export function roleResolvers(document: DocumentNode, given: RolesGiven, held: HeldRoles, clock: Clock) {
  const checkOf = inputChecker(document);
  const [checkGiving, checkTaking] = [checkOf('GiveRoleInput'), checkOf('TakeRoleInput')];
  const today = () => dayInDhaka(clock.now());
  return {
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
    HeldRole: {
      ministry: ({ ministry }: HeldRole) => (ministry === null ? null : { code: ministry }),
    },
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function refused(problems: readonly Problem[]) {
  return { role: null, userErrors: problems.map((each) => inWords(each, texts)) };
}
