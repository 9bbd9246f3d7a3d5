/** What a request has looked at so far, and what it was not shown. It lives as long as the request. */
import type { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { type Look, type Looker, lookerOf, type Purpose, type Subject } from './look.ts';

/** A subject whose data may be shown. */
export type Shown = Subject & { readonly purpose: Purpose };

type Noted = { readonly subject: Shown; readonly by: Looker; readonly fields: Set<string> };

type Collected = {
  readonly looks: Map<string, Noted>;
  /** The same, without a key to be made for each field; null for the citizen's own. */
  readonly known: Map<Shown, Noted | null>;
  readonly withheld: GraphQLError[];
};

const requests = new WeakMap<SubgraphContext, Collected>();

/**
 * Notes that the caller is shown fields of somebody's data; of the citizen's own look nothing is noted. What was noted is
 * written before the answer leaves (record-looks.ts).
 * @param subject whose, with the purpose that lets the caller see it.
 */
export function looked(context: SubgraphContext, subject: Shown, fields: readonly string[]): void {
  const collected = collectedOf(context);
  const known = collected.known.get(subject);
  const noted = known === undefined ? notedOf(collected, context, subject) : known;
  collected.known.set(subject, noted);
  if (noted) for (const field of fields) noted.fields.add(field);
}

function notedOf({ looks }: Collected, { caller }: SubgraphContext, subject: Shown): Noted | null {
  const { applicationId, citizen, purpose, service } = subject;
  const by = lookerOf(caller, citizen);
  if (!by) return null;
  const key = `${citizen} ${applicationId} ${service} ${purpose.code}`;
  const noted = looks.get(key) ?? { subject, by, fields: new Set() };
  looks.set(key, noted);
  return noted;
}

/** Whether the subject's data may be shown; else the purpose has to be stated first. */
export function hasPurpose(subject: Subject): subject is Shown {
  return subject.purpose !== null;
}

/** Notes what the caller was not shown, and why: the answer says so. */
export function withhold(context: SubgraphContext, error: GraphQLError): void {
  collectedOf(context).withheld.push(error);
}

/** What the request has looked at, as the log keeps it. */
export function looksOf(context: SubgraphContext): Look[] {
  const noted = requests.get(context)?.looks.values() ?? [];
  const at = context.clock.now();
  const share = { by: shared<Looker>(), purpose: shared<Purpose>(), fields: shared<readonly string[]>() };
  return [...noted].map(({ by, fields, subject: { citizen, applicationId, service, purpose } }) => ({
    at,
    by: share.by(by),
    citizen,
    applicationId,
    service,
    purpose: share.purpose(purpose),
    fields: share.fields([...fields].sort()),
    requestId: context.requestId,
  }));
}

/** Gives one object for all that are alike: what looks have in common is written once (differences.ts). */
function shared<Value>(): (value: Value) => Value {
  const known = new Map<string, Value>();
  return (value) => {
    const key = JSON.stringify(value);
    const first = known.get(key) ?? value;
    known.set(key, first);
    return first;
  };
}

export function withheldOf(context: SubgraphContext): readonly GraphQLError[] {
  return requests.get(context)?.withheld ?? [];
}

function collectedOf(context: SubgraphContext): Collected {
  const known = requests.get(context);
  if (known) return known;
  const collected: Collected = { looks: new Map(), known: new Map(), withheld: [] };
  requests.set(context, collected);
  return collected;
}
