import { SERVICE_SCOPE } from '../../../schema/policies.ts';
import type { Text } from '../errors/catalogue.ts';

/** The Citizen Service entrepreneur who acts for a citizen (`act` of RFC 8693): where, and by which consent. */
export type Actor = {
  readonly subject: string;
  readonly role: string;
  readonly centre: string;
  readonly consent: string;
  /** What the entrepreneur is called; left out where the issuer could not say. */
  readonly name?: Text;
  /** What the centre is called; likewise. */
  readonly centreName?: Text;
};

/** Who makes a request, as the gateway's token says. */
export type Caller = {
  /** Id of the person; null for somebody who has not logged in. */
  readonly subject: string | null;
  readonly scopes: ReadonlySet<string>;
  /** The ministry an official acts for; null for everybody else. */
  readonly ministry: string | null;
  /** The desk of that ministry at which an official works; null where none is named. */
  readonly desk: string | null;
  /** Whether an official has passed the training for their desk; false for everybody else. */
  readonly isTrained: boolean;
  /** Who acts for the subject with their consent; null for somebody who acts for themselves. */
  readonly actor: Actor | null;
  /** How the person proved who they are (`urn:nagarik:acr:code`, `urn:nagarik:acr:passkey`); null where nobody was asked. */
  readonly acr: string | null;
  /** When they did. */
  readonly authTime: Date | null;
  /** The caller's proof for commands, handed on unread to the subgraph that carries them out; null where none was sent. */
  readonly commandProof: string | null;
};

/** Somebody who has not logged in. */
export const nobody: Caller = {
  subject: null,
  scopes: new Set(),
  ministry: null,
  desk: null,
  isTrained: false,
  actor: null,
  acr: null,
  authTime: null,
  commandProof: null,
};

/** A person acting for themselves. */
export function isCitizen(caller: Caller): caller is Caller & { subject: string } {
  return actsAs(caller, 'citizen');
}

/** Codes of the services that the person has let somebody do for them. */
export function consentedServices({ scopes }: Caller): string[] {
  return [...scopes].flatMap((scope) => (scope.startsWith(SERVICE_SCOPE) ? [scope.slice(SERVICE_SCOPE.length)] : []));
}

/** An official acting for a ministry. */
export function isOfficial(caller: Caller): caller is Caller & { subject: string; ministry: string } {
  return actsAs(caller, 'official') && caller.ministry !== null;
}

/** The person through whom a ministry brings its services into the graph. */
export function isFocalPoint(caller: Caller): caller is Caller & { subject: string; ministry: string } {
  return actsAs(caller, 'focal-point') && caller.ministry !== null;
}

/** Somebody of the ICT Division, who keeps the platform running. */
export function isOperator(caller: Caller): caller is Caller & { subject: string } {
  return actsAs(caller, 'operator');
}

/** Who acts for somebody else acts in no role of theirs. */
function actsAs({ subject, actor, scopes }: Caller, role: string): boolean {
  return subject !== null && actor === null && scopes.has(role);
}
