/** What one request to the provider has used up: known wherever the request leads, without passing through the library. */
import { AsyncLocalStorage } from 'node:async_hooks';

type RequestScope = {
  /** Keys of the refresh tokens that the request has used. */
  readonly used: string[];
  /** Keys of the sessions that got another id. */
  readonly renamed: string[];
  /** What must be done before the request is answered. */
  readonly pending: Promise<unknown>[];
};

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs a request in a scope of its own. */
export function inRequestScope<Answer>(request: () => Answer): Answer {
  return scopes.run({ used: [], renamed: [], pending: [] }, request);
}

/** Undefined outside of a request. */
export function requestScope(): RequestScope | undefined {
  return scopes.getStore();
}
