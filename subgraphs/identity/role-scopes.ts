/** What the graph's `@requiresScopes` call each role. Pure. */
import type { LoginRole } from './schema.generated.ts';

export const ROLE_SCOPES: Readonly<Record<LoginRole, string>> = {
  CITIZEN: 'citizen',
  OFFICIAL: 'official',
  FOCAL_POINT: 'focal-point',
  OPERATOR: 'operator',
  ENTREPRENEUR: 'entrepreneur',
  AUDITOR: 'auditor',
  DEVELOPER: 'developer',
};

export const LOGIN_ROLES = Object.keys(ROLE_SCOPES).filter(isLoginRole);

export function isLoginRole(name: unknown): name is LoginRole {
  return typeof name === 'string' && Object.hasOwn(ROLE_SCOPES, name);
}

/** The roles among the scopes, in the order of the scopes. */
export function rolesIn(scopes: string | undefined): LoginRole[] {
  return (scopes ?? '').split(' ').flatMap((scope) => LOGIN_ROLES.filter((role) => ROLE_SCOPES[role] === scope));
}
