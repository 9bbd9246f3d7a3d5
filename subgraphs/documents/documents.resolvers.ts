import type { DocumentNode } from 'graphql';
import { requestDigest } from '#kit/application/desk.ts';
import { type Caller, isCitizen, isOfficial, isOperator } from '#kit/auth/caller.ts';
import { readDocumentReference, signDocumentReference } from '#kit/auth/document-reference.ts';
import type { Keys } from '#kit/auth/keys.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { evidenceLabel, isEvidence } from '#kit/evidence.ts';
import { formErrors } from '#kit/form/errors.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import type { IdSource } from '#kit/ids.ts';
import { requestLoader } from '#kit/loader.ts';
import type { Settings } from '#kit/settings.ts';
import { connection } from '#kit/storage/page.ts';
import { type Created, DAY_MS, type DocumentRecord, type Documents } from './documents.model.ts';
import { documentErrors } from './errors.ts';
import type { Files } from './files.model.ts';
import type { FileLinks } from './links.ts';
import type { NamedFor, NamedIn } from './named-for.ts';
import { deleteWhole } from './record-and-bytes.ts';
import type {
  CitizenDocumentsArgs,
  DocumentTitleArgs,
  MutationCreateDocumentArgs,
  MutationDeleteDocumentArgs,
  QueryDocumentArgs,
  QueryDocumentByReferenceArgs,
  RequireFields,
} from './schema.generated.ts';

/** A document as it was opened; with the application from which an official did. */
export type OpenedDocument = DocumentRecord & Partial<NamedIn>;

const texts = { ...formErrors, ...documentErrors };

type Parts = {
  /** The subgraph's SDL: the limits of what people write are its `@input`s. */
  readonly document: DocumentNode;
  readonly documents: Documents;
  readonly files: Files;
  readonly links: FileLinks;
  readonly keys: Keys;
  readonly ids: IdSource;
  readonly namedFor: NamedFor;
  readonly settings: Pick<Settings, 'DOCUMENT_MAX_BYTES' | 'DOCUMENTS_PER_DAY'>;
};

export function documentResolvers({ document, documents, files, links, keys, ids, namedFor, settings }: Parts) {
  const checkOf = inputChecker(document);
  const [checkNew, checkDeletion] = [checkOf('CreateDocumentInput'), checkOf('DeleteDocumentInput')];
  const { DOCUMENT_MAX_BYTES: maxBytes, DOCUMENTS_PER_DAY: perDay } = settings;

  const held = requestLoader(async (asked: readonly string[]) => {
    const there = await documents.hold(asked);
    return asked.map((id) => there.has(id));
  });

  async function payload(created: Created) {
    if ('problems' in created)
      return { document: null, uploadUrl: null, userErrors: created.problems.map((each) => inWords(each, texts)) };
    const { record } = created;
    const uploadUrl = record.uploadedAt ? null : await links.make('upload', record._id);
    return { document: record, uploadUrl, userErrors: [] };
  }

  return {
    Query: {
      document: async (_parent: unknown, { id }: QueryDocumentArgs, { caller }: SubgraphContext) => {
        const record = await documents.find(id);
        return record && isOf(record, caller) ? record : null;
      },
      documentByReference: async (
        _parent: unknown,
        { reference }: QueryDocumentByReferenceArgs,
        { caller }: SubgraphContext,
      ): Promise<OpenedDocument | null> => {
        const claims = await readDocumentReference(reference, keys);
        if (!claims) return null;
        if (isOfficial(caller)) {
          const named = await namedFor(caller, reference);
          const record = named && (await documents.find(claims.documentId));
          return record && { ...record, ...named };
        }
        // An operator has it from somebody who wants to be an entrepreneur: nobody else is shown one.
        if (!isOperator(caller) && !(isCitizen(caller) && claims.ownerId === caller.subject))
          throw requestError('FORBIDDEN', { needed: 'official' });
        return documents.find(claims.documentId);
      },
    },
    Mutation: {
      createDocument: async (
        _parent: unknown,
        { input }: MutationCreateDocumentArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const { subject: ownerId, actor } = caller;
        if (ownerId === null) throw requestError('UNAUTHENTICATED');
        const { idempotencyKey, ...request } = input;
        const now = clock.now();
        const { values, problems } = checkNew(request, dayInDhaka(now));
        const badKey = checkIdempotencyKey(idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return payload({ problems });
        const keyed = {
          ownerId,
          consent: actor?.consent ?? null,
          idempotencyKey,
          requestDigest: requestDigest('document', request),
        };
        const first = await documents.answered(keyed);
        if (first) return payload(first);
        const { evidence, sizeBytes } = request;
        if (!isEvidence(evidence))
          return payload({ problems: [problem('evidence', 'UNKNOWN_EVIDENCE', { evidence })] });
        if (sizeBytes > maxBytes) return payload({ problems: [problem('sizeBytes', 'FILE_TOO_LARGE', { maxBytes })] });
        const announced = {
          ...keyed,
          _id: ids.id(),
          evidence,
          fileName: String(values.fileName),
          mediaType: request.mediaType,
          sizeBytes,
          sha256: String(values.sha256),
          createdAt: now,
          uploadedAt: null,
          isReferenced: false,
          expiresAt: new Date(now.getTime() + DAY_MS),
        };
        return payload(await documents.add(announced, perDay));
      },
      deleteDocument: async (
        _parent: unknown,
        { input }: MutationDeleteDocumentArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        if (!isCitizen(caller)) throw requestError('FORBIDDEN', { needed: 'citizen' });
        const { problems } = checkDeletion(input, dayInDhaka(clock.now()));
        const { documentId } = input;
        const store = { documents, files };
        const wrong = problems[0] ?? (await deleteWhole(store, documentId, caller.subject, clock.now()));
        return wrong ? deletion(null, [wrong]) : deletion(documentId, []);
      },
    },
    Citizen: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      documents: async (
        { id }: { id: string },
        request: RequireFields<CitizenDocumentsArgs, 'first'>,
        { caller }: SubgraphContext,
      ) =>
        // Somebody else's list is nobody's business.
        isCitizen(caller) && id === caller.subject
          ? connection(await documents.page(id, request), (record) => record)
          : null,
    },
    Document: {
      id: ({ _id }: DocumentRecord) => _id,
      title: ({ evidence }: DocumentRecord, { language }: RequireFields<DocumentTitleArgs, 'language'>) =>
        inLanguage(evidenceLabel(evidence), language),
      reference: async (record: DocumentRecord, _args: unknown, context: SubgraphContext) => {
        const { _id: documentId, uploadedAt } = record;
        // One that was deleted this very moment has no reference.
        if (!uploadedAt || !(record.isReferenced || (await held(context).load(documentId)))) return null;
        return signDocumentReference({ ...record, documentId }, uploadedAt, keys);
      },
      downloadUrl: ({ _id, uploadedAt }: DocumentRecord) => (uploadedAt ? links.make('download', _id) : null),
    },
  };
}

/** Whether a document is the caller's, or was sent by them under the consent by which they act for its owner. */
function isOf({ ownerId, consent }: DocumentRecord, { subject, actor }: Caller): boolean {
  return ownerId === subject && (actor === null || actor.consent === consent);
}

function deletion(deletedDocumentId: string | null, problems: readonly Problem[]) {
  return { deletedDocumentId, userErrors: problems.map((each) => inWords(each, texts)) };
}
