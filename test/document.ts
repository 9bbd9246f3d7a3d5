/** Sends a citizen's file to the platform, as any client does: announced in the graph, its bytes by HTTP, then its reference. */
import { createHash } from 'node:crypto';
import type { Client } from './client.ts';

type Created = {
  readonly createDocument: { readonly document: { readonly id: string }; readonly uploadUrl: string | null };
};

const CREATE = `mutation Create($input: CreateDocumentInput!) { createDocument(input: $input) {
  document { id } uploadUrl } }`;
const REFERENCE = 'query Reference($id: ID!) { document(id: $id) { reference } }';

/** What a form takes for a document of this kind. A person's document of a kind is sent once, and attached again and again. */
export async function referenceOf(client: Client, evidence: string): Promise<string> {
  const file = `%PDF-1.7 ${evidence}`;
  const sha256 = createHash('sha256').update(file).digest('hex');
  const said = { evidence, fileName: `${evidence}.pdf`, mediaType: 'PDF', sizeBytes: file.length, sha256 };
  const { createDocument } = await client.get<Created>(CREATE, {
    input: { ...said, idempotencyKey: `my-${evidence}-1` },
  });
  const { document, uploadUrl } = createDocument;
  if (uploadUrl !== null) {
    const { status } = await fetch(uploadUrl, { method: 'PUT', body: file });
    if (status !== 204) throw new Error(`${evidence}: the upload was answered with ${status}`);
  }
  const shown = await client.get<{ document: { reference: string } }>(REFERENCE, { id: document.id });
  return shown.document.reference;
}
