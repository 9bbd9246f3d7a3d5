import { serializeReply } from '../bson/document.ts';

/**
 * Stored documents put into a reply as the bytes they are: not parsed, not built again, and every byte comes back as
 * it was written, number types and the order of fields among them.
 */
export function cursorReply(
  field: 'firstBatch' | 'nextBatch',
  batch: readonly Uint8Array[],
  cursor: { readonly id: bigint; readonly ns: string },
): Uint8Array {
  const id = Buffer.alloc(12);
  id.write('\x12id\0', 0, 'latin1');
  id.writeBigInt64LE(cursor.id, 4);
  const ns = serializeReply({ ns: cursor.ns }).subarray(4, -1);
  const inner = documentOf([arrayElement(field, batch), id, ns]);
  return documentOf([Buffer.from('\x03cursor\0', 'latin1'), inner, serializeReply({ ok: 1 }).subarray(4, -1)]);
}

function arrayElement(name: string, documents: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const [index, document] of documents.entries()) {
    parts.push(Buffer.from(`\x03${index}\0`, 'latin1'), document);
  }
  return Buffer.concat([Buffer.from(`\x04${name}\0`, 'latin1'), documentOf(parts)]);
}

function documentOf(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.of(0)], length);
}
