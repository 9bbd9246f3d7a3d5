/**
 * How a subgraph is asked: one POST on a kept connection. @apollo/gateway's own client costs half of its time, so this one
 * is on undici. Nothing of the client's headers goes to a subgraph: only who calls, signed by us, and the request's id.
 */
import { Agent, errors, request } from 'undici';
import type { Caller } from '../caller.ts';
import { type Admission, admission } from './admission.ts';
import { type FailureCode, SubgraphFailure } from './failure.ts';
import type { SubgraphAuthorization } from './token.ts';

const MAX_ANSWER_BYTES = 20_000_000;
const MOST_AT_ONCE = 128;

/** What a subgraph is asked. */
export type SubgraphRequest = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
};

export type SubgraphError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
};

/** What a subgraph answers. `data` is there, or at least one error. */
export type SubgraphAnswer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
};

export type SubgraphClient = {
  /** @throws SubgraphFailure when it is down, slow, or answers what is no GraphQL. */
  ask(
    subgraph: string,
    sent: SubgraphRequest,
    on: { caller: Caller | null; requestId: string },
  ): Promise<SubgraphAnswer>;
  /** Whether a subgraph says that it can answer. */
  isReady(subgraph: string): Promise<boolean>;
  stop(): Promise<void>;
};

type Endpoint = { readonly url: URL; readonly admitted: Admission };

export function subgraphClient(
  urls: Readonly<Record<string, string>>,
  authorizationFor: SubgraphAuthorization,
  timeoutMs: number,
): SubgraphClient {
  const agent = new Agent({
    // One more, for `/ready`: who is busy is ready.
    connections: MOST_AT_ONCE + 1,
    maxResponseSize: MAX_ANSWER_BYTES,
    connectTimeout: timeoutMs,
  });
  const endpoints = new Map(
    Object.entries(urls).map(([name, base]) => [
      name,
      { url: new URL('/graphql', base), admitted: admission(MOST_AT_ONCE) },
    ]),
  );
  return {
    ask: async (subgraph, sent, { caller, requestId }) => {
      const endpoint = endpoints.get(subgraph);
      if (!endpoint) throw new SubgraphFailure('SERVICE_UNAVAILABLE', subgraph, 'SUBGRAPH_URLS has no entry for it');
      // Signed when it goes: a login for a subgraph lives for half a minute.
      const headers = async () => ({ ...(await authorizationFor(subgraph, caller)), 'x-request-id': requestId });
      const answer = await post(endpoint, headers, sent, subgraph);
      if (!isAnswer(answer)) throw new SubgraphFailure('SERVICE_BAD_ANSWER', subgraph, 'the answer is no GraphQL');
      return answer;
    },
    isReady: async (subgraph) => {
      const base = urls[subgraph];
      if (base === undefined) return false;
      try {
        const { statusCode, body } = await request(new URL('/ready', base), {
          dispatcher: agent,
          signal: AbortSignal.timeout(Math.min(timeoutMs, 1_000)),
        });
        await body.dump();
        return statusCode === 200;
      } catch {
        return false;
      }
    },
    stop: () => agent.close(),
  };

  async function post(
    { url, admitted }: Endpoint,
    headersOf: () => Promise<Record<string, string>>,
    sent: SubgraphRequest,
    subgraph: string,
  ) {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await admitted.run(signal, async () => {
        const headers = await headersOf();
        const { statusCode, body } = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify(sent),
          signal,
        });
        // GraphQL's own refusals come with 400; anything else that is not 200 was not said by GraphQL.
        if (statusCode !== 200 && statusCode !== 400) {
          await body.dump();
          throw new SubgraphFailure('SERVICE_UNAVAILABLE', subgraph, `it answered ${statusCode}`);
        }
        return (await body.json()) as unknown;
      });
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : failureOf(error, subgraph);
    }
  }
}

function failureOf(error: unknown, subgraph: string): SubgraphFailure {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new SubgraphFailure(codeOf(error), subgraph, reason);
}

function codeOf(error: unknown): FailureCode {
  if (error instanceof SyntaxError || error instanceof errors.ResponseExceededMaxSizeError) return 'SERVICE_BAD_ANSWER';
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'ConnectTimeoutError');
  return isLate ? 'SERVICE_TIMEOUT' : 'SERVICE_UNAVAILABLE';
}

/** GraphQL over HTTP: an object with `data`, with errors, or with both. */
function isAnswer(value: unknown): value is SubgraphAnswer {
  if (!isObject(value)) return false;
  const { data, errors: told = [] } = value;
  if (!Array.isArray(told) || !told.every(isError)) return false;
  return isObject(data) || ((data === undefined || data === null) && told.length > 0);
}

function isError(value: unknown): value is SubgraphError {
  if (!isObject(value) || typeof value.message !== 'string') return false;
  const { path, extensions } = value;
  const isPath = path === undefined || (Array.isArray(path) && path.every(isPathKey));
  return isPath && (extensions === undefined || isObject(extensions));
}

function isPathKey(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
