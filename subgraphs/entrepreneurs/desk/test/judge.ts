/** A server that judges forms by their idempotency key, as the graph does: a repeat gets the first answer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Judgement, KeptForm, Send } from '../index.ts';

export type Judge = {
  readonly url: string;
  /** The keys of the forms that were taken, in the order in which they came first. */
  readonly taken: readonly string[];
  /** How many requests came whole. */
  readonly requests: () => number;
  close(): Promise<void>;
};

/** @param refuses whether a form is to be refused. */
export async function startJudge(refuses: (kept: KeptForm) => boolean = () => false): Promise<Judge> {
  const taken: string[] = [];
  let requests = 0;
  function judge(kept: KeptForm): Judgement {
    requests += 1;
    if (refuses(kept))
      return {
        verdict: 'REFUSED',
        reasons: [{ code: 'DEED_TOO_OLD', field: 'deedDate', message: { en: 'Too old.', bn: 'বেশি পুরোনো।' } }],
      };
    const isKnown = taken.includes(kept.idempotencyKey);
    if (!isKnown) taken.push(kept.idempotencyKey);
    return { verdict: isKnown ? 'ALREADY_DONE' : 'ACCEPTED', reference: `R-${taken.indexOf(kept.idempotencyKey)}` };
  }
  const server = createServer((request, response) => {
    bodyOf(request).then(
      (body) => response.setHeader('connection', 'close').end(JSON.stringify(judge(JSON.parse(body)))),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    requests: () => requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends a form to a judge, over whatever line. */
export function sendTo(url: string): Send {
  return async (kept) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(kept) });
    return (await answer.json()) as Judgement;
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
