/** In which roles a person may act now. Everybody is a citizen. */
import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import type { EntrepreneurRoles } from './entrepreneur-roles/entrepreneur-roles.ts';
import type { TrainedOfficials } from './entrepreneur-roles/trained-officials.ts';
import { inForce, type RoleRecord } from './roles.model.ts';
import type { LoginRole } from './schema.generated.ts';

/** A role, and for whom and where it is held, as far as it says so. */
export type HeldRole = {
  readonly role: LoginRole;
  readonly ministry: string | null;
  readonly desk: string | null;
  readonly rank: string | null;
  /** Before this instant; null: nobody has said. */
  readonly until: Date | null;
};

const CITIZEN: HeldRole = { role: 'CITIZEN', ministry: null, desk: null, rank: null, until: null };
const ENTREPRENEUR: HeldRole = { ...CITIZEN, role: 'ENTREPRENEUR' };

export type HeldRoles = ReturnType<typeof heldRolesOf>;

/** @param entrepreneurs who may act as one: at some centre, today. */
export function heldRolesOf(
  roles: Model<RoleRecord>,
  entrepreneurs: Pick<EntrepreneurRoles, 'centresOf'>,
  trained: Pick<TrainedOfficials, 'isTrained'>,
  clock: Clock,
) {
  const ofEntrepreneur = async (personId: string): Promise<HeldRole[]> =>
    (await entrepreneurs.centresOf(personId, clock.now())).length > 0 ? [ENTREPRENEUR] : [];

  return {
    /** The citizen first; the rest by name. */
    async all(personId: string): Promise<HeldRole[]> {
      const records = await roles
        .find({ personId, ...inForce(clock.now()) })
        .sort({ role: 1 })
        .lean();
      const entrepreneur = await ofEntrepreneur(personId);
      return [CITIZEN, ...entrepreneur, ...records.map(holding)];
    },

    /** Null when the person does not hold the role now. */
    async one(personId: string, role: LoginRole): Promise<HeldRole | null> {
      if (role === 'CITIZEN') return CITIZEN;
      if (role === 'ENTREPRENEUR') return (await ofEntrepreneur(personId))[0] ?? null;
      const held = await roles.findOne({ personId, role, ...inForce(clock.now()) }).lean();
      return held && holding(held);
    },

    /** Whether an official has passed what their desk asks for; nobody else has to. */
    isTrained: async (personId: string, { role, ministry, desk }: HeldRole): Promise<boolean> =>
      role === 'OFFICIAL' && ministry !== null && trained.isTrained({ personId, ministry, desk }, clock.now()),
  };
}

function holding({ role, ministry, desk, rank, until }: RoleRecord): HeldRole {
  return { role, ministry, desk, rank, until };
}
