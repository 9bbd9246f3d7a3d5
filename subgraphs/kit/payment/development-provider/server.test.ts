import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedStore, startEmbeddedStore } from '../../embedded-store/server.ts';
import { freePorts } from '../../http/free-ports.ts';
import { createLogger } from '../../log.ts';
import { testDatabase } from '../../test/database.ts';
import { type Demand, paymentProvider, type Receipt, signatureOf } from '../provider.ts';
import { type DevelopmentProvider, startDevelopmentProvider } from './server.ts';

const SECRET = 'a secret that only the test knows';
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RETURN_URL = 'http://127.0.0.1:4000/applications/7K3M?paid=1&lang=bn';

const database = testDatabase();
const log = createLogger('payments', 'silent');
/** Undone after each test, the newest first. */
const undo: (() => Promise<unknown>)[] = [];

let provider: DevelopmentProvider;
let ministry: Ministry;

beforeEach(async () => {
  ministry = await startMinistry();
  provider = await start();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
afterAll(() => database.drop());

test('a ministry that asks gets a page to pay on', async () => {
  const page = await fetch(await checkout());
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(new URL(page.url).pathname).toMatch(/^\/checkouts\/[\w-]{32}$/);
});

test.each([
  ['no signature', {}],
  ['a wrong signature', { 'x-payment-signature': 'f'.repeat(64) }],
  ['a signature of another body', { 'x-payment-signature': signatureOf('{}', SECRET) }],
  ['a signature with another secret', { 'x-payment-signature': signatureOf(JSON.stringify(demand()), 'guess') }],
])('a demand with %s is refused', async (_name, headers) => {
  const answer = await send(JSON.stringify(demand()), headers);
  expect(answer.status).toBe(401);
});

test('asking again gives the same page', async () => {
  const wish = demand();
  expect(await checkout(wish)).toBe(await checkout(wish));
});

test('asking twenty times at once gives one page', async () => {
  const wish = demand();
  const pages = await Promise.all(Array.from({ length: 20 }, () => checkout(wish)));
  expect(new Set(pages).size).toBe(1);
});

test('asking again with another amount is refused, and the page keeps its amount', async () => {
  const wish = demand({ amountBdt: 4025 });
  const page = await checkout(wish);
  expect((await sendSigned({ ...wish, amountBdt: 1 })).status).toBe(409);
  expect(await (await fetch(page)).text()).toContain('Tk 4,025');
});

test('a ministry that moved to another port is told at the new one', async () => {
  const old = demand({ callbackUrl: 'http://127.0.0.1:1/payments/callback' });
  await checkout(old);
  await pay(await checkout({ ...old, callbackUrl: ministry.callbackUrl }));
  expect(await ministry.receipt(1)).toMatchObject({ applicationId: old.applicationId });
});

test.each([
  'http://127.0.0.1:8080/callback',
  'http://127.9.9.9/callback',
  'http://127.1/callback',
  'https://localhost/callback',
  'http://[::1]:8080/callback',
])('it calls back to %s, which is on this machine', async (callbackUrl) => {
  expect((await sendSigned(demand({ callbackUrl }))).status).toBe(200);
});

test.each([
  'http://example.org/callback',
  'http://10.0.0.1/callback',
  'http://169.254.169.254/latest/meta-data',
  'http://0.0.0.0/callback',
  'http://[::ffff:10.0.0.1]/callback',
  'http://127.0.0.1.example.org/callback',
  'http://localhost.example.org/callback',
  'http://127.0.0.1@example.org/callback',
  'http://user:password@127.0.0.1/callback',
  'ftp://127.0.0.1/callback',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '/payments/callback',
  '',
])('it does not call back to %j', async (callbackUrl) => {
  expect((await sendSigned(demand({ callbackUrl }))).status).toBe(422);
});

test.each(['javascript:alert(1)', 'data:text/html,x', '/home', 'http://a;script-src', 'http://a:b@example.org/'])(
  'it sends nobody back to %j',
  async (returnUrl) => {
    expect((await sendSigned(demand({ returnUrl }))).status).toBe(422);
  },
);

test.each([
  ['nothing is free', { amountBdt: 0 }],
  ['money does not flow back', { amountBdt: -5 }],
  ['taka are whole', { amountBdt: 1.5 }],
  ['an amount is a number', { amountBdt: '100' }],
  ['an application has an id', { applicationId: '' }],
  ['an id is text', { applicationId: { $ne: null } }],
])('%s: the demand is refused', async (_name, wrong) => {
  const body = JSON.stringify({ ...demand(), ...wrong });
  expect((await send(body, { 'x-payment-signature': signatureOf(body, SECRET) })).status).toBe(400);
});

test('a signed body that is no JSON is refused', async () => {
  expect((await send('{', { 'x-payment-signature': signatureOf('{', SECRET) })).status).toBe(400);
});

test('the page says in both languages what is paid for, in lakh', async () => {
  const html = await (await fetch(await checkout(demand({ amountBdt: 1_234_567, reference: '7K3M-9QX2' })))).text();
  expect(html).toContain('<html lang="bn">');
  for (const words of ['৳ ১২,৩৪,৫৬৭', 'Tk 12,34,567', '7K3M-9QX2', 'পরিশোধ করুন', 'Pay', 'বাতিল করুন', 'Cancel'])
    expect(html).toContain(words);
});

test('the page escapes what the ministry sent', async () => {
  const html = await (
    await fetch(
      await checkout(
        demand({ reference: `<script>alert('1')</script>"&`, returnUrl: 'http://127.0.0.1/?a="><script>x</script>' }),
      ),
    )
  ).text();
  expect(html).not.toContain('<script');
  expect(html).toContain('&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#34;&#38;');
});

test('the page may load nothing but its own style, and lead nowhere but here and back', async () => {
  const page = await fetch(await checkout());
  const style = /<style>(.*)<\/style>/s.exec(await page.text())?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' http://127.0.0.1:4000; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('cancelling is a link back that pays nothing', async () => {
  const html = await (await fetch(await checkout())).text();
  expect(html).toContain('href="http://127.0.0.1:4000/applications/7K3M?paid=1&#38;lang=bn"');
});

test('an address that was never given out shows a page that says so', async () => {
  const page = await fetch(`${provider.url}/checkouts/${randomBytes(24).toString('base64url')}`);
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('There is no payment at this address.');
});

test('whoever pays is sent back, and the ministry has the signed receipt by then', async () => {
  const wish = demand({ amountBdt: 4025 });
  const { status, headers } = await pay(await checkout(wish));
  expect(status).toBe(303);
  expect(headers.get('location')).toBe(RETURN_URL);
  expect(ministry.calls).toHaveLength(1);
  expect(await ministry.receipt(1)).toEqual({
    applicationId: wish.applicationId,
    amountBdt: 4025,
    receipt: expect.stringMatching(/^[0-9A-Z]{26}$/),
  });
});

test('a page that is paid shows the receipt and no button', async () => {
  const page = await checkout();
  await pay(page);
  const html = await (await fetch(page)).text();
  const { receipt } = await ministry.receipt(1);
  expect(html).toContain(receipt);
  expect(html).toContain('পরিশোধ হয়েছে।');
  expect(html).not.toContain('<form');
});

test('paying ten times at once is one payment with one receipt', async () => {
  const page = await checkout();
  const form = await openForm(page);
  const answers = await Promise.all(Array.from({ length: 10 }, () => submit(page, form)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303));
  expect(new Set(ministry.calls.map(({ body }) => body)).size).toBe(1);
});

test('asking for a page that is paid gives it back, paid', async () => {
  const wish = demand();
  const page = await checkout(wish);
  await pay(page);
  expect(await checkout(wish)).toBe(page);
  expect(await (await fetch(page)).text()).toContain('It is paid.');
});

test.each<[string, (form: Form, others: Form) => Form]>([
  ['without the token', ({ cookie }) => ({ cookie, token: '' })],
  ["without the browser's cookie, as another site would", ({ token }) => ({ cookie: '', token })],
  ['with a token that another browser was given', ({ cookie }, { token }) => ({ cookie, token })],
])('a form sent %s pays nothing', async (_name, forge) => {
  const page = await checkout();
  const answer = await submit(page, forge(await openForm(page), await openForm(page)));
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('nothing was paid');
  expect(await (await fetch(page)).text()).toContain('<form');
});

test("another checkout's token pays nothing", async () => {
  const page = await checkout();
  expect((await submit(page, await openForm(await checkout()))).status).toBe(403);
});

test('opening the page twice in one browser leaves both tabs able to pay', async () => {
  const page = await checkout();
  const first = await openForm(page);
  await openForm(page, first.cookie);
  expect((await submit(page, first)).status).toBe(303);
});

test('a ministry that does not take the receipt is told again, ever more slowly, until it does', async () => {
  ministry.answerWith(500, 409, 302, 204, 200);
  await pay(await checkout());
  await ministry.receipt(5);
  const waitsMs = ministry.calls.slice(1).map(({ atMs }, index) => atMs - (ministry.calls[index]?.atMs ?? 0));
  expect(new Set(ministry.calls.map(({ body }) => body)).size).toBe(1);
  for (const [index, leastMs] of [100, 200, 400, 800].entries())
    expect(waitsMs[index]).toBeGreaterThanOrEqual(leastMs - 2); // timers and clocks round apart
});

test('what the ministry does not want any more goes back to the payer, who reads so; it is asked once', async () => {
  ministry.answerWith(410);
  const page = await checkout();
  await pay(page);
  await ministry.receipt(1);
  await delivered();
  const html = await (await fetch(page)).text();
  expect(html).toContain('so the money was returned');
  expect(html).toContain('টাকা ফেরত দেওয়া হয়েছে');
  expect(html).not.toContain('It is paid.');
  expect(ministry.calls).toHaveLength(1);
});

test('a ministry that hangs holds the browser for two seconds only', async () => {
  ministry.answerWith('hang', 200);
  const page = await checkout();
  const sinceMs = performance.now();
  expect((await pay(page)).status).toBe(303);
  expect(performance.now() - sinceMs).toBeLessThan(4_000); // after which the call to the ministry itself is given up
  await ministry.receipt(2);
});

test('stopping waits for a payment under way, and for the ministry to answer', async () => {
  ministry.answerWith('hang');
  const paying = pay(await checkout());
  await ministry.receipt(1);
  const stopping = provider.stop();
  ministry.release();
  expect((await paying).status).toBe(303);
  await stopping;
  await delivered();
  expect(ministry.calls).toHaveLength(1);
});

test('a payer is told in both languages when the database is down', async () => {
  const store = await startStore();
  provider = await start(store.url);
  const page = await checkout();
  const form = await openForm(page);
  await store.stop();
  const answer = await submit(page, form);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toMatch(/দুইবার পরিশোধ হবে না।.*you will not pay twice/s);
});

test('a receipt that was not taken is delivered after a restart, and one that was is not sent again', async () => {
  await pay(await checkout());
  ministry.answerWith(503);
  const wish = demand();
  await pay(await checkout(wish));
  await provider.stop();
  const before = ministry.calls.length;
  ministry.answerWith(200);

  await start();
  expect(await ministry.receipt(before + 1)).toMatchObject({ applicationId: wish.applicationId });
  await delivered();
  expect(ministry.calls).toHaveLength(before + 1);
});

test('one ministry that is down does not hold up another', async () => {
  const down = demand({ callbackUrl: 'http://127.0.0.1:1/payments/callback' });
  expect((await pay(await checkout(down))).status).toBe(303);
  const up = demand();
  await pay(await checkout(up));
  expect(await ministry.receipt(1)).toMatchObject({ applicationId: up.applicationId });
});

test('it is alive, and ready while its database answers', async () => {
  const store = await startStore();
  const { url } = await start(store.url);
  const statuses = async () => Promise.all(['/health', '/ready'].map(async (path) => (await fetch(url + path)).status));
  expect(await statuses()).toEqual([200, 200]);
  await store.stop();
  expect(await statuses()).toEqual([200, 503]);
});

test('it does not start with an empty secret', async () => {
  const options = { port: 0, secret: '', mongodbUrl: database.url, databasePrefix: database.prefix, log };
  await expect(startDevelopmentProvider(options)).rejects.toThrow('needs a secret');
});

test('as a process: a payment survives kill -9 before the ministry has heard of it', async () => {
  const [port = 0] = await freePorts(1);
  const first = await startProcess(port);
  ministry.answerWith(503);
  const wish = demand();
  const base = await first.listening;
  await pay(await paymentProvider(base, SECRET).checkout(wish));
  const ended = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await ended;
  const { receipt } = await ministry.receipt(1);
  const before = ministry.calls.length;
  ministry.answerWith(200);

  expect(await startProcess(port).listening).toBe(base);
  expect(await ministry.receipt(before + 1)).toMatchObject({ applicationId: wish.applicationId, receipt });
});

test.each([
  ['SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
  ['the end of who started it', (child: ChildProcess) => child.disconnect()],
])('as a process: %s ends it in order', async (_name, end) => {
  const [port = 0] = await freePorts(1);
  const { child, listening, ended } = startProcess(port);
  await listening;
  end(child);
  expect(await ended).toMatchObject({ code: 0, complaint: '' });
});

test('as a process: under a starter, Ctrl-C is the starter’s to answer', async () => {
  const [port = 0] = await freePorts(1);
  const { child, listening, ended } = startProcess(port);
  const base = await listening;
  child.kill('SIGINT');
  expect((await fetch(new URL('/health', base))).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, complaint: '' });
});

test('as a process: it ends when who started it is gone before it listens', async () => {
  const [port = 0] = await freePorts(1);
  const { child, ended } = startProcess(port);
  child.disconnect();
  expect(await ended).toMatchObject({ code: 0, complaint: '' });
});

test('as a process: a port in use is said in a line', async () => {
  const port = Number(new URL(provider.url).port);
  expect(await startProcess(port).ended).toEqual({
    code: 1,
    complaint: `payments: port ${port} is in use: stop what listens there, or set PORT to another\n`,
  });
});

test.each(['production', ''])('as a process: it refuses to run with MODE=%s', async (MODE) => {
  const { code, complaint } = await startProcess(1, { MODE }).ended;
  expect(code).toBe(1);
  expect(complaint).toContain('MODE');
});

test('as a process: every bad setting is named at once', async () => {
  const { code, complaint } = await startProcess(1, { PORT: '', PAYMENT_SECRET: '', MONGODB_URL: '' }).ended;
  expect(code).toBe(1);
  for (const name of ['PORT', 'PAYMENT_SECRET', 'MONGODB_URL']) expect(complaint).toContain(name);
});

/** A ministry's side of the callback. */
type Ministry = {
  readonly callbackUrl: string;
  readonly calls: { readonly atMs: number; readonly body: string; readonly signature: string | undefined }[];
  /** Answers the next calls so, and all later ones as the last. */
  answerWith(...answers: (number | 'hang')[]): void;
  /** Takes the receipts of the calls that hang. */
  release(): void;
  /** The nth receipt, when it comes; fails when it is not well signed. */
  receipt(nth: number): Promise<Receipt>;
};

async function startMinistry(): Promise<Ministry> {
  const calls: Ministry['calls'] = [];
  const arrivals = new EventEmitter();
  const hanging: ServerResponse[] = [];
  let answers: (number | 'hang')[] = [200];
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming);
    const signature = incoming.headers['x-payment-signature'];
    calls.push({ atMs: performance.now(), body, signature: Array.isArray(signature) ? signature[0] : signature });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (typeof answer === 'number') outgoing.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end();
    else hanging.push(outgoing);
    arrivals.emit('call');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    callbackUrl: `http://127.0.0.1:${address.port}/payments/callback`,
    calls,
    answerWith: (...next) => {
      answers = next;
    },
    release: () => {
      for (const outgoing of hanging.splice(0)) outgoing.writeHead(200).end();
    },
    receipt: async (nth) => {
      for (;;) {
        const call = calls[nth - 1];
        if (call) {
          const receipt = paymentProvider('http://unused', SECRET).verify(call.body, call.signature);
          if (!receipt) throw new Error(`not well signed: ${call.body}`);
          return receipt;
        }
        await once(arrivals, 'call');
      }
    },
  };
}

