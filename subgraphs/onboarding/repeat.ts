/** A request with an idempotency key: the first creates, a repeat gets the first answer. */
import { type Problem, problem } from '#kit/errors/problem.ts';

/** What a record keeps of the request that created it. */
export type Keyed = {
  readonly createdBy: string;
  readonly idempotencyKey: string;
  /** Tells a repeat from another request with the same key. */
  readonly requestDigest: string;
};

export type Created<Record> = { readonly record: Record } | { readonly problems: readonly Problem[] };

/** The answer to a request whose key has created a record already. */
export function firstAnswer<Record extends Keyed>(first: Record, { requestDigest }: Keyed): Created<Record> {
  return first.requestDigest === requestDigest
    ? { record: first }
    : { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
}
