/** Onboarding of ministries: what they declare, what they tell their agencies, and how far they are. */
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { complianceResolvers } from './compliance/compliance.resolvers.ts';
import { factsLoader } from './compliance/facts.ts';
import { directiveResolvers } from './directives/directive.resolvers.ts';
import { directivesOn } from './directives/directives.model.ts';
import { serviceListResolvers } from './service-list/service-list.resolvers.ts';
import { serviceListsOn } from './service-list/service-lists.model.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ connection, document, ids, settings }) => {
    const published = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const [lists, directives] = [serviceListsOn(connection), directivesOn(connection)];
    await Promise.all([lists.prepare(), directives.prepare()]);
    const facts = factsLoader(lists, directives, published);
    const ofLists = serviceListResolvers({ document, lists, published, facts, ids });
    const ofDirectives = directiveResolvers({ document, directives, facts, ids });
    const ofCompliance = complianceResolvers({ published, facts, deadline: settings.ONBOARDING_DEADLINE });
    return {
      resolvers: {
        ...ofLists,
        ...ofDirectives,
        ...ofCompliance,
        Query: { ...ofDirectives.Query, ...ofCompliance.Query },
        Mutation: { ...ofLists.Mutation, ...ofDirectives.Mutation },
        Ministry: { ...ofLists.Ministry, ...ofCompliance.Ministry },
      },
    };
  },
});
