/** Finds services by what people write, in Bangla, in English, or in Bangla with Latin letters. The ranking is MiniSearch's (BM25+). */
import MiniSearch from 'minisearch';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import type { ServiceDefinition } from '#kit/form/service-definition.ts';
import { keysOfQuery, keysOfText, mayGoOn, slipsIn, tells, weightOf } from './keys.ts';

/** The services that fit, best first; all of them by title in Bangla order for a query that tells nothing. */
export type ServiceSearch = (query: string) => readonly ServiceDefinition[];

type Place = 'title' | 'keywords' | 'code' | 'agency' | 'ministry' | 'description';

/** How much a place says about what a service is. */
const WEIGHTS: Readonly<Record<Place, number>> = {
  title: 3,
  keywords: 3,
  code: 1,
  agency: 1,
  ministry: 1,
  description: 0.5,
};

/** What scores less than this share of the best is not what was meant. */
const LEAST_SHARE = 0.1;

const inBanglaOrder = new Intl.Collator('bn');
const built = new WeakMap<PublishedSupergraph, ServiceSearch>();

/** The search over what is published; its index is built once for each supergraph that is. */
export function searchIn(published: PublishedSupergraph): ServiceSearch {
  const known = built.get(published);
  if (known) return known;
  const search = serviceSearch(published);
  built.set(published, search);
  return search;
}

function serviceSearch({ services, ministries }: PublishedSupergraph): ServiceSearch {
  const inOrder = [...services].sort((one, other) => inBanglaOrder.compare(one.titleBn, other.titleBn));
  const byCode = new Map(services.map((service) => [service.code, service]));
  const index = new MiniSearch<Record<Place, string>>({
    idField: 'code',
    fields: Object.keys(WEIGHTS),
    tokenize: keysOfText,
    processTerm: (key) => key,
    searchOptions: {
      tokenize: keysOfQuery,
      boost: WEIGHTS,
      boostTerm: weightOf,
      fuzzy: slipsIn,
      prefix: mayGoOn,
    },
  });
  index.addAll(
    services.map(({ code, titleEn, titleBn, keywords, agency, description, subgraph }) => {
      const ministry = ministries.find((owner) => owner.code === subgraph);
      return {
        code,
        title: `${titleEn}\n${titleBn}`,
        keywords: keywords.join('\n'),
        agency,
        ministry: ministry ? `${ministry.nameEn}\n${ministry.nameBn}` : '',
        description,
      };
    }),
  );
  return (query) => {
    if (!tells(query)) return inOrder;
    const results = index.search(query);
    const least = (results[0]?.score ?? 0) * LEAST_SHARE;
    return results.flatMap(({ id, score }) => (score < least ? [] : (byCode.get(String(id)) ?? [])));
  };
}
