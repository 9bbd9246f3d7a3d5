/** A citizen's own documents: sent once, kept, and attached to any service's form by a signed reference. */
import { defineSubgraph } from '#kit/subgraph.ts';
import { documentsOn } from './documents.model.ts';
import { documentResolvers } from './documents.resolvers.ts';
import { fileRoutes } from './file.routes.ts';
import { filesOn } from './files.model.ts';
import { fileLinks } from './links.ts';
import { namedFor } from './named-for.ts';
import { personalTypes } from './personal-types.ts';
import { putRight } from './record-and-bytes.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ clock, connection, document, ids, keys, peer, settings, url }) => {
    const [documents, files] = [documentsOn(connection), filesOn(connection)];
    await documents.prepare();
    await putRight({ documents, files }, clock.now());
    const links = fileLinks(settings.DOCUMENTS_URL || url, keys, clock);
    return {
      resolvers: documentResolvers({
        document,
        documents,
        files,
        links,
        keys,
        ids,
        namedFor: namedFor(peer),
        settings,
      }),
      personal: personalTypes,
      routes: (server) => fileRoutes(server, { documents, files, links, clock, maxBytes: settings.DOCUMENT_MAX_BYTES }),
    };
  },
});
