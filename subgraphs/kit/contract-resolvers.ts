/** Resolvers of the types that all subgraphs share, where a subgraph's document has them. */
import { type DocumentNode, Kind } from 'graphql';
import type { AssistanceView } from './application/assistance.ts';
import type { Text, UserErrorRecord } from './errors/catalogue.ts';
import type { AnswerRecord } from './form/answers.ts';
import { scalars } from './form/scalars.ts';
import type { Resolvers } from './subgraph.ts';

type InLanguage = { language: 'EN' | 'BN' };

const shared: Resolvers = {
  ...scalars,
  Answer: {
    label: ({ label }: AnswerRecord, { language }: InLanguage) => inLanguage(label, language),
    value: ({ value }: AnswerRecord, { language }: InLanguage) => inLanguage(value, language),
    documentReference: ({ documentReference }: AnswerRecord) => documentReference ?? null,
  },
  TimelineEntry: {
    reason: ({ reason }: { reason: Text | null }, { language }: InLanguage) => reason && inLanguage(reason, language),
  },
  Assistance: {
    entrepreneurId: ({ entrepreneur }: AssistanceView) => entrepreneur,
    centreId: ({ centre }: AssistanceView) => centre,
    consentId: ({ consent }: AssistanceView) => consent,
    words: ({ words }: AssistanceView, { language }: InLanguage) => inLanguage(words, language),
  },
  UserError: {
    message: ({ message }: UserErrorRecord, { language }: InLanguage) => inLanguage(message, language),
  },
};

/** A subgraph's own resolvers, and the shared ones of the types that its document defines. */
export function contractResolvers(document: DocumentNode, own: Resolvers): Resolvers {
  const defined = new Set(
    document.definitions.flatMap((node) =>
      'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION ? [node.name.value] : [],
    ),
  );
  return { ...Object.fromEntries(Object.entries(shared).filter(([name]) => defined.has(name))), ...own };
}

/** A text in the reader's language. */
export function inLanguage({ en, bn }: Text, language: 'EN' | 'BN'): string {
  return language === 'BN' ? bn : en;
}
