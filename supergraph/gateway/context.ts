import type { Caller } from './caller.ts';

/** What the gateway knows of a request beside the operation. */
export type GatewayContext = {
  /** Null for somebody who has not logged in. */
  readonly caller: Caller | null;
  /** In the answer's `x-request-id`, and in every log. */
  readonly requestId: string;
};
