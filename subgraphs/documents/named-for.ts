/** Whether an official's own ministry has been given a document: it is asked, as it alone knows its applications. */
import {
  NAMED_DOCUMENTS_PATH,
  type NamedDocumentQuestion,
  readNamedDocumentAnswer,
} from '#kit/application/named-document.ts';
import type { Caller } from '#kit/auth/caller.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { type Peer, PeerUnavailable } from '#kit/peer.ts';

/** The application from which an official opens a document. */
export type NamedIn = { readonly applicationId: string; readonly service: string };

/**
 * @returns null when no application of theirs names it, as far as they may know.
 * @throws GraphQLError PURPOSE_REQUIRED when those are closed, MINISTRY_UNAVAILABLE while the ministry does not answer.
 */
export type NamedFor = (
  official: Pick<Caller, 'desk'> & { subject: string; ministry: string },
  reference: string,
) => Promise<NamedIn | null>;

export function namedFor(ministry: (code: string) => Peer): NamedFor {
  return async ({ subject, desk, ministry: code }, reference) => {
    const question: NamedDocumentQuestion = { reference, official: { subject, desk } };
    const named = readNamedDocumentAnswer(await ministry(code).call(NAMED_DOCUMENTS_PATH, question).catch(unavailable));
    if (named.answer === 'PURPOSE_REQUIRED') throw requestError('PURPOSE_REQUIRED');
    return named.answer === 'NAMED' ? { applicationId: named.applicationId, service: named.service } : null;
  };
}

function unavailable(error: unknown): never {
  if (error instanceof PeerUnavailable) throw requestError('MINISTRY_UNAVAILABLE');
  throw error;
}
