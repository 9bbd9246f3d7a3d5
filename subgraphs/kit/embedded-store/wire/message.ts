import { StoreError } from '../errors.ts';

/** Bytes; MongoDB's `maxMessageSizeBytes`. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
/** Bits that a receiver must understand. Source: OP_MSG specification, flagBits 0 to 15. */
const REQUIRED_BITS = 0xffff;

/** One request as it came: the command's document, and documents that came beside it (kind 1 sections). */
export interface Request {
  readonly requestId: number;
  readonly opCode: typeof OP_QUERY | typeof OP_MSG;
  readonly body: Buffer;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The client waits for no reply (`w: 0`). */
  readonly isFireAndForget: boolean;
  /** The client takes several replies to this one request, one after another. */
  readonly isExhaustAllowed: boolean;
}

/**
 * The wire protocol's messages, from a socket's bytes. Feed chunks; whole messages come out.
 * @throws StoreError ProtocolError for bytes that are no message: the connection is then closed.
 */
export class MessageReader {
  /** Longer messages are refused: a client that has not logged in has nothing long to say. */
  maxBytes = MAX_MESSAGE_BYTES;
  #chunks: Buffer[] = [];
  #bytes = 0;

  *push(chunk: Buffer): Generator<Request> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    for (let message = this.#take(); message !== undefined; message = this.#take()) yield parse(message);
  }

  #take(): Buffer | undefined {
    if (this.#bytes < 16) return undefined;
    const head = this.#join(16);
    const length = head.readInt32LE(0);
    const opCode = head.readInt32LE(12);
    if (length < 16 || length > this.maxBytes || (opCode !== OP_MSG && opCode !== OP_QUERY)) {
      throw new StoreError('ProtocolError', 'not a MongoDB wire protocol message');
    }
    if (this.#bytes < length) return undefined;
    const all = this.#join(length);
    this.#chunks[0] = all.subarray(length);
    this.#bytes -= length;
    return all.subarray(0, length);
  }

  /** The first chunk, made at least `length` long; joined only when a message needs it, so a large one is copied once. */
  #join(length: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= length) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

function parse(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  return opCode === OP_MSG ? parseMsg(message, requestId) : parseQuery(message, requestId);
}

function parseMsg(message: Buffer, requestId: number): Request {
  if (message.length < 21) throw truncated();
  const flags = message.readUInt32LE(16);
  if ((flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new StoreError('ProtocolError', 'unknown OP_MSG flag');
  }
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const sequences = new Map<string, readonly Buffer[]>();
  let body: Buffer | undefined;
  let at = 20;
  while (at < end) {
    const kind = message.readUInt8(at);
    at += 1;
    if (kind === 0) {
      body = document(message, at, end);
      at += body.length;
    } else if (kind === 1) {
      const size = at + 4 <= end ? message.readInt32LE(at) : -1;
      if (size < 5 || at + size > end) throw truncated();
      const [name, documents] = sequence(message, at + 4, at + size);
      sequences.set(name, documents);
      at += size;
    } else throw new StoreError('ProtocolError', `unknown OP_MSG section kind ${kind}`);
  }
  if (body === undefined) throw new StoreError('ProtocolError', 'OP_MSG without a body');
  return {
    requestId,
    opCode: OP_MSG,
    body,
    sequences,
    isFireAndForget: (flags & MORE_TO_COME) !== 0,
    isExhaustAllowed: (flags & EXHAUST_ALLOWED) !== 0,
  };
}

function sequence(message: Buffer, start: number, end: number): [string, readonly Buffer[]] {
  const nameEnd = message.indexOf(0, start);
  if (nameEnd < 0 || nameEnd >= end) throw truncated();
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < end; ) {
    const next = document(message, at, end);
    documents.push(next);
    at += next.length;
  }
  return [message.toString('utf8', start, nameEnd), documents];
}

/** The legacy request that drivers open a connection with: flags, name, skip, return, then the command. */
function parseQuery(message: Buffer, requestId: number): Request {
  const nameEnd = message.indexOf(0, 20);
  if (nameEnd < 0) throw truncated();
  const body = document(message, nameEnd + 9, message.length);
  return { requestId, opCode: OP_QUERY, body, sequences: new Map(), isFireAndForget: false, isExhaustAllowed: false };
}

function document(message: Buffer, at: number, end: number): Buffer {
  const size = at + 5 <= end ? message.readInt32LE(at) : -1;
  if (size < 5 || at + size > end || message[at + size - 1] !== 0) throw truncated();
  return message.subarray(at, at + size);
}

function truncated(): StoreError {
  return new StoreError('ProtocolError', 'a message ends too early');
}

/** The reply to `request` with the bytes of its document, in the form the request came in. */
export function replyTo(request: Request, body: Uint8Array): Buffer {
  return request.opCode === OP_MSG ? messageOf(body, 0, request.requestId, 0) : legacyReply(body, request.requestId);
}

/** One of many replies to a request that allows them; each answers the one before it by its id. */
export function streamedReply(body: Uint8Array, id: number, responseTo: number): Buffer {
  return messageOf(body, id, responseTo, MORE_TO_COME);
}

function messageOf(body: Uint8Array, id: number, responseTo: number, flags: number): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(OP_MSG, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
}

function legacyReply(body: Uint8Array, responseTo: number): Buffer {
  const head = Buffer.alloc(36); // flags, cursor and start stay 0
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(OP_REPLY, 12);
  head.writeInt32LE(1, 32); // numberReturned
  return Buffer.concat([head, body]);
}
