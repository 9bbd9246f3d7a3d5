/** The kinds of file that a document may be, and how to tell by the bytes that a file is one. */
import type { DocumentMediaType } from './schema.generated.ts';

type MediaType = {
  /** As IANA has it. */
  readonly name: string;
  /** The bytes with which every such file begins. */
  readonly magic: Buffer;
};

export const mediaTypes: Readonly<Record<DocumentMediaType, MediaType>> = {
  PDF: { name: 'application/pdf', magic: Buffer.from('%PDF-') },
  JPEG: { name: 'image/jpeg', magic: Buffer.from([0xff, 0xd8, 0xff]) },
  PNG: { name: 'image/png', magic: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
};

/** Whether bytes begin as a file of this kind does. */
export function isOfType(bytes: Buffer, type: DocumentMediaType): boolean {
  const { magic } = mediaTypes[type];
  return bytes.subarray(0, magic.length).equals(magic);
}
