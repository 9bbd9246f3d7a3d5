import type { Caller } from './auth/caller.ts';
import type { Clock } from './clock.ts';

/** What every resolver of a subgraph is given. */
export type SubgraphContext = {
  readonly caller: Caller;
  /** The id of the client's request, the same in the gateway's and every subgraph's log. */
  readonly requestId: string;
  readonly clock: Clock;
};
