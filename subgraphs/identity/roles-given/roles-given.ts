/** Roles that are given and taken, to nobody by themselves. Each is one atomic write; taking one away ends its tokens. */
import type { Model } from 'mongoose';
import type { Caller } from '#kit/auth/caller.ts';
import type { Clock } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { Person } from '../people.model.ts';
import type { Revocations } from '../provider/revocations.model.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import type { RoleRecord } from '../roles.model.ts';
import type { LoginRole } from '../schema.generated.ts';
import type { RoleErrorCode } from './errors.ts';
import type { RoleChanges } from './role-changes.model.ts';
import { givable } from './who-gives.ts';
import type { WrongNumbers } from './wrong-numbers.ts';

export type Appointment = {
  readonly nationalId: string;
  readonly role: LoginRole;
  readonly desk: string | null;
  readonly rank: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

type Parts = {
  readonly roles: Model<RoleRecord>;
  readonly people: Model<Person>;
  readonly revocations: Revocations;
  readonly changes: Pick<RoleChanges, 'recorded'>;
  readonly wrong: WrongNumbers;
  readonly clock: Clock;
};

/** Whose role it is; or why nothing was done. */
type Done = { readonly personId: string } | { readonly problem: Problem };

export type RolesGiven = ReturnType<typeof rolesGivenOf>;

export function rolesGivenOf({ roles, people, revocations, changes, wrong, clock }: Parts) {
  /** Refresh tokens look for themselves (token-claims.ts); this ends the access tokens that are out. */
  const endTokens = (personId: string, role: LoginRole) => revocations.add(`holder:${personId}:${ROLE_SCOPES[role]}`);

  const findPerson = (nationalId: string) => people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();

  return {
    async give(caller: Caller, appointment: Appointment): Promise<Done> {
      const given = givable(caller, appointment.role);
      if (!given) return refusal('role', 'NOT_YOURS_TO_GIVE');
      const from = appointment.from ?? clock.now();
      if (appointment.until && appointment.until <= from) return refusal('until', 'ENDS_BEFORE_IT_BEGINS');
      const { by, role, ministry } = given;
      if (!(await wrong.take(by))) return refusal(null, 'TOO_MANY_WRONG_NUMBERS', { minutes: wrong.minutes });
      const person = await findPerson(appointment.nationalId);
      if (!person) return refusal('nationalId', 'NO_SUCH_PERSON');
      const personId = person.id;
      if (personId === by) return refusal('nationalId', 'NOT_TO_ONESELF');
      const { desk, rank, until } = appointment;
      const change = { kind: 'GIVEN', by, personId, role, ministry, desk, rank, from, until } as const;
      const made = await changes.recorded(change, async () => {
        try {
          const before = await roles
            .findOneAndUpdate(
              { personId, role, ministry },
              { $set: { desk, rank, from, until }, $setOnInsert: { named: null, past: [] } },
              { upsert: true },
            )
            .lean();
          return { before };
        } catch (error) {
          if (isDuplicateKey(error)) return null;
          throw error;
        }
      });
      if (!made) {
        // One person and role is one record: it is there, and another ministry's.
        const other = await roles.findOne({ personId, role }).lean();
        return refusal('nationalId', 'ROLE_ELSEWHERE', { ministry: other?.ministry ?? '-' });
      }
      await wrong.giveBack(by);
      // What is changed counts from now on, not from the next token: another desk may not read what the old one may.
      if (made.before) await endTokens(personId, role);
      return { personId };
    },

    async take(caller: Caller, { nationalId, role }: Pick<Appointment, 'nationalId' | 'role'>): Promise<Done> {
      const given = givable(caller, role);
      if (!given) return refusal('role', 'NOT_YOURS_TO_GIVE');
      const { by, ministry } = given;
      const which = { role: given.role, ministry };
      const person = await findPerson(nationalId);
      const held = person && (await roles.findOne({ personId: person.id, ...which }).lean());
      if (!person || !held) return refusal('nationalId', 'ROLE_NOT_HELD');
      const personId = person.id;
      const { desk, rank, from, until } = held;
      const change = { kind: 'TAKEN', by, personId, ...which, desk, rank, from, until } as const;
      const taken = await changes.recorded(change, () => roles.findOneAndDelete({ _id: held._id }).lean());
      if (!taken) return refusal('nationalId', 'ROLE_NOT_HELD');
      await endTokens(personId, role);
      return { personId };
    },
  };
}

function refusal(field: string | null, code: RoleErrorCode, values: Problem['values'] = {}): Done {
  return { problem: problem(field, code, values) };
}
