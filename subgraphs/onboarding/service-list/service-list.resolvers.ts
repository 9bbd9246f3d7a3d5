import type { DocumentNode } from 'graphql';
import { requestDigest } from '#kit/application/desk.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { inWords, type Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { inBanglaDigits } from '#kit/form/digits.ts';
import { formErrors } from '#kit/form/errors.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import { inputChecker, inputForms } from '#kit/form/input-checker.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import type { IdSource } from '#kit/ids.ts';
import { type Actor, actorOf, maySee, otherMinistry } from '../acting-for.ts';
import type { FactsLoader } from '../compliance/facts.ts';
import { onboardingErrors } from '../errors.ts';
import type { Created, Keyed } from '../repeat.ts';
import type { MutationSubmitServiceListArgs, MutationSubmitServiceListCsvArgs } from '../schema.generated.ts';
import { csvCheck } from './check-csv.ts';
import type { Surroundings } from './check-declarations.ts';
import { listCheck } from './check-list.ts';
import type { Declaration } from './declaration.ts';
import { csvErrors, declarationErrors, serviceListErrors } from './errors.ts';
import type { CsvLimits, CsvMistake } from './read-csv.ts';
import type { ServiceListRecord, ServiceLists } from './service-lists.model.ts';

type InLanguage = { language: 'EN' | 'BN' };
type Declared = Declaration & { readonly isLive: boolean };

const texts = { ...formErrors, ...csvErrors, ...declarationErrors, ...serviceListErrors, ...onboardingErrors };

type Parts = {
  /** The subgraph's SDL: the limits of what people write are its `@input`s. */
  readonly document: DocumentNode;
  readonly lists: ServiceLists;
  /** Gives what is published now. */
  readonly published: () => Promise<PublishedSupergraph>;
  readonly facts: FactsLoader;
  readonly ids: IdSource;
};

export function serviceListResolvers({ document, lists, published, facts, ids }: Parts) {
  const formOf = inputForms(document);
  const form = formOf('ServiceDeclarationInput');
  const checkList = listCheck(inputChecker(document)('SubmitServiceListInput'), form);
  const checkCsv = csvCheck(checkList, form, limitsOf(formOf));

  /** What is wrong with a request before its services are looked at; or the answer that it got before. */
  async function begun(
    actor: Actor,
    { ministry, idempotencyKey }: { ministry: string; idempotencyKey: string },
    request: unknown,
  ) {
    const keyed = { createdBy: actor.subject, idempotencyKey, requestDigest: requestDigest('service-list', request) };
    const problems = [checkIdempotencyKey(idempotencyKey), otherMinistry(actor, ministry)].filter(
      (each) => each !== null,
    );
    return { keyed, answered: problems.length > 0 ? { problems } : await lists.answered(keyed) };
  }

  /** The codes that are other ministries' already: live, or declared. */
  async function takenFrom(ministry: string): Promise<Surroundings['taken']> {
    const [{ services }, declared] = await Promise.all([published(), lists.current()]);
    // Who has it live counts more than who has only declared it.
    const owners = new Map([
      ...declared.flatMap((list) => list.services.map(({ code }) => [code, list.ministry] as const)),
      ...services.map(({ code, subgraph }) => [code, subgraph ?? '-'] as const),
    ]);
    return new Map([...owners].filter(([, owner]) => owner !== ministry));
  }

  async function add(
    { ministry }: Actor,
    keyed: Keyed,
    services: readonly Declaration[],
    context: SubgraphContext,
  ): Promise<Created<ServiceListRecord>> {
    const handedInAt = context.clock.now();
    const added = await lists.add({ ...keyed, _id: ids.id(), ministry, handedInAt, services: [...services] });
    // Another mutation of the same request may have read the one before.
    facts(context).clear(ministry);
    return added;
  }

  return {
    Mutation: {
      submitServiceList: async (
        _parent: unknown,
        { input }: MutationSubmitServiceListArgs,
        context: SubgraphContext,
      ) => {
        const actor = actorOf(context.caller);
        const { services } = input;
        const { keyed, answered } = await begun(actor, input, services);
        if (answered) return payload(answered);
        const around = { taken: await takenFrom(actor.ministry), placeOf: numberInWords };
        const checked = checkList({ ministry: actor.ministry, services }, today(context), around);
        return payload('problems' in checked ? checked : await add(actor, keyed, checked.declarations, context));
      },

      submitServiceListCsv: async (
        _parent: unknown,
        { input }: MutationSubmitServiceListCsvArgs,
        context: SubgraphContext,
      ) => {
        const actor = actorOf(context.caller);
        const { csv, dryRun } = input;
        const { keyed, answered } = await begun(actor, input, csv);
        if (answered) return { ...payload(answered), mistakes: [] };
        const around = { taken: await takenFrom(actor.ministry) };
        const checked = checkCsv({ ministry: actor.ministry, csv }, today(context), around);
        if ('mistakes' in checked) {
          const count = checked.mistakes.length;
          return {
            ...payload({ problems: [problem('csv', 'CSV_HAS_MISTAKES', { count })] }),
            mistakes: checked.mistakes,
          };
        }
        if (dryRun) return { list: null, mistakes: [], userErrors: [] };
        return { ...payload(await add(actor, keyed, checked.declarations, context)), mistakes: [] };
      },
    },
    Ministry: {
      serviceList: async ({ code }: { code: string }, _args: unknown, context: SubgraphContext) =>
        maySee(context.caller, code) ? (await facts(context).load(code)).list : null,
    },
    ServiceList: {
      ministry: ({ ministry }: ServiceListRecord) => ({ code: ministry }),
      services: async ({ ministry, services }: ServiceListRecord): Promise<Declared[]> => {
        const ofMinistry = (await published()).services.filter(({ subgraph }) => subgraph === ministry);
        const live = new Set(ofMinistry.map(({ code }) => code));
        return services.map((service) => ({ ...service, isLive: live.has(service.code) }));
      },
    },
    ServiceDeclaration: {
      title: ({ titleEn, titleBn }: Declared, { language }: InLanguage) =>
        inLanguage({ en: titleEn, bn: titleBn }, language),
    },
    ServiceListMistake: {
      code: ({ problem: { code } }: CsvMistake) => code,
      message: ({ problem: found }: CsvMistake, { language }: InLanguage) =>
        inLanguage(inWords(found, texts).message, language),
    },
  };
}

function today({ clock }: SubgraphContext): string {
  return dayInDhaka(clock.now());
}

/** The limits of a file, as its form tells them. */
function limitsOf(formOf: ReturnType<typeof inputForms>): CsvLimits {
  const limits = (inputType: string, field: string) => formOf(inputType).find(({ name }) => name === field)?.limits;
  const maxLength = limits('SubmitServiceListCsvInput', 'csv')?.maxLength;
  const maxRows = limits('SubmitServiceListInput', 'services')?.maxItems;
  if (maxLength === undefined || maxRows === undefined)
    throw new Error('schema.graphql: csv needs a maxLength, and services a maxItems');
  return { maxLength, maxRows };
}

function payload(created: Created<ServiceListRecord>) {
  return 'record' in created
    ? { list: created.record, userErrors: [] }
    : { list: null, userErrors: created.problems.map((each: Problem) => inWords(each, texts)) };
}

function numberInWords(index: number): Text {
  const number = String(index + 1);
  return { en: `number ${number}`, bn: `${inBanglaDigits(number)} নম্বর` };
}
