/** Where files come and go, by HTTP and a signed link: GraphQL carries no bytes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '#kit/clock.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { checkFile } from './check-file.ts';
import type { Documents } from './documents.model.ts';
import { fileErrors } from './errors.ts';
import type { Files } from './files.model.ts';
import { type FileLinks, type LinkUse, linkUses } from './links.ts';
import { mediaTypes } from './media-types.ts';
import { keepBytes } from './record-and-bytes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the link is for, by the check of it; empty before. */
    documentId: string;
  }
}

type Parts = {
  readonly documents: Documents;
  readonly files: Files;
  readonly links: FileLinks;
  readonly clock: Clock;
  readonly maxBytes: number;
};

const STATUS: Readonly<Record<string, number>> = {
  LINK_NOT_VALID: 403,
  LINK_EXPIRED: 403,
  NO_SUCH_FILE: 404,
  FILE_TOO_LARGE: 413,
};
/** What is wrong with the file itself. */
const UNPROCESSABLE = 422;

const query = z.object({ token: z.string().max(2_000).catch('') });

/** Adds the routes. */
export function fileRoutes(server: FastifyInstance, { documents, files, links, clock, maxBytes }: Parts): void {
  /** Before a byte of a body is read, and once: on a slow line an upload may end when its link has expired. */
  const byLink = (use: LinkUse) => async (request: FastifyRequest, reply: FastifyReply) => {
    const link = await links.read(use, query.parse(request.query).token);
    if ('refused' in link) return refuse(reply, problem(null, link.refused));
    request.documentId = link.documentId;
  };

  server.register(async (route) => {
    route.decorateRequest('documentId', '');
    // A link is all the proof there is, so a page of any origin may use it. Nothing of a page's own login goes along.
    route.addHook('onRequest', async (_request, reply) => {
      reply.headers({ 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' });
    });
    // Any type: what the bytes are is told by themselves.
    route.removeAllContentTypeParsers();
    route.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    route.setErrorHandler((error, _request, reply) => {
      if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
        return refuse(reply, problem(null, 'FILE_TOO_LARGE', { maxBytes }));
      throw error;
    });

    for (const { path } of Object.values(linkUses))
      route.options(path, async (_request, reply) =>
        reply
          .headers({ 'access-control-allow-methods': 'GET, PUT', 'access-control-allow-headers': 'content-type' })
          .code(204)
          .send(),
      );

    route.put(
      linkUses.upload.path,
      { bodyLimit: maxBytes, onRequest: byLink('upload') },
      async ({ body, documentId }, reply) => {
        const record = await documents.find(documentId);
        if (!record) return refuse(reply, problem(null, 'NO_SUCH_FILE'));
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
        const wrong = checkFile(bytes, record);
        if (wrong) return refuse(reply, wrong);
        if (record.uploadedAt) return reply.code(204).send();
        // Or it was deleted meanwhile.
        return (await keepBytes({ documents, files }, documentId, bytes, clock.now()))
          ? reply.code(204).send()
          : refuse(reply, problem(null, 'NO_SUCH_FILE'));
      },
    );

    route.get(linkUses.download.path, { onRequest: byLink('download') }, async ({ documentId }, reply) => {
      const record = await documents.find(documentId);
      if (!record?.uploadedAt) return refuse(reply, problem(null, 'NO_SUCH_FILE'));
      return reply
        .headers({
          'content-type': mediaTypes[record.mediaType].name,
          // Saved, not shown: a citizen's file never runs where the platform is logged in.
          'content-disposition': `attachment; filename*=UTF-8''${inHeader(record.fileName)}`,
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'private, no-store',
        })
        .send(await files.read(documentId));
    });
  });
}

function refuse(reply: FastifyReply, wrong: Problem): FastifyReply {
  const { code, message } = inWords(wrong, fileErrors);
  return reply
    .code(STATUS[code] ?? UNPROCESSABLE)
    .send({ errors: [{ message: message.en, extensions: { code, messages: message } }] });
}

/** As RFC 8187 writes a text; `encodeURIComponent` leaves out five signs that it does not allow. */
function inHeader(text: string): string {
  return encodeURIComponent(text).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
