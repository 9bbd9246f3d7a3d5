/** Service in a citizen's stead: who made an application for them, and by which consent. In every record that it touches. */
import { serviceScope } from '../../../schema/policies.ts';
import { type Actor, type Caller, isCitizen } from '../auth/caller.ts';
import type { Text } from '../errors/catalogue.ts';

/** Who made it, as the record keeps it. */
export type AssistanceRecord = {
  /** The entrepreneur's person id. */
  readonly entrepreneur: string;
  readonly centre: string;
  readonly consent: string;
  /** What the two were called then; left out where the token did not say. */
  readonly entrepreneurName?: Text;
  readonly centreName?: Text;
};

/** What a caller's token says of it; null for somebody who acts for themselves. */
export function assistanceOf({ actor }: { readonly actor: Actor | null }): AssistanceRecord | null {
  if (!actor) return null;
  const { subject: entrepreneur, centre, consent, name, centreName } = actor;
  return {
    ...{ entrepreneur, centre, consent },
    ...(name && { entrepreneurName: name }),
    ...(centreName && { centreName }),
  };
}

/** Whether the caller may use a service: as a citizen, or for one who has consented to it. */
export function mayUse(service: string, caller: Caller): caller is Caller & { subject: string } {
  return (
    isCitizen(caller) || (caller.subject !== null && caller.actor !== null && caller.scopes.has(serviceScope(service)))
  );
}

/**
 * Whether a repeat of a request may have the first answer: what a citizen has made themselves is not shown to who serves
 * them, though they know its key and its form. Another consent of the same citizen to the same entrepreneur does: a desk that
 * was offline sends again what it does not know to have arrived.
 */
export function mayRepeat(first: AssistanceRecord | undefined, by: AssistanceRecord | null): boolean {
  return by === null || first?.entrepreneur === by.entrepreneur;
}

/** `Assistance` of the graph. */
export type AssistanceView = AssistanceRecord & { readonly words: Text };

/** As a person reads it: by whom, for whom; by their id and the centre's code where no name was kept. */
export function assistanceView(given: AssistanceRecord | null): AssistanceView | null {
  if (!given) return null;
  const name = given.entrepreneurName ?? { en: given.entrepreneur, bn: given.entrepreneur };
  const centre = given.centreName ?? { en: given.centre, bn: given.centre };
  return {
    ...given,
    words: {
      en: `By ${name.en} (entrepreneur, ${centre.en}), for the applicant, with their consent.`,
      bn: `আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, ${name.bn} (উদ্যোক্তা, ${centre.bn}) করেছেন।`,
    },
  };
}
