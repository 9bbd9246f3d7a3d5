import type { DocumentNode } from 'graphql';
import type { Model } from 'mongoose';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { requestError } from '#kit/errors/graphql.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import { requestLoader } from '#kit/loader.ts';
import type { Person } from '../people.model.ts';
import { namesById } from '../people-by-id.ts';
import type { MutationAcceptFocalPointArgs, MutationNameFocalPointArgs } from '../schema.generated.ts';
import { focalPointErrors } from './errors.ts';
import type { Done, FocalPoints } from './focal-points.ts';

type Ministry = { readonly code: string };
type InLanguage = { language: 'EN' | 'BN' };
/** A person by whom a ministry is served, and since when. */
type Named = { readonly personId: string; readonly at: Date | null };

const texts = { ...formErrors, ...focalPointErrors };

/** @param document the subgraph's SDL: the limits of what is typed are its `@input`s. */
export function focalPointResolvers(
  document: DocumentNode,
  focalPoints: FocalPoints,
  people: Model<Person>,
  clock: Clock,
) {
  const checkOf = inputChecker(document);
  const [checkNaming, checkAcceptance] = [checkOf('NameFocalPointInput'), checkOf('AcceptFocalPointInput')];
  const today = () => dayInDhaka(clock.now());

  const recordOf = requestLoader(async (codes: readonly string[]) => {
    const records = await focalPoints.of(codes);
    return codes.map((code) => records.find(({ ministry }) => ministry === code) ?? null);
  });

  const nameOf = namesById(people);

  const holder = async ({ code }: Ministry, context: SubgraphContext): Promise<Named | null> => {
    const record = await recordOf(context).load(code);
    return record?.personId && focalPoints.isNow(record) ? { personId: record.personId, at: record.from } : null;
  };

  const name = ({ personId }: Named, language: InLanguage, context: SubgraphContext) =>
    nameOf(personId, language, context);

  const done = (answer: Done, context: SubgraphContext) => {
    if ('problem' in answer) return refused([answer.problem]);
    // Another mutation of the same request may have read it before.
    recordOf(context).clear(answer.ministry);
    return { ministry: { code: answer.ministry }, userErrors: [] };
  };

  return {
    Mutation: {
      nameFocalPoint: async (_parent: unknown, { input }: MutationNameFocalPointArgs, context: SubgraphContext) => {
        const { values, problems } = checkNaming(input, today());
        if (problems.length > 0) return refused(problems);
        const [ministry, nationalId] = [String(values.ministry), String(values.nationalId)];
        return done(await focalPoints.name(ministry, nationalId, subjectOf(context)), context);
      },
      acceptFocalPoint: async (_parent: unknown, { input }: MutationAcceptFocalPointArgs, context: SubgraphContext) => {
        const { values, problems } = checkAcceptance(input, today());
        if (problems.length > 0) return refused(problems);
        return done(await focalPoints.accept(String(values.ministry), subjectOf(context)), context);
      },
    },
    Citizen: {
      namedFocalPointOf: async ({ id }: Person) => (await focalPoints.waitingFor(id)).map((code) => ({ code })),
    },
    Ministry: {
      __resolveReference: ({ code }: Ministry) => ({ code }),
      focalPointSince: async (ministry: Ministry, _args: unknown, context: SubgraphContext) =>
        (await holder(ministry, context))?.at ?? null,
      focalPoint: (ministry: Ministry, _args: unknown, context: SubgraphContext) => holder(ministry, context),
      namedFocalPoint: async ({ code }: Ministry, _args: unknown, context: SubgraphContext) =>
        (await recordOf(context).load(code))?.named ?? null,
    },
    FocalPoint: { name, since: ({ at }: Named) => at },
    NamedFocalPoint: { name, namedAt: ({ at }: Named) => at },
  };
}

/** The schema lets nobody in who has not logged in. */
function subjectOf({ caller: { subject } }: SubgraphContext): string {
  if (subject === null) throw requestError('UNAUTHENTICATED');
  return subject;
}

function refused(problems: readonly Problem[]) {
  return { ministry: null, userErrors: problems.map((each) => inWords(each, texts)) };
}
