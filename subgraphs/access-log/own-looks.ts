/**
 * Looks at somebody whom their writer knew by a number only (a register that was asked): whose they are. `identity` is asked
 * for the caller's own number, and for nobody else's.
 */
import { z } from 'zod';
import { isCitizen } from '#kit/auth/caller.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { requestLoader } from '#kit/loader.ts';
import type { Peer } from '#kit/peer.ts';
import { keyOfReference } from '#kit/person-number.ts';
import type { AccessRecord } from './copied-blocks.ts';

const answer = z.object({ reference: z.string().nullable() });

export type OwnLooks = ReturnType<typeof ownLooks>;

export function ownLooks(identity: Peer) {
  const references = requestLoader((people: readonly string[]) =>
    Promise.all(people.map(async (person) => answer.parse(await identity.call('/own-number', { person })).reference)),
  );

  return {
    /** Every name that logs have for the person. */
    async namesOf(person: string, context: SubgraphContext): Promise<string[]> {
      const reference = await references(context).load(person);
      return reference === null ? [person] : [person, reference];
    },

    /** The look as one at the caller, when it is. */
    async asOwn<Look extends Pick<AccessRecord, 'citizen'>>(look: Look, context: SubgraphContext): Promise<Look> {
      const { caller } = context;
      if (!isCitizen(caller) || keyOfReference(look.citizen) === null) return look;
      const reference = await references(context).load(caller.subject);
      return look.citizen === reference ? { ...look, citizen: caller.subject } : look;
    },
  };
}
