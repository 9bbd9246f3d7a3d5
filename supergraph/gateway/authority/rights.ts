/** What of a caller decides what they may see. */
import { type Assurance, isAssured, type Login } from '../../../schema/assurance.ts';
import { type Asker, mayPass } from '../../../schema/policies.ts';
import type { Caller } from '../caller.ts';
import type { Requirements } from './requirements.ts';

/** The caller as policies look at them. */
export function askerOf({ scopes, claims: { sub, ministry, desk, act } }: Caller): Asker {
  return { subject: sub ?? null, scopes, ministry: text(ministry), desk: text(desk), actor: actorOf(act) };
}

/** How and when the caller logged in. */
export function loginOf({ claims: { acr, auth_time: authTime } }: Caller): Login {
  return { acr: text(acr), authTime: typeof authTime === 'number' ? new Date(authTime * 1_000) : null };
}

/** Every scope, policy and assurance that a supergraph asks for somewhere. */
export type Atoms = {
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
  readonly assurances: readonly Assurance[];
};

export function atomsOf(requirements: Requirements): Atoms {
  const all = [...requirements.values()];
  const assurances = all.flatMap(({ assurance }) => assurance ?? []);
  return {
    scopes: [...new Set(all.flatMap(({ scopes }) => scopes.flat(2)))].sort(),
    policies: [...new Set(all.flatMap(({ policies }) => policies.flat(2)))].sort(),
    assurances: [...new Map(assurances.map((each) => [JSON.stringify(each), each])).values()],
  };
}

/** The same text for callers who may see the same: of a token only what the supergraph asks for counts. */
export function rightsOf(caller: Caller | null, { scopes, policies, assurances }: Atoms, now: Date): string {
  if (!caller) return 'nobody';
  const asker = askerOf(caller);
  const login = loginOf(caller);
  return JSON.stringify([
    scopes.filter((scope) => caller.scopes.has(scope)),
    policies.filter((policy) => mayPass(policy, asker)),
    assurances.map((assurance) => isAssured(assurance, login, now)),
  ]);
}

/** One that does not name its consent was given none: no record is theirs. */
function actorOf(act: unknown): Asker['actor'] {
  if (act === undefined || act === null) return null;
  const consent = typeof act === 'object' && 'consent' in act ? act.consent : undefined;
  return { consent: typeof consent === 'string' ? consent : '' };
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' ? claim : null;
}
