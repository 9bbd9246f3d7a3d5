/** In which role the caller is here. The SDL's directives have let them in; these name the person. */
import { type Caller, isCitizen, isOfficial, isOperator } from '#kit/auth/caller.ts';
import { requestError } from '#kit/errors/graphql.ts';

/** The scope of somebody who is logged in as an entrepreneur: for their own work, not for a citizen. */
export const ENTREPRENEUR = 'entrepreneur';

export function isEntrepreneur(caller: Caller): caller is Caller & { subject: string } {
  return caller.subject !== null && caller.scopes.has(ENTREPRENEUR);
}

/** @throws GraphQLError FORBIDDEN for anybody else, as the SDL says. */
export function operatorOf(caller: Caller): string {
  if (!isOperator(caller)) throw requestError('FORBIDDEN', { needed: 'operator' });
  return caller.subject;
}

/** @throws GraphQLError FORBIDDEN for anybody else, as the SDL says. */
export function citizenOf(caller: Caller): string {
  if (!isCitizen(caller)) throw requestError('FORBIDDEN', { needed: 'citizen' });
  return caller.subject;
}

/** @throws GraphQLError FORBIDDEN for anybody else, as the SDL says. */
export function entrepreneurOf(caller: Caller): string {
  if (!isEntrepreneur(caller)) throw requestError('FORBIDDEN', { needed: ENTREPRENEUR });
  return caller.subject;
}

/** Somebody on their own business as entrepreneur, before they hold the role or after. @throws GraphQLError FORBIDDEN */
export function selfOf(caller: Caller): string {
  if (isCitizen(caller) || isEntrepreneur(caller)) return caller.subject;
  throw requestError('FORBIDDEN', { needed: `citizen, ${ENTREPRENEUR}` });
}

/** Who learns, and for which work. @throws GraphQLError FORBIDDEN */
export function learnerOf(caller: Caller): Learner {
  if (isOfficial(caller)) return { personId: caller.subject, desk: { ministry: caller.ministry, desk: caller.desk } };
  return { personId: selfOf(caller), desk: null };
}

/** A person, and the desk of the ministry at which they work; null for who is or will be an entrepreneur. */
export type Learner = {
  readonly personId: string;
  readonly desk: { readonly ministry: string; readonly desk: string | null } | null;
};
