/** An SMS gateway for tests: a real HTTP server that takes messages, or does not, as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const sms = z.strictObject({ id: z.string(), to: z.string(), text: z.string() });

type Came = z.infer<typeof sms> & { readonly authorization: string | undefined };

export type TestSmsGateway = Awaited<ReturnType<typeof testSmsGateway>>;

export async function testSmsGateway() {
  const came: Came[] = [];
  let knocks = 0;
  /** How it answers now; `null`: not at all. */
  let answer: number | null = 200;
  const held: ServerResponse[] = [];

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'HEAD') knocks += 1;
    else came.push({ ...sms.parse(await json(request)), authorization: request.headers.authorization });
    if (answer === null) held.push(response);
    else response.writeHead(answer).end();
  }

  const server = createServer((request, response) => void hear(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/send`,
    /** Each time that a message came in, in order. */
    came,
    knocks: () => knocks,
    answers: (status: number | null) => {
      answer = status;
    },
    /** Answers those whom it has kept waiting. */
    release: () => {
      for (const response of held.splice(0)) response.writeHead(200).end();
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
