/** What a request has looked at so far, and what it was not shown. It lives as long as the request. */
import type { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { type Look, type Looker, lookerOf, type Purpose, type Subject } from './look.ts';

type Collected = {
  readonly looks: Map<
    string,
    { readonly subject: Subject; readonly purpose: Purpose; readonly by: Looker; readonly fields: Set<string> }
  >;
  readonly withheld: GraphQLError[];
};

const requests = new WeakMap<SubgraphContext, Collected>();

/**
 * Notes that the caller is shown fields of somebody's data; of the citizen's own look nothing is noted. What was noted is
 * written before the answer leaves (record-looks.ts).
 * @param subject whose, with the purpose that lets the caller see it.
 */
export function looked(
  context: SubgraphContext,
  subject: Subject & { readonly purpose: Purpose },
  fields: readonly string[],
): void {
  const by = lookerOf(context.caller, subject.citizen);
  if (!by) return;
  const { looks } = collectedOf(context);
  const { purpose } = subject;
  const key = `${subject.citizen} ${subject.applicationId} ${subject.service} ${purpose.code}`;
  const noted = looks.get(key) ?? { subject, purpose, by, fields: new Set() };
  looks.set(key, noted);
  for (const field of fields) noted.fields.add(field);
}

/** Notes what the caller was not shown, and why: the answer says so. */
export function withhold(context: SubgraphContext, error: GraphQLError): void {
  collectedOf(context).withheld.push(error);
}

/** What the request has looked at, as the log keeps it. */
export function looksOf(context: SubgraphContext): Look[] {
  const noted = requests.get(context)?.looks.values() ?? [];
  const at = context.clock.now();
  return [...noted].map(({ by, fields, purpose, subject: { citizen, applicationId, service } }) => ({
    at,
    by,
    citizen,
    applicationId,
    service,
    purpose,
    fields: [...fields].sort(),
    requestId: context.requestId,
  }));
}

export function withheldOf(context: SubgraphContext): readonly GraphQLError[] {
  return requests.get(context)?.withheld ?? [];
}

function collectedOf(context: SubgraphContext): Collected {
  const known = requests.get(context);
  if (known) return known;
  const collected: Collected = { looks: new Map(), withheld: [] };
  requests.set(context, collected);
  return collected;
}
