import { createHash } from 'node:crypto';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { DocumentRecord } from './documents.model.ts';
import { isOfType } from './media-types.ts';

/** What is wrong with the bytes that were sent for a document; null when they are the file that was announced. */
export function checkFile(
  bytes: Buffer,
  { mediaType, sha256, sizeBytes }: Pick<DocumentRecord, 'mediaType' | 'sha256' | 'sizeBytes'>,
): Problem | null {
  if (bytes.length !== sizeBytes)
    return problem(null, 'SIZE_DIFFERS', { sizeBytes: bytes.length, announcedBytes: sizeBytes });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return problem(null, 'SHA256_DIFFERS');
  return isOfType(bytes, mediaType) ? null : problem(null, 'NOT_OF_ITS_TYPE', { mediaType });
}
