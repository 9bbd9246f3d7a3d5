import { areaOf } from '#kit/areas/area-map.ts';
import type { Caller } from '#kit/auth/caller.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { listPage } from '#kit/storage/list-page.ts';
import { checkFirst, connection } from '#kit/storage/page.ts';
import { countryName } from './countries.ts';
import { queryRefusal, userErrors } from './errors.ts';
import { MOVES } from './moves.ts';
import type { Deed, Operated, Operations } from './operations.ts';
import { pilotCriteria } from './pilot-criteria.ts';
import type { Plan } from './plan-problems.ts';
import { stageOf } from './rollout-stages.ts';
import type {
  MoveServiceCentreInput,
  RecordCentreFiguresInput,
  Resolvers,
  ServiceCentreFilter,
} from './schema.generated.ts';
import type { ServiceCentres } from './service-centres.ts';

type ServiceCentreParts = {
  readonly centres: ServiceCentres;
  readonly operations: Operations;
  readonly published: () => Promise<PublishedSupergraph>;
  /** Holds the inputs of a type against the limits of the SDL. */
  readonly checkOf: (inputType: string) => InputCheck;
};

export function serviceCentreResolvers({ centres, operations, published, checkOf }: ServiceCentreParts) {
  const checkFilter = checkOf('ServiceCentreFilter');

  /** An operator's deed: the input is held against its limits first, and what was read before is forgotten after. */
  const mutation = <Input extends object>(
    inputType: string,
    operate: (values: object, input: Input, deed: Deed) => Promise<Operated>,
  ) => {
    const check = checkOf(inputType);
    return async (_parent: unknown, { input }: { input: Input }, context: SubgraphContext) => {
      const deed = { operatorId: operatorOf(context.caller), at: context.clock.now() };
      const { values, problems } = check(input, dayInDhaka(deed.at));
      const all = [...problems, ...keyProblems(Reflect.get(input, 'idempotencyKey'))];
      if (all.length > 0) return { serviceCentre: null, userErrors: userErrors(all) };
      const operated = await operate(values, input, deed);
      centres.forget(context);
      return 'problems' in operated
        ? { serviceCentre: null, userErrors: userErrors(operated.problems) }
        : { serviceCentre: operated.record, userErrors: [] };
    };
  };

  return {
    Query: {
      serviceCentre: (_parent, { code }, context) => centres.byCode(code, context),
      serviceCentres: (_parent, { filter, ...request }, { clock }) => {
        const { values, problems } = checkFilter(filter ?? {}, dayInDhaka(clock.now()));
        const refusal = queryRefusal('filter', problems);
        if (refusal) throw refusal;
        // Checked against the input type that this type is generated from.
        return centres.filtered(values as ServiceCentreFilter, request);
      },
      nearestServiceCentres: (_parent, { first, ...position }, context) => {
        checkFirst(first);
        const refusal =
          outOfRange('latitude', position.latitude, 90) ?? outOfRange('longitude', position.longitude, 180);
        if (refusal) throw refusal;
        return centres.nearest(position, first, context);
      },
    },
    // In each, the values were checked against the input type that its type here is generated from.
    Mutation: {
      planServiceCentre: mutation(
        'PlanServiceCentreInput',
        (values, { idempotencyKey }: { idempotencyKey: string }, deed) =>
          operations.plan(values as Plan, idempotencyKey, deed),
      ),
      moveServiceCentre: mutation(
        'MoveServiceCentreInput',
        (values, { idempotencyKey }: MoveServiceCentreInput, deed) =>
          operations.move({ ...(values as MoveServiceCentreInput), idempotencyKey }, deed),
      ),
      recordCentreFigures: mutation('RecordCentreFiguresInput', (values, _input, deed) =>
        operations.recordFigures(values as RecordCentreFiguresInput, deed),
      ),
    },
    ServiceCentre: {
      __resolveReference: ({ code }, context) => centres.byCode(code, context),
      code: ({ _id }) => _id,
      name: ({ name }, { language }) => inLanguage(name, language),
      area: ({ area }) => areaOf(area ?? ''),
      address: ({ address }, { language }) => inLanguage(address, language),
      countryName: ({ country }, { language }) =>
        inLanguage(countryName(country) ?? { en: country, bn: country }, language),
      city: ({ city }, { language }) => city && inLanguage(city, language),
      nextStatuses: ({ status }) => MOVES[status],
      services: async ({ services }) => {
        const codes = new Set((await published()).services.map(({ code }) => code));
        return services.filter((code) => codes.has(code)).map((code) => ({ code }));
      },
      stage: ({ stage }) => stageOf(stage),
      pilotCriteria: async ({ _id }, _args, context) => {
        const totals = await centres.pilot(_id, context);
        return pilotCriteria(totals ? [totals] : []);
      },
      moves: ({ moves }, request) => {
        const latestFirst = moves.map((move, index) => ({ move, number: String(index) })).reverse();
        return connection(
          listPage(latestFirst, ({ number }) => number, request),
          ({ move }) => move,
        );
      },
    },
  } satisfies Resolvers;
}

function outOfRange(name: string, degrees: number, limit: number) {
  if (degrees < -limit) return queryRefusal(name, [problem(null, 'TOO_SMALL', { min: -limit })]);
  return degrees > limit ? queryRefusal(name, [problem(null, 'TOO_LARGE', { max: limit })]) : null;
}

/** A key that is asked for is not null: the schema has refused that. */
function keyProblems(key: unknown): Problem[] {
  if (key === undefined || key === null) return [];
  return [checkIdempotencyKey(key)].flatMap((each) => each ?? []);
}

function operatorOf({ subject, scopes }: Caller): string {
  if (subject === null || !scopes.has('operator')) throw requestError('FORBIDDEN', { needed: 'operator' });
  return subject;
}
