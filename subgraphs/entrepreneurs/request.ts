/** A request with an idempotency key: what tells a repeat from another request. */
import { requestDigest } from '#kit/application/desk.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';

/** The client's key, and a digest of what came with it. */
export type Request = { readonly key: string; readonly digest: string };

/** @param what the mutation, so that a key of one is none of another. */
export function requestOf(what: string, { idempotencyKey, ...rest }: { readonly idempotencyKey: string }): Request {
  return { key: idempotencyKey, digest: requestDigest(what, rest) };
}

/** What is wrong when a key has come before, with another request; null when it is a repeat. */
export function reuseOf(first: Request, { digest }: Request): Problem | null {
  return first.digest === digest ? null : problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED');
}
