/** What other subgraphs ask, beside the graph: what a service centre is called, and so whether there is one. */
import type { FastifyInstance } from 'fastify';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { UntrustedRequest, verifyPeer } from '#kit/auth/tokens.ts';
import type { ServiceCentreRecord } from './service-centres.model.ts';

const question = z.object({ code: z.string().max(100) });

/** `identity` for messages and tokens, `entrepreneurs` before it binds somebody to a centre. */
const ASKERS: ReadonlySet<string> = new Set(['identity', 'entrepreneurs']);

/** `POST /centre-name` with `{ code }`; the name is null when there is no such centre. */
export function centreNameRoute(server: FastifyInstance, centres: Model<ServiceCentreRecord>, keys: Keys): void {
  server.post('/centre-name', async (request) => {
    const asker = await verifyPeer(request.headers, keys);
    if (!ASKERS.has(asker)) throw new UntrustedRequest(`${asker} has nothing to ask here`);
    const { code } = question.parse(request.body);
    const centre = await centres.findById(code, { name: 1 }).lean();
    return { name: centre?.name ?? null };
  });
}
