/** Who is the focal point of which ministry: named by an operator, accepted by the person. Each is one atomic write. */

import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { Person } from '../people.model.ts';
import type { Revocations } from '../provider/revocations.model.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import type { RoleRecord } from '../roles.model.ts';
import type { RoleChange, RoleChanges } from '../roles-given/role-changes.model.ts';
import type { WrongNumbers } from '../roles-given/wrong-numbers.ts';
import type { FocalPointErrorCode } from './errors.ts';

type FocalPointParts = {
  readonly roles: Model<RoleRecord>;
  readonly people: Model<Person>;
  /** Codes of the published ministries. */
  readonly ministries: () => Promise<readonly string[]>;
  readonly revocations: Revocations;
  readonly changes: Pick<RoleChanges, 'recorded'>;
  readonly wrong: WrongNumbers;
  readonly clock: Clock;
};

/** What was done; or why it was not. */
export type Done = { readonly ministry: string } | { readonly problem: Problem };

const role = 'FOCAL_POINT' satisfies RoleRecord['role'];

export type FocalPoints = ReturnType<typeof focalPointsOf>;

export function focalPointsOf(parts: FocalPointParts) {
  const { roles, people, ministries, revocations, changes, wrong, clock } = parts;

  /** The ministry, other than the given one, whose focal point somebody is. */
  const elsewhere = async (personId: string, ministry: string) =>
    (await roles.findOne({ personId, role, ministry: { $ne: ministry } }).lean())?.ministry;

  function isNow({ personId, from, until }: RoleRecord): boolean {
    const now = clock.now();
    return personId !== null && (from === null || from <= now) && (until === null || until > now);
  }

  return {
    /** Whether the record's focal point is one now. */
    isNow,

    /** The records of some ministries' focal points, in no order. */
    of: (codes: readonly string[]) => roles.find({ role, ministry: { $in: [...codes] } }).lean(),

    /** Codes of the ministries that wait for a person to accept. */
    waitingFor: async (personId: string): Promise<string[]> =>
      (await roles.find({ 'named.personId': personId }).sort({ ministry: 1 }).lean()).flatMap(
        ({ ministry }) => ministry ?? [],
      ),

    /** @param by id of the operator. */
    async name(ministry: string, nationalId: string, by: string): Promise<Done> {
      if (!(await ministries()).includes(ministry)) return refusal('ministry', 'NO_SUCH_MINISTRY', { code: ministry });
      if (!(await wrong.take(by))) return refusal(null, 'TOO_MANY_WRONG_NUMBERS', { minutes: wrong.minutes });
      const person = await people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();
      if (!person) return refusal('nationalId', 'NO_SUCH_PERSON');
      if (person.id === by) return refusal('nationalId', 'NOT_ONESELF');
      const other = await elsewhere(person.id, ministry);
      if (other) return refusal('nationalId', 'FOCAL_POINT_ELSEWHERE', { ministry: other });
      const named = { personId: person.id, at: clock.now(), by };
      await changes.recorded(changeOf('NAMED', ministry, person.id, by), () =>
        roles.updateOne({ role, ministry }, { $set: { named } }, { upsert: true }),
      );
      await wrong.giveBack(by);
      return { ministry };
    },

    /** Accepting twice is accepting once. */
    async accept(ministry: string, personId: string): Promise<Done> {
      const record = await roles.findOne({ role, ministry }).lean();
      if (record?.personId === personId && record.named === null && isNow(record)) return { ministry };
      if (record?.named?.personId !== personId) return refusal('ministry', 'NOT_NAMED');
      const now = clock.now();
      // Who is named again stays who they were: it is no end, and no new beginning.
      const isNew = record.personId !== personId || !isNow(record);
      const before = { personId: record.personId, from: record.from, until: now };
      try {
        const accepted = await changes.recorded(changeOf('ACCEPTED', ministry, personId, personId), () =>
          roles.findOneAndUpdate(
            { role, ministry, personId: record.personId, 'named.personId': personId },
            {
              $set: { named: null, ...(isNew ? { personId, from: now, until: null } : {}) },
              ...(isNew && record.personId !== null ? { $push: { past: before } } : {}),
            },
          ),
        );
        if (!accepted) return refusal('ministry', 'NOT_NAMED');
        if (isNew && record.personId !== null) await revocations.add(`holder:${record.personId}:${ROLE_SCOPES[role]}`);
        return { ministry };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const other = await elsewhere(personId, ministry);
        return refusal('ministry', 'FOCAL_POINT_ELSEWHERE', { ministry: other ?? '-' });
      }
    },
  };
}

function changeOf(kind: 'NAMED' | 'ACCEPTED', ministry: string, personId: string, by: string): RoleChange {
  return { kind, role, ministry, personId, by, desk: null, rank: null, from: null, until: null };
}

function refusal(field: string | null, code: FocalPointErrorCode, values: Problem['values'] = {}): Done {
  return { problem: problem(field, code, values) };
}
