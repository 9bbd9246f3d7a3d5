import { isAssured } from '../../../schema/assurance.ts';
import { mayPass } from '../../../schema/policies.ts';
import type { Caller } from '../caller.ts';
import type { Requirement } from './requirements.ts';
import { askerOf, loginOf } from './rights.ts';

/** Why a caller may not see something: not logged in, not as somebody who may, or not surely or freshly enough. */
export type Refusal = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'STEP_UP_REQUIRED';

/** What stands between a caller and something that has a requirement; null when nothing does. Deny unless allowed. */
export function refusalOf(
  requirement: Requirement | undefined,
  caller: Caller | null,
  now = new Date(),
): Refusal | null {
  if (!requirement) return null;
  if (!caller) return 'UNAUTHENTICATED';
  const { scopes, policies, assurance } = requirement;
  const asker = askerOf(caller);
  const isAllowed =
    scopes.every((sets) => sets.some((set) => set.every((scope) => caller.scopes.has(scope)))) &&
    policies.every((sets) => sets.some((set) => set.every((policy) => mayPass(policy, asker))));
  if (!isAllowed) return 'FORBIDDEN';
  return assurance && !isAssured(assurance, loginOf(caller), now) ? 'STEP_UP_REQUIRED' : null;
}
