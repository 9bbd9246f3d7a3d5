/** Everybody whom the graph can meet, as the gateway knows them: one for each way of logging in. */
import type { Caller } from '../../supergraph/gateway/caller.ts';

export type Persona = {
  readonly name: string;
  /** Null for somebody who has not logged in. */
  readonly caller: Caller | null;
};

/** Whom a rule that lets them through lets everybody through. */
export const NOBODY = 'anybody';

/**
 * @param desks those that policies name: an official at one of them may see more.
 * @param services codes of all services: whoever acts for a citizen is taken to have consent to each.
 */
export function personas(desks: readonly string[], services: readonly string[]): Persona[] {
  const own = (name: string, scope = name, claims: Record<string, string> = {}): Persona => ({
    name,
    caller: { scopes: new Set([scope]), claims: { ...login(), sub: 'somebody', ...claims } },
  });
  const ministry = { ministry: 'their-own' };
  return [
    { name: NOBODY, caller: null },
    own('citizen'),
    own('entrepreneur'),
    {
      name: 'entrepreneur for a citizen',
      caller: {
        scopes: new Set(services.map((code) => `service:${code}`)),
        claims: { ...login(), sub: 'a-citizen', act: { sub: 'somebody', consent: 'of-that-citizen' } },
      },
    },
    own('official', 'official', ministry),
    ...desks.map((desk) => own(`official at ${desk}`, 'official', { ...ministry, desk })),
    own('focal point', 'focal-point', ministry),
    own('operator'),
    own('auditor'),
    own('ministry developer', 'developer', ministry),
    own('machine', 'machine', ministry),
  ];
}

/** The surest and freshest login: what a field asks of that is told in its own words. */
function login() {
  return { acr: 'urn:nagarik:acr:passkey', auth_time: Math.floor(Date.now() / 1_000) };
}
