/** A desk's line to the graph and to the issuer, cut again and again: each kind of request before it arrives, and its answer. */
import { once } from 'node:events';
import {
  Agent,
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a desk asks for, for each form. */
export const ASKED = ['CONSENT', 'TOKEN', 'FORM'] as const;
export type Asked = (typeof ASKED)[number];

/** Not sent; done, and the answer lost or cut in the middle; or as it should be. */
export type Fate = 'CUT' | 'LOST' | 'HALVED' | 'THROUGH';

/** Every fourth is cut, in each way by turns, for each kind of request by itself. */
const FATES = (['CUT', 'LOST', 'HALVED'] as const).flatMap((fate): Fate[] => [fate, 'THROUGH', 'THROUGH', 'THROUGH']);

export type BadLine = {
  readonly graph: string;
  readonly tokenEndpoint: string;
  readonly fates: Readonly<Record<Asked, Record<Fate, number>>>;
  /** From now on nothing is cut. */
  mend(): void;
  /** Loses the answer of every request of a kind; null: of none. */
  lose(which: Asked | null): void;
  /** Is told of each request when the server has done it, before its answer is on the way. */
  watch(watcher: (asked: Asked) => void): void;
  close(): Promise<void>;
};

export async function badLine(graph: string, tokenEndpoint: string): Promise<BadLine> {
  const none = () => ({ CUT: 0, LOST: 0, HALVED: 0, THROUGH: 0 });
  const fates = { CONSENT: none(), TOKEN: none(), FORM: none() };
  const count = { CONSENT: 0, TOKEN: 0, FORM: 0 };
  let isBad = true;
  let lost: Asked | null = null;
  let watcher: (asked: Asked) => void = () => undefined;
  const fateOf = (asked: Asked): Fate => {
    if (asked === lost) return 'LOST';
    return isBad ? (FATES[count[asked]++ % FATES.length] ?? 'THROUGH') : 'THROUGH';
  };
  const servers = new Agent({ keepAlive: true });
  async function carry(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const body = await buffer(request);
    const asked = askedFor(request.url ?? '', body);
    const fate = fateOf(asked);
    fates[asked][fate] += 1;
    if (fate === 'CUT') return request.socket.destroy();
    const { status, bytes } = await answerOf(asked === 'TOKEN' ? tokenEndpoint : graph, request.headers, body, servers);
    watcher(asked);
    if (fate === 'LOST') return request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
    if (fate === 'THROUGH') return response.end(bytes);
    return response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
  }
  const server = createServer((request, response) => {
    // A server that does not answer is a line that is cut.
    carry(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    graph: `${url}/graphql`,
    tokenEndpoint: `${url}/token`,
    fates,
    mend: () => {
      isBad = false;
    },
    lose: (which) => {
      lost = which;
    },
    watch: (next) => {
      watcher = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      servers.destroy();
      await once(server, 'close');
    },
  };
}

async function answerOf(url: string, headers: IncomingHttpHeaders, body: Buffer, agent: Agent) {
  const { host } = new URL(url);
  const request = ask(url, { method: 'POST', headers: { ...headers, host }, agent }).end(body);
  const [answer] = await once(request, 'response');
  return { status: Number(answer.statusCode), bytes: await buffer(answer) };
}

function askedFor(url: string, body: Buffer): Asked {
  if (url === '/token') return 'TOKEN';
  return /assistByCard|ownAct/.test(body.toString()) ? 'CONSENT' : 'FORM';
}
