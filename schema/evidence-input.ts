/**
 * The part of a form that takes the documents of its service: a field `evidence`, whose type has one optional field for each
 * code of `@service(evidence: …)`. Optional, because a citizen may bring a document to the desk instead.
 */
import { type InputObjectTypeDefinitionNode, type InputValueDefinitionNode, Kind, parse, Source } from 'graphql';
import { EVIDENCE, type EvidenceLabel, evidenceField } from './evidence.ts';

/** The field of every form that lists evidence; no ministry writes it. */
export const EVIDENCE_FIELD = 'evidence';

/** Signed references of documents with long names stay under it. */
const REFERENCE_MAX_LENGTH = 2_000;

/** What a form gets: the type of its documents, and the field of that type. */
export type EvidenceInput = {
  readonly type: InputObjectTypeDefinitionNode;
  readonly field: InputValueDefinitionNode;
};

/**
 * @param inputType the form's, e.g. `PassportApplicationInput`: its documents are `PassportApplicationEvidenceInput`.
 * @param codes all of them in `EVIDENCE`.
 */
export function evidenceInput(inputType: string, codes: readonly string[]): EvidenceInput {
  const name = `${inputType.replace(/Input$/, '')}EvidenceInput`;
  const fields = codes.flatMap((code) => {
    const label = EVIDENCE.get(code);
    return label ? [fieldSdl(code, label)] : [];
  });
  const sdl = /* GraphQL */ `
    "Documents of a form, each by its reference."
    input ${name} {
      ${fields.join('\n')}
    }
    input Holder {
      """
      Documents
      What is not attached is brought to the desk.
      """
      ${EVIDENCE_FIELD}: ${name} @input(labelBn: "কাগজপত্র")
    }
  `;
  const [type, holder] = parse(new Source(sdl, 'schema/evidence-input.ts')).definitions;
  const field = holder?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? holder.fields?.[0] : undefined;
  if (type?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION || !field)
    throw new Error('schema/evidence-input.ts: the SDL holds no input types');
  return { type, field };
}

function fieldSdl(code: string, { en, bn }: EvidenceLabel): string {
  return `
    """
    ${en}
    A document that was sent as "${code}" (\`createDocument\`), by its reference.
    """
    ${evidenceField(code)}: String @input(labelBn: "${bn}", format: DOCUMENT, maxLength: ${REFERENCE_MAX_LENGTH})`;
}
