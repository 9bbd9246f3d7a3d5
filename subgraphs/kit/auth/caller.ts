/** Who makes a request, as the gateway's token says. */
export type Caller = {
  /** Id of the person; null for somebody who has not logged in. */
  readonly subject: string | null;
  readonly scopes: ReadonlySet<string>;
  /** The ministry an official acts for; null for everybody else. */
  readonly ministry: string | null;
  /** The caller's proof for commands, handed on unread to the subgraph that carries them out; null where none was sent. */
  readonly commandProof: string | null;
};

/** A person acting for themselves. */
export function isCitizen(caller: Caller): caller is Caller & { subject: string } {
  return caller.subject !== null && caller.scopes.has('citizen');
}

/** An official acting for a ministry. */
export function isOfficial(caller: Caller): caller is Caller & { subject: string; ministry: string } {
  return caller.subject !== null && caller.ministry !== null && caller.scopes.has('official');
}

/** The person through whom a ministry brings its services into the graph. */
export function isFocalPoint(caller: Caller): caller is Caller & { subject: string; ministry: string } {
  return caller.subject !== null && caller.ministry !== null && caller.scopes.has('focal-point');
}

/** Somebody of the ICT Division, who keeps the platform running. */
export function isOperator(caller: Caller): caller is Caller & { subject: string } {
  return caller.subject !== null && caller.scopes.has('operator');
}
