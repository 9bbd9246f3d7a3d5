import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { requestLoader } from '#kit/loader.ts';
import { connection } from '#kit/storage/page.ts';
import type { AccessRecord } from './copied-blocks.ts';
import type { Copies } from './copies.model.ts';
import type { FlagRecord, Flags } from './flags.model.ts';
import type { Heads } from './heads.model.ts';
import type { OwnLooks } from './own-looks.ts';
import type { PersonReference } from './person-reference.ts';
import type { QuestionRecord, Questions } from './questions.model.ts';
import type {
  CitizenDataAccessesArgs,
  QueryAccessLogHeadsArgs,
  QueryFlaggedAccessesArgs,
  RequireFields,
} from './schema.generated.ts';
import { reasonOf } from './unusual.ts';
import { fieldInWords, inOneSentence, type Names, purposeInWords, whoOf } from './words.ts';

type InLanguage = { language: 'EN' | 'BN' };

type Parts = {
  readonly copies: Copies;
  readonly flags: Flags;
  readonly heads: Heads;
  readonly questions: Questions;
  readonly own: OwnLooks;
  readonly published: () => Promise<PublishedSupergraph>;
  readonly referenceOf: PersonReference;
};

/** Looks as citizens and auditors read them. */
export function accessResolvers({ copies, flags, heads, questions, own, published, referenceOf }: Parts) {
  const byId = requestLoader(async (ids: readonly string[], context) => {
    const records = await Promise.all((await copies.byIds(ids)).map((record) => own.asOwn(record, context)));
    const found = new Map(records.map((record) => [record._id, record]));
    return ids.map((id) => found.get(id) ?? new Error(`there is no look ${id}`));
  });

  const questionsAbout = requestLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await questions.about(ids), ({ accessId }) => accessId);
    return ids.map((id): readonly QuestionRecord[] => found.get(id) ?? []);
  });

  const names = async () => namesIn(await published());

  return {
    Query: {
      accessLogHeads: (_parent: unknown, { day }: QueryAccessLogHeadsArgs) => heads.of(day ?? null),
      flaggedAccesses: async (_parent: unknown, request: RequireFields<QueryFlaggedAccessesArgs, 'first'>) =>
        connection(await flags.page(request), (flag) => flag),
    },
    Citizen: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      dataAccesses: async (
        { id }: { id: string },
        request: RequireFields<CitizenDataAccessesArgs, 'first'>,
        context: SubgraphContext,
      ) => {
        const { caller } = context;
        // Somebody else's list is nobody's business.
        if (id !== caller.subject || caller.actor !== null) return null;
        const looks = await copies.ofCitizen(id, await own.namesOf(id, context), request);
        return connection(looks, (record) => ({ ...record, citizen: id }));
      },
    },
    DataAccess: {
      id: ({ _id }: AccessRecord) => _id,
      role: ({ by }: AccessRecord) => by.role,
      who: async ({ by }: AccessRecord, { language }: InLanguage) => inLanguage(whoOf(by, await names()), language),
      whoReference: ({ by }: AccessRecord) => referenceOf(by.person),
      ministry: ({ by }: AccessRecord) => (by.ministry === null ? null : { code: by.ministry }),
      desk: ({ by }: AccessRecord) => by.desk,
      centre: ({ by }: AccessRecord) => by.centre,
      serviceCentre: ({ by }: AccessRecord) => (by.centre === null ? null : { code: by.centre }),
      application: ({ applicationId }: AccessRecord) => (applicationId === null ? null : { id: applicationId }),
      purpose: ({ purpose }: AccessRecord, { language }: InLanguage) => inLanguage(purposeInWords(purpose), language),
      fields: ({ fields, service }: AccessRecord) => fields.map((name) => ({ name, service })),
      words: async (record: AccessRecord, { language }: InLanguage) =>
        inLanguage(inOneSentence(record, await names()), language),
      questions: ({ _id }: AccessRecord, _args: unknown, context: SubgraphContext) => questionsAbout(context).load(_id),
    },
    AccessedField: {
      label: async ({ name, service }: { name: string; service: string | null }, { language }: InLanguage) =>
        inLanguage(fieldInWords(name, service, await names()), language),
    },
    AccessQuestion: {
      id: ({ _id }: QuestionRecord) => _id,
      access: ({ accessId }: QuestionRecord, _args: unknown, context: SubgraphContext) => byId(context).load(accessId),
      answer: ({ answer }: QuestionRecord) => answer?.text ?? null,
      answeredAt: ({ answer }: QuestionRecord) => answer?.at ?? null,
      answeredBy: async ({ answer }: QuestionRecord, { language }: InLanguage) =>
        answer && inLanguage(whoOf({ ...answer, desk: null, centre: null }, await names()), language),
    },
    FlaggedAccess: {
      id: ({ _id }: FlagRecord) => _id,
      access: ({ accessId }: FlagRecord, _args: unknown, context: SubgraphContext) => byId(context).load(accessId),
      citizenReference: async ({ accessId }: FlagRecord, _args: unknown, context: SubgraphContext) =>
        referenceOf((await byId(context).load(accessId)).citizen),
      reason: (flag: FlagRecord, { language }: InLanguage) => inLanguage(reasonOf(flag), language),
    },
  };
}

function namesIn({ ministries, services }: PublishedSupergraph): Names {
  return {
    ministry: (code) => {
      const found = ministries.find((each) => each.code === code);
      return found && { en: found.nameEn, bn: found.nameBn };
    },
    service: (code) => {
      const found = services.find((each) => each.code === code);
      return found && { title: { en: found.titleEn, bn: found.titleBn }, form: found.form };
    },
  };
}
