import { Binary, Long, ObjectId } from 'bson';
import { sameValue } from '../bson/key.ts';
import { type Doc, isDoc, isNumeric, toNumber } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { type Credential, ScramConversation, USER_NAME } from '../scram.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import type { Call } from './call.ts';
import { MAX_WRITE_BATCH } from './write.ts';

const MECHANISM = 'SCRAM-SHA-256';
/** MongoDB 7.0: the newest whose every command we answer (8.0 brings `bulkWrite`). */
const MAX_WIRE_VERSION = 21;
/** Names this process: with it the driver's monitor keeps a `hello` open, and learns of our end at once. */
const topologyVersion: Doc = { processId: new ObjectId(), counter: Long.fromNumber(0) };

export const helloNames: readonly string[] = ['hello', 'isMaster', 'ismaster'];

/**
 * How long a `hello` may wait for news, in milliseconds: there are none while this process lives. Undefined for one
 * that wants its answer now. Source: "Server Discovery and Monitoring", awaitable hello.
 */
export function awaitTimeMs({ name, body }: Call): number | undefined {
  if (!helloNames.includes(name) || body.maxAwaitTimeMS === undefined || !isDoc(body.topologyVersion)) return undefined;
  const isKnown = sameValue(body.topologyVersion.processId, topologyVersion.processId);
  return isKnown ? Math.max(100, Math.min(toNumber(body.maxAwaitTimeMS), 60_000)) : undefined;
}

/** A connection's login, from its first message to being known. */
export class Login {
  readonly #credential: Credential;
  readonly #connectionId: number;
  #conversation: ScramConversation | undefined;
  #isAuthenticated = false;
  #isFinal = false;

  constructor(credential: Credential, connectionId: number) {
    this.#credential = credential;
    this.#connectionId = connectionId;
  }

  get isAuthenticated(): boolean {
    return this.#isAuthenticated;
  }

  /**
   * `hello`: the primary of a replica set of one. To the driver that is what has sessions and retryable writes, and
   * it finds the same member again at the same place after a restart.
   */
  hello(call: Call, address: string): Doc {
    const { speculativeAuthenticate, saslSupportedMechs } = call.body;
    return {
      helloOk: true,
      ...(call.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
      secondary: false,
      setName: 'nagarik',
      setVersion: 1,
      hosts: [address],
      primary: address,
      me: address,
      maxBsonObjectSize: 16 * 1024 * 1024,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: MAX_WRITE_BATCH,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      connectionId: this.#connectionId,
      minWireVersion: 0,
      maxWireVersion: MAX_WIRE_VERSION,
      readOnly: false,
      topologyVersion,
      ...(saslSupportedMechs === undefined ? {} : { saslSupportedMechs: [MECHANISM] }),
      ...(isDoc(speculativeAuthenticate) ? this.#speculative(speculativeAuthenticate) : {}),
      ok: 1,
    };
  }

  /** The login's first step within `hello`; left out when it is not one, and the driver then asks in its own time. */
  #speculative(request: Doc): Doc {
    if (request.mechanism !== MECHANISM) return {};
    try {
      return { speculativeAuthenticate: this.start(request) };
    } catch {
      return {};
    }
  }

  /** `saslStart`. @throws StoreError. */
  start({ mechanism, payload, options }: Doc): Doc {
    if (mechanism !== MECHANISM) {
      throw new StoreError('MechanismUnavailable', `Unsupported mechanism ${String(mechanism)}: use ${MECHANISM}`);
    }
    if (!(payload instanceof Binary)) throw new StoreError('AuthenticationFailed', 'Authentication failed.');
    this.#conversation = new ScramConversation(this.#credential, bytesOf(payload));
    this.#isFinal = isDoc(options) && options.skipEmptyExchange === true;
    return { conversationId: 1, done: false, payload: toPayload(this.#conversation.first), ok: 1 };
  }

  /** `saslContinue`. @throws StoreError AuthenticationFailed. */
  continue({ conversationId, payload }: Doc): Doc {
    const id = isNumeric(conversationId) ? toNumber(conversationId) : 0;
    if (id !== 1 || !(payload instanceof Binary)) throw new StoreError('ProtocolError', 'sasl: no such conversation');
    if (this.#isAuthenticated) return { conversationId: 1, done: true, payload: toPayload(''), ok: 1 };
    const conversation = this.#conversation;
    this.#conversation = undefined; // one guess a conversation
    if (conversation === undefined) throw new StoreError('ProtocolError', 'sasl: no such conversation');
    const proof = conversation.final(bytesOf(payload));
    this.#isAuthenticated = true;
    return { conversationId: 1, done: this.#isFinal, payload: toPayload(proof), ok: 1 };
  }
}

function bytesOf(payload: Binary): Uint8Array {
  return payload.buffer.subarray(0, payload.position);
}

function toPayload(text: string): Binary {
  return new Binary(Buffer.from(text));
}

/** What every connection string names. */
export function urlOf(port: number, password: string): string {
  return `mongodb://${USER_NAME}:${encodeURIComponent(password)}@127.0.0.1:${port}/?authSource=admin&directConnection=true`;
}
