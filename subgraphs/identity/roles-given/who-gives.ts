/** Who may give and take which role. Pure, and all there is: what is not here nobody gives. */
import { type Caller, isFocalPoint, isOperator } from '#kit/auth/caller.ts';
import type { LoginRole } from '../schema.generated.ts';

/** A role that a person gives, who gives it, and for which ministry if for one. */
export type GivenRole = {
  readonly by: string;
  readonly role: 'OFFICIAL' | 'DEVELOPER' | 'AUDITOR';
  readonly ministry: string | null;
};

/** Null when the caller may not give this role. Focal points are named otherwise: they accept. */
export function givable(caller: Caller, role: LoginRole): GivenRole | null {
  if (isFocalPoint(caller) && (role === 'OFFICIAL' || role === 'DEVELOPER'))
    return { by: caller.subject, role, ministry: caller.ministry };
  if (isOperator(caller) && role === 'AUDITOR') return { by: caller.subject, role, ministry: null };
  return null;
}
