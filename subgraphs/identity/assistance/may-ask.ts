/** What stands in an entrepreneur's way to ask for a consent, whichever way the citizen is to give it. */
import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import type { Person } from '../people.model.ts';

/** Whom to serve, with what, where: by codes. */
export type Wanted = {
  readonly citizenNationalId: string;
  readonly services: readonly string[];
  readonly centre: string;
};

export type AskingParts = {
  readonly people: Model<Person>;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf' | 'isAtLimit'>;
  /** The title of a service that can be used for somebody; undefined when there is none with the code. */
  readonly titleOf: (serviceCode: string) => Promise<Text | undefined>;
  readonly clock: Clock;
};

/** @returns null when they may ask. Nothing here tells whether somebody has the national ID. */
export async function problemOfAsking(
  { people, entrepreneurs, titleOf, clock }: AskingParts,
  entrepreneurId: string,
  { citizenNationalId, services, centre }: Wanted,
): Promise<Problem | null> {
  if (!(await entrepreneurs.centresOf(entrepreneurId, clock.now())).includes(centre))
    return problem('centre', 'NOT_AT_THIS_CENTRE');
  if (await entrepreneurs.isAtLimit(entrepreneurId, centre)) return problem('centre', 'BALANCE_LIMIT');
  const titles = await Promise.all(services.map(titleOf));
  const missing = titles.indexOf(undefined);
  if (missing >= 0) return problem('services', 'NO_SUCH_SERVICE', { service: services[missing] ?? '-' });
  const own = await people.findOne({ id: entrepreneurId }).lean();
  return own && isSamePerson(own.nationalId, citizenNationalId) ? problem('citizenNationalId', 'OWN_CONSENT') : null;
}
