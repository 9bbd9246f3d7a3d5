/** A subgraph that does not answer as it should. */
export type FailureCode = 'SERVICE_UNAVAILABLE' | 'SERVICE_TIMEOUT' | 'SERVICE_BAD_ANSWER';

/** `message` is for the log; what a person reads is made of the code and the service's name (errors.ts). */
export class SubgraphFailure extends Error {
  readonly code: FailureCode;
  readonly subgraph: string;

  constructor(code: FailureCode, subgraph: string, reason: string) {
    super(`${subgraph}: ${reason}`);
    this.code = code;
    this.subgraph = subgraph;
  }
}
