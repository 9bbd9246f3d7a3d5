/** The page at `/`: an explorer of the graph. All that it needs comes from an npm package; no internet is asked. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';

const STATIC_PATH = '/explorer/';

/** @param firstQueryFile the query that the explorer opens with; empty: the explorer's own. */
export async function explorerRoutes(server: FastifyInstance, firstQueryFile: string): Promise<void> {
  const defaultQuery = firstQueryFile ? await readFile(firstQueryFile, 'utf8') : undefined;
  const page = ruruHTML({
    endpoint: '/graphql',
    staticPath: STATIC_PATH,
    htmlParts: {
      titleTag: '<title>Nagarik Graph – explorer</title>',
      // Not by `clientConfig`: its type wants React's types, which nothing else here does.
      configScript: (script) => `${script}<script>Object.assign(RURU_CONFIG, ${inScript({ defaultQuery })});</script>`,
    },
  });
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  // Browsers ask for it by themselves.
  server.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  server.get(`${STATIC_PATH}*`, async (request, reply) => {
    const file = await getStaticFile({
      staticPath: STATIC_PATH,
      urlPath: request.url.split('?')[0] ?? '',
      acceptEncoding: request.headers['accept-encoding'],
      disallowDevAssets: true,
    });
    if (!file) return reply.code(404).send('no such file');
    return reply.headers(file.headers).send(file.content);
  });
}

/** JSON that cannot end the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
