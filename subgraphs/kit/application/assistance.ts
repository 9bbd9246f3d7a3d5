/** Service in a citizen's stead: who made an application for them, and by which consent. In every record that it touches. */
import { serviceScope } from '../../../schema/policies.ts';
import { type Actor, type Caller, isCitizen } from '../auth/caller.ts';
import type { AnswerRecord } from '../form/answers.ts';

/** Who made it, as the record keeps it. */
export type AssistanceRecord = {
  /** The entrepreneur's person id. */
  readonly entrepreneur: string;
  readonly centre: string;
  readonly consent: string;
};

/** What a caller's token says of it; null for somebody who acts for themselves. */
export function assistanceOf({ actor }: { readonly actor: Actor | null }): AssistanceRecord | null {
  return actor && { entrepreneur: actor.subject, centre: actor.centre, consent: actor.consent };
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
export type AssistanceView = AssistanceRecord & { readonly words: AnswerRecord['value'] };

/** As a person reads it: by whom, for whom. */
export function assistanceView(given: AssistanceRecord | null): AssistanceView | null {
  if (!given) return null;
  const { entrepreneur, centre } = given;
  return {
    ...given,
    words: {
      en: `By entrepreneur ${entrepreneur} at the centre ${centre}, for the applicant, with their consent.`,
      bn: `আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, ${centre} কেন্দ্রের উদ্যোক্তা ${entrepreneur} করেছেন।`,
    },
  };
}
