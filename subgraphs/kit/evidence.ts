/** The documents that a citizen attaches to a form: each must be the applicant's own, and what the field asks for. */
import { EVIDENCE, evidenceField } from '../../schema/evidence.ts';
import { type DocumentClaims, readDocumentReference } from './auth/document-reference.ts';
import type { Keys } from './auth/keys.ts';
import { catalogue, type Text } from './errors/catalogue.ts';
import { ok, type Problem, problem } from './errors/problem.ts';
import { EVIDENCE_FIELD } from './form/form-field.ts';
import type { CheckedServices } from './ministry-services.ts';
import type { Rule } from './service.ts';

/** What can be wrong with a document that is attached. */
export const evidenceErrors = catalogue({
  DOCUMENT_OF_ANOTHER: {
    en: 'This document belongs to another person. Upload your own, and attach that.',
    bn: 'এই কাগজটি অন্য ব্যক্তির। নিজের কাগজ আপলোড করে সেটি যুক্ত করুন।',
  },
  DOCUMENT_OF_OTHER_KIND: {
    en: 'This was uploaded as “{given}”, but “{needed}” belongs here. Upload that one, and attach it.',
    bn: 'এটি “{givenBn}” হিসেবে আপলোড করা হয়েছে, কিন্তু এখানে “{neededBn}” প্রয়োজন। সেটি আপলোড করে যুক্ত করুন।',
  },
});

type Attached = { readonly [EVIDENCE_FIELD]?: Readonly<Record<string, string>> | null };

/**
 * A ministry's services with a rule for each document that they ask for, in front of the ministry's own. As these they hold on
 * handing in, for a correction, and for the question whether somebody may have the service.
 */
export function withEvidenceRules(
  { recorded, ...services }: CheckedServices,
  keys: Pick<Keys, 'trusted'>,
): CheckedServices {
  const entries = [...recorded].map(([code, { behaviour, definition, ...entry }]) => {
    const rules = [...evidenceRules(definition.evidence, keys), ...(behaviour.rules ?? [])];
    return [code, { ...entry, definition, behaviour: { ...behaviour, rules } }] as const;
  });
  return { ...services, recorded: new Map(entries) };
}

function evidenceRules(codes: readonly string[], keys: Pick<Keys, 'trusted'>): readonly Rule<Attached>[] {
  return codes.map((code) => async ({ input, applicantId }) => {
    const reference = input[EVIDENCE_FIELD]?.[evidenceField(code)];
    if (reference === undefined) return ok;
    const claims = await readDocumentReference(reference, keys);
    return objection(claims, code, applicantId);
  });
}

function objection(claims: DocumentClaims | null, needed: string, applicantId: string): Problem | null {
  const field = `${EVIDENCE_FIELD}.${evidenceField(needed)}`;
  if (!claims) return problem(field, 'NOT_A_DOCUMENT');
  if (claims.ownerId !== applicantId) return problem(field, 'DOCUMENT_OF_ANOTHER');
  if (claims.evidence === needed) return ok;
  const [given, wanted] = [evidenceLabel(claims.evidence), evidenceLabel(needed)];
  return problem(field, 'DOCUMENT_OF_OTHER_KIND', {
    given: given.en,
    givenBn: given.bn,
    needed: wanted.en,
    neededBn: wanted.bn,
  });
}

/** Whether services ask for documents by this code. */
export function isEvidence(code: string): boolean {
  return EVIDENCE.has(code);
}

/** What people call a document; the code itself for one that has been taken out of the table. */
export function evidenceLabel(code: string): Text {
  return EVIDENCE.get(code) ?? { en: code, bn: code };
}
