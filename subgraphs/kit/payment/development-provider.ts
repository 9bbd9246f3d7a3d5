/**
 * A payment provider for development: a ministry asks it for a page, a person pays there, and it says so by a signed call
 * to the ministry until that is heard. It behaves over HTTP like a real one; only the money is not there.
 *
 * A payment is one write: the receipt, and that the ministry has not been told. What the ministry has not answered with
 * 200 (it has the money) or 410 (what was paid for is gone: the money goes back) is found again by that mark's index at start and every few seconds, so a kill at any moment loses no callback; the
 * ministry may be told twice and sees by the receipt that it is the same payment.
 */
import { randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import { type Model, Schema } from 'mongoose';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { type Clock, systemClock } from '../clock.ts';
import type { Text } from '../errors/catalogue.ts';
import { type IdSource, randomIds } from '../ids.ts';
import type { Logger } from '../log.ts';
import { answers, connect } from '../storage/connect.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { checkoutPage, noticePage, notices, pageHeaders } from './development-provider.page.ts';
import { type Demand, isSignedBy, type Receipt, signatureOf } from './provider.ts';

export type DevelopmentProviderOptions = {
  /** On loopback; 0 is any free one. */
  readonly port: number;
  /** Shared with the ministries; signs their demands and our receipts. */
  readonly secret: string;
  readonly mongodbUrl: string;
  /** Begins the database's name: `<prefix>payments`. */
  readonly databasePrefix: string;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly ids?: IdSource;
};

export type DevelopmentProvider = {
  readonly url: string;
  /** Ends after the requests and calls under way. What is not delivered waits in the database. */
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 16_384;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
const CALLBACK_TIMEOUT_MS = 4_000;
/** At most so many calls at once to one ministry. */
const CALLS_PER_MINISTRY = 16;
/** How long the payer's browser waits for the ministry, so that it mostly shows "paid" when they are back. */
const BROWSER_WAITS_MS = 2_000;
/** Looks for undelivered receipts that nobody is delivering: a write whose answer was lost. */
const SWEEP_MS = 5_000;

type CheckoutRecord = {
  /** In the page's address, and all that one needs to pay there: 192 random bits. */
  _id: string;
  applicationId: string;
  reference: string;
  amountBdt: number;
  callbackUrl: string;
  returnUrl: string;
  createdAt: Date;
  receipt: string | null;
  paidAt: Date | null;
  /** When the money went back. */
  refundedAt: Date | null;
  /** Set with the receipt, taken away when the ministry has confirmed it. */
  undeliveredSince?: Date;
};

const schema = new Schema<CheckoutRecord>(
  {
    _id: { type: String, required: true },
    applicationId: { type: String, required: true },
    reference: { type: String, required: true },
    amountBdt: { type: Number, required: true },
    callbackUrl: { type: String, required: true },
    returnUrl: { type: String, required: true },
    createdAt: { type: Date, required: true },
    receipt: { type: String, default: null },
    paidAt: { type: Date, default: null },
    refundedAt: { type: Date, default: null },
    undeliveredSince: { type: Date },
  },
  { collection: 'checkouts', versionKey: false, autoIndex: false },
);
schema.index({ applicationId: 1 }, { unique: true });
// Holds only what is undelivered, so that the look for it is cheap however many payments there were.
schema.index({ undeliveredSince: 1 }, { sparse: true });

const demandShape: z.ZodType<Demand> = z.object({
  applicationId: z.string().min(1).max(200),
  reference: z.string().min(1).max(100),
  amountBdt: z.int().positive(),
  callbackUrl: z.string().max(2_000),
  returnUrl: z.string().max(2_000),
});

/**
 * Starts the provider.
 * @example
 * const provider = await startDevelopmentProvider({ port: 0, secret, mongodbUrl, databasePrefix: 'nagarik_', log });
 * const payments = paymentProvider(provider.url, secret);
 * @throws Error when the secret is empty, the database does not answer, or (code EADDRINUSE) the port is taken.
 */
export async function startDevelopmentProvider(options: DevelopmentProviderOptions): Promise<DevelopmentProvider> {
  const { port, secret, mongodbUrl, databasePrefix, log, clock = systemClock, ids = randomIds } = options;
  if (secret === '') throw new Error('the payment provider needs a secret: everybody could sign with an empty one');
  const connection = await connect(mongodbUrl, `${databasePrefix}payments`);
  try {
    const model = connection.model<CheckoutRecord>('Checkout', schema);
    await model.createIndexes();
    const callbacks = createCallbacks(model, secret, clock, log);
    const loggerInstance: FastifyBaseLogger = log;
    const server = fastify({
      loggerInstance,
      logController: new LogController({ disableRequestLogging: true }),
      bodyLimit: MAX_BODY_BYTES,
    });
    closeConnectionsAtEnd(server);
    server.get('/health', () => ({ status: 'alive' }));
    server.get('/ready', async (_request, reply) => {
      const ready = await answers(connection);
      return reply.code(ready ? 200 : 503).send({ ready });
    });
    const checkouts = createCheckouts(model, clock, ids);
    addDemands(server, secret, checkouts);
    addPages(server, secret, checkouts, callbacks);
    await server.listen({ host: HOST, port });
    callbacks.start();
    const stop = async () => {
      await server.close();
      await callbacks.stop();
      await connection.close();
    };
    let stopping: Promise<void> | undefined;
    return {
      url: baseOf(server),
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

type Checkouts = ReturnType<typeof createCheckouts>;

function createCheckouts(model: Model<CheckoutRecord>, clock: Clock, ids: IdSource) {
  return {
    /** The one checkout of an application, made when there is none; null when it is there with another amount. */
    async open({
      applicationId,
      reference,
      amountBdt,
      callbackUrl,
      returnUrl,
    }: Demand): Promise<CheckoutRecord | null> {
      const _id = randomBytes(24).toString('base64url');
      try {
        // A repeat brings the addresses up to date, for the ministry may have moved to another port meanwhile. An
        // application that is there with another amount does not match, and the unique index refuses a second one.
        return await model
          .findOneAndUpdate(
            { applicationId, amountBdt },
            { $set: { callbackUrl, returnUrl }, $setOnInsert: { _id, reference, createdAt: clock.now() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<CheckoutRecord>();
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // Or somebody made the same one between our look and our insert.
        return model.findOne({ applicationId, amountBdt }).lean<CheckoutRecord>();
      }
    },
    find: (id: string) => model.findById(id).lean<CheckoutRecord>(),
    /** Gives it its receipt, unless it has one. */
    async pay(id: string): Promise<void> {
      const paidAt = clock.now();
      await model.updateOne({ _id: id, receipt: null }, { receipt: ids.id(), paidAt, undeliveredSince: paidAt });
    },
  };
}

type Callbacks = ReturnType<typeof createCallbacks>;

/** Tells ministries what was paid. */
function createCallbacks(model: Model<CheckoutRecord>, secret: string, clock: Clock, log: Logger) {
  const calls = new Agent({ connections: CALLS_PER_MINISTRY });
  const ending = new AbortController();
  const underWay = new Map<string, { readonly firstAttempt: Promise<boolean>; readonly all: Promise<void> }>();
  let sweeping: Promise<void> = Promise.resolve();

  /** Ends early when the provider ends. */
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);

  /** Delivers a checkout's receipt, now and again until it is taken. Settles after the first attempt; never rejects. */
  async function deliver(id: string): Promise<void> {
    let delivery = underWay.get(id);
    if (!delivery) {
      if (ending.signal.aborted) return;
      const firstAttempt = attempt(id, 'warn');
      const all = firstAttempt
        .then((isDone) => (isDone ? undefined : retry(id)))
        .finally(() => {
          underWay.delete(id);
        });
      delivery = { firstAttempt, all };
      underWay.set(id, delivery);
    }
    await delivery.firstAttempt;
  }

  async function retry(id: string): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; !ending.signal.aborted; waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
      await pause(waitMs);
      if (ending.signal.aborted || (await attempt(id, 'debug'))) return;
    }
  }

  /** @returns whether there is nothing left to deliver. */
  async function attempt(id: string, failureLevel: 'warn' | 'debug'): Promise<boolean> {
    try {
      const checkout = await model.findById(id).lean<CheckoutRecord>();
      if (!checkout?.receipt || !checkout.undeliveredSince) return true;
      const { applicationId, amountBdt, receipt, callbackUrl } = checkout;
      const answer = await tell(callbackUrl, { applicationId, amountBdt, receipt });
      const refunded = answer === 'RETURN' ? { refundedAt: clock.now() } : {};
      await model.updateOne({ _id: id }, { $set: refunded, $unset: { undeliveredSince: 1 } });
      log.info({ applicationId, receipt, answer }, 'the ministry has the receipt');
      return true;
    } catch (error) {
      log[failureLevel]({ error: String(error) }, 'a receipt is not delivered yet; trying again');
      return false;
    }
  }

  async function tell(callbackUrl: string, receipt: Receipt): Promise<'TAKEN' | 'RETURN'> {
    const body = JSON.stringify(receipt);
    const answer = await request(callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-payment-signature': signatureOf(body, secret) },
      body,
      dispatcher: calls,
      signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS),
    });
    await answer.body.dump();
    if (answer.statusCode === 410) return 'RETURN';
    if (answer.statusCode !== 200) throw new Error(`${callbackUrl} answered ${answer.statusCode}`);
    return 'TAKEN';
  }

  async function sweep(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        const undelivered = model
          .find({ undeliveredSince: { $gt: new Date(0) } }, { _id: 1 })
          .lean<{ _id: string }[]>();
        for (const { _id } of await undelivered) void deliver(_id);
      } catch (error) {
        log.warn({ error: String(error) }, 'cannot look for undelivered receipts; trying again');
      }
      await pause(SWEEP_MS);
    }
  }

  return {
    deliver,
    pause,
    start: () => {
      sweeping = sweep();
    },
    stop: async () => {
      ending.abort();
      await sweeping;
      await Promise.all([...underWay.values()].map(({ all }) => all));
      await calls.close();
    },
  };
}

/** `POST /checkouts`: the ministries' side. */
function addDemands(server: FastifyInstance, secret: string, checkouts: Checkouts): void {
  server.register(async (route) => {
    // The signature is over the bytes as they came.
    route.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    route.post<{ Body: string }>('/checkouts', async ({ body, headers }, reply) => {
      const signature = headers['x-payment-signature'];
      if (!isSignedBy(secret, body, Array.isArray(signature) ? signature[0] : signature))
        return reply.code(401).send({ error: 'x-payment-signature is not the HMAC-SHA-256 of this body' });
      const demand = readDemand(body);
      if ('refusal' in demand) return reply.code(demand.status).send({ error: demand.refusal });
      const checkout = await checkouts.open(demand);
      if (!checkout) return reply.code(409).send({ error: 'this application has a checkout with another amount' });
      return { checkoutUrl: new URL(`/checkouts/${checkout._id}`, baseOf(server)).href };
    });
  });
}

/** The pages on which people pay. */
function addPages(server: FastifyInstance, secret: string, checkouts: Checkouts, callbacks: Callbacks): void {
  // Its own key, so that no token is ever the signature of a receipt.
  const formKey = signatureOf('the key of form tokens', secret);

  server.register(async (route) => {
    route.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    route.setErrorHandler((error, _request, reply) => {
      const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
      if (status >= 500) route.log.error({ err: error }, 'a page failed');
      return sendNotice(reply, status, notices.FAILED);
    });

    route.get<{ Params: { id: string } }>('/checkouts/:id', async (request, reply) => {
      const checkout = await checkouts.find(request.params.id);
      if (!checkout) return sendNotice(reply, 404, notices.NO_SUCH_CHECKOUT);
      const path = `/checkouts/${checkout._id}`;
      const browser = browserOf(request) ?? randomBytes(16).toString('base64url');
      return reply
        .headers(pageHeaders(checkout.returnUrl))
        .header('set-cookie', `browser=${browser}; Path=${path}; HttpOnly; SameSite=Lax`)
        .send(checkoutPage(checkout, `${path}/pay`, signatureOf(`${checkout._id} ${browser}`, formKey)));
    });

    route.post<{ Params: { id: string }; Body: unknown }>('/checkouts/:id/pay', async (request, reply) => {
      const { id } = request.params;
      const browser = browserOf(request);
      const token = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('token') ?? '';
      if (!browser || !isSignedBy(formKey, `${id} ${browser}`, token))
        return sendNotice(reply, 403, notices.STALE_FORM);
      const checkout = await checkouts.find(id);
      if (!checkout) return sendNotice(reply, 404, notices.NO_SUCH_CHECKOUT);
      await checkouts.pay(id);
      await Promise.race([callbacks.deliver(id), callbacks.pause(BROWSER_WAITS_MS)]);
      return reply.redirect(checkout.returnUrl, 303);
    });
  });
}

function sendNotice(reply: FastifyReply, status: number, notice: Text): FastifyReply {
  return reply.code(status).headers(pageHeaders()).send(noticePage(notice));
}

/** The cookie that binds a form to the browser that fetched it: another site can send the form, but not know its token. */
function browserOf({ headers }: FastifyRequest): string | undefined {
  return /(?:^|; )browser=([\w-]{22})(?:;|$)/.exec(headers.cookie ?? '')?.[1];
}

function readDemand(body: string): Demand | { readonly status: number; readonly refusal: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { status: 400, refusal: 'the body is not JSON' };
  }
  const { data: demand, error } = demandShape.safeParse(json);
  if (!demand) return { status: 400, refusal: z.prettifyError(error) };
  if (!isLoopback(demand.callbackUrl))
    return { status: 422, refusal: 'callbackUrl: in development, an http(s) address on loopback' };
  if (!isWebAddress(demand.returnUrl)) return { status: 422, refusal: 'returnUrl: an http(s) address' };
  return demand;
}

/** So that a demand cannot make us call into a network. A URL's host is normalised: `127.1` and `0x7f.1` come as 127.0.0.1. */
function isLoopback(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const { hostname } = new URL(text);
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}

/** An http(s) URL without a password, whose origin can stand in a header: URLs allow `;` and `,` in a host. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '' && /^https?:\/\/[\w.:[\]-]+$/.test(url.origin);
}

/**
 * Closes a connection with the last answer on it. Without it, a connection that was busy when the server began to close
 * stays open, and `close()` waits, until its keep-alive ends: 72 s in Fastify.
 */
function closeConnectionsAtEnd(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

function baseOf(server: FastifyInstance): string {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the payment provider does not listen');
  return `http://${HOST}:${address.port}`;
}