/** A database that a test can end. */
async function startStore(): Promise<EmbeddedStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nagarik-payments-'));
  undo.push(() => rm(dataDir, { recursive: true }));
  const store = await startEmbeddedStore({ dataDir, port: 0, password: SECRET });
  undo.push(() => store.stop());
  return store;
}

async function start(mongodbUrl = database.url): Promise<DevelopmentProvider> {
  const started = await startDevelopmentProvider({
    port: 0,
    secret: SECRET,
    mongodbUrl,
    databasePrefix: database.prefix,
    log,
  });
  undo.push(() => started.stop());
  return started;
}

function startProcess(port: number, settings: Record<string, string> = {}) {
  const child = fork(MAIN, {
    env: {
      MODE: 'development',
      PORT: String(port),
      PAYMENT_SECRET: SECRET,
      MONGODB_URL: database.url,
      DATABASE_PREFIX: database.prefix,
      ...settings,
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const complaint = child.stderr ? text(child.stderr) : Promise.resolve('');
  const exit = once(child, 'exit');
  undo.push(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return {
    child,
    /** The URL that it tells who started it. */
    listening: once(child, 'message').then(([message]: { type?: string; url?: string }[]) => {
      if (message?.type !== 'listening' || message.url === undefined) throw new Error('it said something else');
      return message.url;
    }),
    ended: exit.then(async ([code]: unknown[]) => ({ code, complaint: await complaint })),
  };
}

/** When nothing waits in the database any more. */
async function delivered(): Promise<void> {
  const connection = await mongoose
    .createConnection(database.url, { dbName: `${database.prefix}payments` })
    .asPromise();
  try {
    await expect
      .poll(() =>
        connection
          .collection('checkouts')
          .countDocuments({ callbackUrl: ministry.callbackUrl, undeliveredSince: { $exists: true } }),
      )
      .toBe(0);
  } finally {
    await connection.close();
  }
}

function demand(changes: Partial<Demand> = {}): Demand {
  return {
    applicationId: `home-affairs-${randomBytes(8).toString('hex')}`,
    reference: '7K3M-9QX2',
    amountBdt: 4025,
    callbackUrl: ministry?.callbackUrl ?? 'http://127.0.0.1:1/',
    returnUrl: RETURN_URL,
    ...changes,
  };
}

/** As a ministry asks. */
function checkout(wish = demand()): Promise<string> {
  return paymentProvider(provider.url, SECRET).checkout(wish);
}

function sendSigned(wish: Demand): Promise<Response> {
  const body = JSON.stringify(wish);
  return send(body, { 'x-payment-signature': signatureOf(body, SECRET) });
}

function send(body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${provider.url}/checkouts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** What a browser has when it has opened the page. */
type Form = { readonly cookie: string; readonly token: string };

async function openForm(page: string, cookie = ''): Promise<Form> {
  const answer = await fetch(page, { headers: { cookie } });
  const token = /name="token" value="(\w+)"/.exec(await answer.text())?.[1] ?? '';
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', token };
}

function submit(page: string, { cookie, token }: Form): Promise<Response> {
  return fetch(`${page}/pay`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  });
}

async function pay(page: string): Promise<Response> {
  return submit(page, await openForm(page));
}
