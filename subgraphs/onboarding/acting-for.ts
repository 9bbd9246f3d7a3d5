/** For which ministry somebody acts, and whose business a ministry's onboarding is. */
import { type Caller, isFocalPoint, isOfficial, isOperator } from '#kit/auth/caller.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';

/** A person who acts for a ministry. */
export type Actor = { readonly subject: string; readonly ministry: string };

/**
 * Who acts for a ministry as its focal point or one of its officials.
 * @throws GraphQLError FORBIDDEN for anybody else: a token may name the role and no ministry.
 */
export function actorOf(caller: Caller): Actor {
  if (isFocalPoint(caller) || isOfficial(caller)) return caller;
  throw requestError('FORBIDDEN', { needed: 'focal-point, official' });
}

/** What is wrong when somebody writes another ministry than their own. */
export function otherMinistry({ ministry: own }: Actor, given: unknown): Problem | null {
  return given === own ? null : problem('ministry', 'NOT_YOUR_MINISTRY', { own, given: String(given) });
}

/** Operators see every ministry's; its focal point and its officials see their own. */
export function maySee(caller: Caller, ministry: string): boolean {
  return isOperator(caller) || ((isFocalPoint(caller) || isOfficial(caller)) && caller.ministry === ministry);
}
