import { looked } from '#kit/access-log/looks.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { requestError } from '#kit/errors/graphql.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { limitsOn } from '#kit/form/relative-day.ts';
import type { FormField, FormOption, ServiceDefinition } from '#kit/form/service-definition.ts';
import type { AskEligibility } from './eligibility.ts';
import { LIFE_EVENTS, type LifeEvent, servicesOf } from './life-events.ts';
import { searchIn } from './search/index.ts';

type InLanguage = { language: 'EN' | 'BN' };
type Ministry = PublishedSupergraph['ministries'][number];
type Listing = {
  first: number;
  after?: string | null;
  filter?: { search?: string | null; ministry?: string | null; kind?: string | null } | null;
};

const MOST = 100;
const LIMITS = [
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'min',
  'max',
  'minItems',
  'maxItems',
  'earliest',
  'latest',
  'example',
] as const;

/** @param published gives what is published now. */
export function catalogueResolvers(published: () => Promise<PublishedSupergraph>, askEligibility: AskEligibility) {
  const byCode = async (code: string) => (await published()).services.find((service) => service.code === code) ?? null;
  return {
    Query: {
      service: (_parent: unknown, { code }: { code: string }) => byCode(code),
      services: async (_parent: unknown, listing: Listing) => pageOf(await published(), listing),
      ministries: async () => (await published()).ministries,
      lifeEvents: () => LIFE_EVENTS,
      lifeEvent: (_parent: unknown, { code }: { code: string }) => LIFE_EVENTS.find((event) => event.code === code),
    },
    Service: {
      __resolveReference: ({ code }: { code: string }) => byCode(code),
      title: ({ titleEn, titleBn }: ServiceDefinition, { language }: InLanguage) =>
        language === 'BN' ? titleBn : titleEn,
      ministry: async ({ subgraph }: ServiceDefinition) =>
        (await published()).ministries.find(({ code }) => code === subgraph),
      form: (service: ServiceDefinition) => service,
      eligibility: async (service: ServiceDefinition, { answers }: { answers?: unknown }, context: SubgraphContext) => {
        const said = await askEligibility(service, answers, context.caller);
        const purpose = { code: 'LOOKED_UP', text: null } as const;
        for (const citizen of said?.about ?? [])
          looked(context, { citizen, applicationId: null, service: service.code, purpose }, ['eligibility']);
        return said;
      },
    },
    Ministry: {
      __resolveReference: async ({ code }: { code: string }) =>
        (await published()).ministries.find((ministry) => ministry.code === code) ?? null,
      name: ({ nameEn, nameBn }: Ministry, { language }: InLanguage) => (language === 'BN' ? nameBn : nameEn),
      services: async ({ code }: Ministry) => (await published()).services.filter(({ subgraph }) => subgraph === code),
    },
    LifeEvent: {
      title: ({ title }: LifeEvent, { language }: InLanguage) => (language === 'BN' ? title.bn : title.en),
      description: ({ description }: LifeEvent, { language }: InLanguage) =>
        language === 'BN' ? description.bn : description.en,
      services: async (event: LifeEvent) => servicesOf(event, await published()),
    },
    Form: {
      mutation: ({ operation, field }: ServiceDefinition) => (operation === 'mutation' ? field : null),
      query: ({ operation, field }: ServiceDefinition) => (operation === 'query' ? field : null),
      fields: ({ form }: ServiceDefinition) => form,
    },
    FormField: {
      label: labelOf,
      description: ({ description }: FormField) => description || null,
      ...Object.fromEntries(
        LIMITS.map((limit) => [
          limit,
          ({ limits }: FormField, _args: unknown, { clock }: SubgraphContext) =>
            limitsOn(limits, dayInDhaka(clock.now()))[limit] ?? null,
        ]),
      ),
    },
    FormOption: { label: labelOf },
  };
}

function labelOf({ labelEn, labelBn }: FormField | FormOption, { language }: InLanguage): string {
  return language === 'BN' ? labelBn : labelEn;
}

/** One page. The whole catalogue is a few hundred services in memory, so a cursor is a service's code. */
function pageOf(published: PublishedSupergraph, { first, after, filter }: Listing) {
  if (!(first >= 1 && first <= MOST)) throw badInput(`first must be from 1 to ${MOST}, not ${first}`);
  const found = searchIn(published)((filter?.search ?? '').slice(0, 200)).filter(
    ({ subgraph, kind }) => subgraph === (filter?.ministry ?? subgraph) && kind === (filter?.kind ?? kind),
  );
  const start = after ? found.findIndex(({ code }) => cursorOf(code) === after) + 1 : 0;
  if (after && start === 0) throw badInput('after is not a cursor of this list; take endCursor of the page before');
  const nodes = found.slice(start, start + first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node.code) }));
  return {
    nodes,
    edges,
    totalCount: found.length,
    pageInfo: {
      hasNextPage: start + first < found.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(code: string): string {
  return Buffer.from(code).toString('base64url');
}

function badInput(reason: string) {
  return requestError('BAD_USER_INPUT', { reason });
}
