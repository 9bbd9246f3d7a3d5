/** Who is shown what of an application: the one personal type that every ministry has. */
import { purposeOf } from '../application/purpose.ts';
import type { Snapshot } from '../application/snapshot.ts';
import type { SubgraphContext } from '../context.ts';
import type { Purpose, Subject } from './look.ts';
import type { PersonalType } from './watched.ts';

/** What an application shows to whoever may know of it at all: that it is there, and how far it is. */
const BARE: ReadonlySet<string> = new Set([
  'id',
  'reference',
  'service',
  'status',
  'actions',
  'createdAt',
  'submittedAt',
  'dueAt',
  'version',
  'waitingPosition',
]);

/** The shared fields, whose inside needs no names of its own: labels, values, dates. */
const SHARED: ReadonlySet<string> = new Set([
  'answers',
  'outcome',
  'informationRequest',
  'decision',
  'payment',
  'timeline',
  'assistance',
  'rating',
]);

/** What of an application says whose it is, and for what it may be seen. */
export type Seen = Pick<Snapshot, 'applicantId' | 'id' | 'purposes' | 'serviceCode' | 'status'>;

/**
 * How `Application` is watched.
 * @param find the application of a reference, where the type's resolvers are given its id only.
 */
export function applicationReads(
  find: (id: string, context: SubgraphContext) => Promise<Seen | null> = async () => null,
): PersonalType {
  return {
    bare: BARE,
    isNamedWhole: (field) => SHARED.has(field),
    subject: (source: Seen | { readonly id: string }, context) =>
      'applicantId' in source
        ? subjectOf(source, context)
        : find(source.id, context).then((seen) => seen && subjectOf(seen, context)),
  };
}

function subjectOf(seen: Seen, { caller, clock }: SubgraphContext): Subject | null {
  const isOwn = caller.actor === null && caller.subject === seen.applicantId && caller.scopes.has('citizen');
  if (isOwn) return null;
  const { applicantId: citizen, id: applicationId, serviceCode: service } = seen;
  const purpose: Purpose | null = caller.actor
    ? { code: 'WITH_CONSENT', text: null }
    : purposeOf({ ...seen, purposes: seen.purposes ?? [] }, caller.subject, clock.now());
  return { citizen, applicationId, service, purpose };
}
