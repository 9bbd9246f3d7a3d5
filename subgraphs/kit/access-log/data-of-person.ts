import type { SubgraphContext } from '../context.ts';
import type { Subject } from './look.ts';
import type { PersonalType } from './watched.ts';

/**
 * A type that tells of one person, outside of `Application`: others are shown it because their role is there for it, or
 * because they serve the person with their consent.
 * @param bare fields that tell nothing of the person.
 * @param of whose an object is, and to which application it belongs, if to one.
 * @example
 * personal: { Document: dataOfPerson(['id'], ({ ownerId }: DocumentRecord) => ({ citizen: ownerId })) }
 */
export function dataOfPerson<Source>(
  bare: readonly string[],
  of: (source: Source) => Pick<Subject, 'citizen'> & Partial<Pick<Subject, 'applicationId' | 'service'>>,
): PersonalType {
  return {
    bare: new Set(bare),
    subject: (source: Source, { caller }: SubgraphContext) => {
      const { citizen, applicationId = null, service = null } = of(source);
      if (caller.actor === null && caller.subject === citizen) return null;
      const code = caller.actor ? 'WITH_CONSENT' : 'IN_OFFICE';
      return { citizen, applicationId, service, purpose: { code, text: null } };
    },
  };
}
