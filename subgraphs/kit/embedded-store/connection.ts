import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serializeReply } from './bson/document.ts';
import type { Call, Server } from './commands/call.ts';
import { callOf, dispatch } from './commands/dispatch.ts';
import { awaitTimeMs, Login } from './commands/handshake.ts';
import { asStoreError, type StoreError } from './errors.ts';
import type { Credential } from './scram.ts';
import { MAX_MESSAGE_BYTES, MessageReader, type Request, replyTo, streamedReply } from './wire/message.ts';

/** A client that has said nothing by then is let go, in milliseconds. (A driver's monitor never logs in.) */
const SILENT_MS = 30_000;
/** The longest message before the login, in bytes. */
const MAX_LOGIN_BYTES = 64 * 1024;
/** Requests of one connection that may wait for their turn; beyond, its socket is not read. */
const MAX_WAITING = 32;

/** One client's socket: its requests are answered one after another, in order. */
export class Connection {
  readonly #socket: Socket;
  readonly #server: Server;
  readonly #login: Login;
  readonly #reader = new MessageReader();
  #last: Promise<void> = Promise.resolve();
  readonly #silence: NodeJS.Timeout;
  readonly #ended = new AbortController();
  #waiting = 0;
  #isClosing = false;

  constructor(socket: Socket, server: Server, credential: Credential, id: number) {
    this.#socket = socket;
    this.#server = server;
    this.#login = new Login(credential, id);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 120_000);
    this.#silence = setTimeout(() => socket.destroy(), SILENT_MS).unref();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(this.#silence);
      this.#ended.abort();
    });
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  #receive(chunk: Buffer): void {
    if (this.#isClosing) return;
    this.#reader.maxBytes = this.#login.isAuthenticated ? MAX_MESSAGE_BYTES : MAX_LOGIN_BYTES;
    try {
      for (const request of this.#reader.push(chunk)) {
        clearTimeout(this.#silence);
        this.#waiting++;
        if (this.#waiting > MAX_WAITING) this.#socket.pause();
        this.#last = this.#last
          .then(() => this.#answer(request))
          .catch(() => this.#drop())
          .finally(() => this.#next());
      }
    } catch {
      this.#drop(); // not the wire protocol
    }
  }

  #next(): void {
    this.#waiting--;
    if (this.#waiting <= MAX_WAITING) this.#socket.resume();
  }

  #drop(): void {
    this.#socket.destroy();
  }

  async #answer(request: Request): Promise<void> {
    if (this.#isClosing) return;
    let reply: Uint8Array;
    try {
      const call = callOf(request);
      const waitMs = awaitTimeMs(call);
      if (waitMs !== undefined) await this.#noNews(request, call, waitMs);
      const answer = await dispatch(call, this.#login, this.#server);
      reply = answer instanceof Uint8Array ? answer : serializeReply(answer);
    } catch (error) {
      reply = errorReply(asStoreError(error));
    }
    if (request.isFireAndForget || this.#socket.destroyed) return;
    if (this.#socket.write(replyTo(request, reply))) return;
    // A slow reader is answered no further until it has read.
    await new Promise<void>((resolve) => {
      const goOn = () => {
        this.#socket.off('drain', goOn).off('close', goOn);
        resolve();
      };
      this.#socket.once('drain', goOn).once('close', goOn);
    });
  }

  /** A monitor's open `hello`: answered each time the wait is over, as long as the client takes more than one reply. */
  async #noNews(request: Request, call: Call, waitMs: number): Promise<void> {
    const { signal } = this.#ended;
    let responseTo = request.requestId;
    for (let id = 1; ; id++) {
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!request.isExhaustAllowed || signal.aborted) return;
      const reply = serializeReply(this.#login.hello(call, this.#server.address));
      this.#socket.write(streamedReply(reply, id, responseTo));
      responseTo = id;
    }
  }

  /** After the requests under way; later ones are not begun. */
  async close(): Promise<void> {
    const underWay = this.#last;
    this.#isClosing = true;
    this.#ended.abort();
    await underWay;
    this.#socket.end();
    this.#socket.destroySoon();
  }
}

function errorReply({ message, code, codeName, details }: StoreError): Uint8Array {
  const labels = codeName === 'ShutdownInProgress' ? { errorLabels: ['RetryableWriteError'] } : {};
  return serializeReply({ ok: 0, errmsg: message, code, codeName, ...details, ...labels });
}
