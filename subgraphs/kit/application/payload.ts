/** From what a desk answers to what a mutation answers. */
import { type ErrorCatalogue, inWords, type UserErrorRecord } from '../errors/catalogue.ts';
import type { PageConnection } from '../storage/page.ts';
import type { Answered } from './desk.ts';
import { snapshotOf } from './record.ts';
import { type ApplicationView, type Reader, type Snapshot, viewOf } from './snapshot.ts';

export type ApplicationPayload = { application: ApplicationView | null; userErrors: readonly UserErrorRecord[] };

/** A page of applications as somebody sees them. */
export type ApplicationList = PageConnection<ApplicationView>;

/** What a ministry's command endpoint answers: JSON. */
export type CommandAnswer = { readonly snapshot: Snapshot | null; readonly userErrors: readonly UserErrorRecord[] };

/** @param texts every error code that the ministry can give. */
export function answer(answered: Answered, texts: ErrorCatalogue): CommandAnswer {
  return 'record' in answered
    ? { snapshot: snapshotOf(answered.record), userErrors: [] }
    : { snapshot: null, userErrors: answered.problems.map((each) => inWords(each, texts)) };
}

/** `ApplicationPayload` of the graph, as somebody sees it who reads it as this. */
export function payload({ snapshot, userErrors }: CommandAnswer, reader: Reader): ApplicationPayload {
  return { application: snapshot && viewOf(snapshot, reader), userErrors };
}
