/** For what a desk may take money: an application that this entrepreneur made there, for its service, or a question. Pure. */
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { ServiceKind } from '#kit/form/service-definition.ts';
import type { ActRecord } from '../acts/acts.model.ts';
import type { AtDesk } from './ledger.ts';

type Asked = { readonly service: string; readonly kind: ServiceKind; readonly reference: string | null };

/**
 * Why this is nothing to charge for; null when it is.
 * @param act the application that the reference names, as far as it was made for somebody.
 */
export function objectionToCharge(
  { service, kind, reference }: Asked,
  act: ActRecord | null,
  { personId, centre }: AtDesk,
): Problem | null {
  const field = 'applicationReference';
  if (kind === 'LOOKUP') return reference === null ? null : problem(field, 'NO_APPLICATION_FOR_THIS');
  if (reference === null) return problem(field, 'APPLICATION_NEEDED');
  // Of one that somebody else made, nobody learns more than that they did not.
  if (act?.entrepreneur !== personId || act.centre !== centre) return problem(field, 'NOT_YOUR_ACT', { reference });
  return act.service === service
    ? null
    : problem('service', 'ACT_OF_ANOTHER_SERVICE', { reference, service: act.service });
}
