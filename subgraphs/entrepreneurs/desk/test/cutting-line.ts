/** A line that is cut: a TCP proxy that ends each connection at another step, again and again. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where a connection is cut; at `NEVER` it comes through. */
const STEPS = ['AT_CONNECT', 'WITHIN_REQUEST', 'AFTER_REQUEST', 'WITHIN_ANSWER', 'BEFORE_END', 'NEVER'] as const;
export type CutStep = (typeof STEPS)[number];

export type CuttingLine = {
  readonly url: string;
  /** How often it was cut at each step. */
  readonly cuts: Readonly<Record<CutStep, number>>;
  /** From now on nothing is cut. */
  mend(): void;
  close(): Promise<void>;
};

export async function cuttingLine(target: string): Promise<CuttingLine> {
  const port = Number(new URL(target).port);
  const cuts = { AT_CONNECT: 0, WITHIN_REQUEST: 0, AFTER_REQUEST: 0, WITHIN_ANSWER: 0, BEFORE_END: 0, NEVER: 0 };
  const open = new Set<Socket>();
  let count = 0;
  let isMended = false;
  const server = createServer((client) => {
    const step = isMended ? 'NEVER' : (STEPS[count++ % STEPS.length] ?? 'NEVER');
    cuts[step] += 1;
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => undefined);
    if (step === 'AT_CONNECT') return client.resetAndDestroy();
    join(client, port, step);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    cuts,
    mend: () => {
      isMended = true;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One request and its answer, as far as the step lets them come. */
function join(client: Socket, port: number, step: CutStep): void {
  const server = connect(port, '127.0.0.1');
  const cut = () => {
    client.resetAndDestroy();
    server.destroy();
  };
  server.on('error', cut);
  client.on('close', () => server.destroy());
  client.on('data', (bytes) => {
    if (step !== 'WITHIN_REQUEST') return void server.write(bytes);
    server.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => cut());
  });
  server.on('data', (bytes) => {
    // The server has done its work when it answers.
    if (step === 'AFTER_REQUEST') return cut();
    if (step !== 'WITHIN_ANSWER' && step !== 'BEFORE_END') return void client.write(bytes);
    const part = step === 'WITHIN_ANSWER' ? Math.floor(bytes.length / 2) : bytes.length - 1;
    client.write(bytes.subarray(0, part), cut);
  });
  server.on('end', () => client.end());
}
