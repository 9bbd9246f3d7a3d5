/**
 * What `documents` asks a ministry before it shows a document to one of its officials: whether an application that names it is
 * theirs to read now. The ministry decides as it does of the application itself: by desk, and by purpose when it is closed.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Keys } from '../auth/keys.ts';
import { verifyPeer } from '../auth/tokens.ts';
import type { Desk } from './desk.ts';
import { purposeOf } from './purpose.ts';
import { type ApplicationRecord, snapshotOf } from './record.ts';
import { roleIn } from './snapshot.ts';

export const NAMED_DOCUMENTS_PATH = '/named-documents';

const question = z.object({
  /** As it stands in the form. */
  reference: z.string().max(4_000),
  official: z.object({ subject: z.string().max(100), desk: z.string().max(100).nullable() }),
});
export type NamedDocumentQuestion = z.infer<typeof question>;

/** NAMED: with the application that names it. PURPOSE_REQUIRED: all are closed. NOT_NAMED: none, as far as they may know. */
const answer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('NAMED'), applicationId: z.string(), service: z.string() }),
  z.object({ answer: z.enum(['PURPOSE_REQUIRED', 'NOT_NAMED']) }),
]);
export type NamedDocumentAnswer = z.infer<typeof answer>;

/** @throws ZodError when it is none. */
export function readNamedDocumentAnswer(body: unknown): NamedDocumentAnswer {
  return answer.parse(body);
}

/** Adds the route to a ministry's server. */
export function namedDocumentRoute(server: FastifyInstance, desk: Desk, keys: Keys): void {
  server.post(NAMED_DOCUMENTS_PATH, async (request): Promise<NamedDocumentAnswer> => {
    await verifyPeer(request.headers, keys, 'documents');
    return answerOf(desk, question.parse(request.body));
  });
}

async function answerOf(
  { applications, clock, ministry }: Desk,
  { reference, official }: NamedDocumentQuestion,
): Promise<NamedDocumentAnswer> {
  const naming = await applications.find({ 'answers.documentReference': reference }).lean<ApplicationRecord[]>();
  const asker = { ...official, ministry, scopes: new Set(['official']), actor: null };
  const theirs = naming.map(snapshotOf).filter((snapshot) => roleIn(snapshot, asker) === 'OFFICIAL');
  const seen = theirs.find(({ status, purposes = [] }) =>
    purposeOf({ status, purposes }, official.subject, clock.now()),
  );
  if (seen) return { answer: 'NAMED', applicationId: seen.id, service: seen.serviceCode };
  return { answer: theirs.length > 0 ? 'PURPOSE_REQUIRED' : 'NOT_NAMED' };
}
