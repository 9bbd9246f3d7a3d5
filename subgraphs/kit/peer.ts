/** Calls from one subgraph to another: commands down and events up, nothing else (DESIGN.md, 2). */
import { request } from 'undici';
import type { Keys } from './auth/keys.ts';
import { commandProofHeader, peerAuthorization } from './auth/tokens.ts';

/** The other subgraph did not answer, or answered with another status than 200, or with what is no JSON. */
export class PeerUnavailable extends Error {}

export type Peer = {
  /**
   * Sends JSON and gives the JSON answer.
   * @param commandProof the gateway's proof of the person on whose behalf it is, if there is one.
   * @throws PeerUnavailable
   */
  call(path: string, body: unknown, commandProof?: string | null): Promise<unknown>;
};

const TIMEOUT_MS = 4_000;

/** @param base URL of the other subgraph; undefined when this process was not told of it. */
export function peer(name: string, base: string | undefined, keys: Keys): Peer {
  return {
    call: async (path, body, commandProof = null) => {
      if (base === undefined) throw new PeerUnavailable(`SUBGRAPH_URLS has no entry for ${name}`);
      const url = new URL(path, base);
      try {
        const answer = await send(url, body, await peerAuthorization(name, keys), commandProof);
        if (answer.statusCode === 200) return await answer.body.json();
        await answer.body.dump();
        throw new Error(`it answered ${answer.statusCode}`);
      } catch (error) {
        throw new PeerUnavailable(`${name}, ${url}: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}

function send(url: URL, body: unknown, authorization: string, commandProof: string | null) {
  return request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization,
      ...commandProofHeader(commandProof),
    },
    body: JSON.stringify(body),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
}
