import type { Caller } from '../caller.ts';
import type { Requirement } from './requirements.ts';

/** Why a caller may not see something: they have not logged in, or not as somebody who may. */
export type Refusal = 'UNAUTHENTICATED' | 'FORBIDDEN';

/**
 * What stands between a caller and something that has a requirement; null when nothing does.
 * A policy has no evaluator in the gateway yet, so it is refused: deny unless allowed.
 */
export function refusalOf(requirement: Requirement | undefined, caller: Caller | null): Refusal | null {
  if (!requirement) return null;
  if (!caller) return 'UNAUTHENTICATED';
  const hasScopes = requirement.scopes.every((sets) =>
    sets.some((set) => set.every((scope) => caller.scopes.has(scope))),
  );
  return hasScopes && requirement.policies.length === 0 ? null : 'FORBIDDEN';
}
