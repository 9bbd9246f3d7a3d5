/** Roles that are given and taken. Each is one atomic write; taking one away ends its tokens. */
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
import { givable } from './who-gives.ts';

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
  readonly clock: Clock;
};

/** Whose role it is; or why nothing was done. */
type Done = { readonly personId: string } | { readonly problem: Problem };

export type RolesGiven = ReturnType<typeof rolesGivenOf>;

export function rolesGivenOf({ roles, people, revocations, clock }: Parts) {
  /** Refresh tokens look for themselves (token-claims.ts); this ends the access tokens that are out. */
  const endTokens = (personId: string, role: LoginRole) => revocations.add(`holder:${personId}:${ROLE_SCOPES[role]}`);

  const findPerson = (nationalId: string) => people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();

  return {
    async give(caller: Caller, appointment: Appointment): Promise<Done> {
      const given = givable(caller, appointment.role);
      if (!given) return refusal('role', 'NOT_YOURS_TO_GIVE');
      const from = appointment.from ?? clock.now();
      if (appointment.until && appointment.until <= from) return refusal('until', 'ENDS_BEFORE_IT_BEGINS');
      const person = await findPerson(appointment.nationalId);
      if (!person) return refusal('nationalId', 'NO_SUCH_PERSON');
      const { desk, rank, until } = appointment;
      try {
        const before = await roles
          .findOneAndUpdate(
            { personId: person.id, role: given.role, ministry: given.ministry },
            { $set: { desk, rank, from, until }, $setOnInsert: { named: null, past: [] } },
            { upsert: true },
          )
          .lean();
        // What is changed counts from now on, not from the next token: another desk may not read what the old one may.
        if (before) await endTokens(person.id, given.role);
        return { personId: person.id };
      } catch (error) {
        // One person and role is one record: it is there, and another ministry's.
        if (!isDuplicateKey(error)) throw error;
        const other = await roles.findOne({ personId: person.id, role: given.role }).lean();
        return refusal('nationalId', 'ROLE_ELSEWHERE', { ministry: other?.ministry ?? '-' });
      }
    },

    async take(caller: Caller, { nationalId, role }: Pick<Appointment, 'nationalId' | 'role'>): Promise<Done> {
      const given = givable(caller, role);
      if (!given) return refusal('role', 'NOT_YOURS_TO_GIVE');
      const person = await findPerson(nationalId);
      const record = person && (await roles.findOneAndDelete({ personId: person.id, ...given }).lean());
      if (!person || !record) return refusal('nationalId', 'ROLE_NOT_HELD');
      await endTokens(person.id, role);
      return { personId: person.id };
    },
  };
}

function refusal(field: string, code: RoleErrorCode, values: Problem['values'] = {}): Done {
  return { problem: problem(field, code, values) };
}
