/** `GET /revocations`: the tokens that ended before their time, for the gateway alone. */
import type { FastifyInstance } from 'fastify';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyGatewayToken } from '#kit/auth/tokens.ts';
import type { Revocation } from './revocations.model.ts';

/** @param lists what ended, by each who ends something. */
export function revocationRoutes(
  server: FastifyInstance,
  lists: readonly (() => Promise<readonly Revocation[]>)[],
  keys: Keys,
): void {
  server.get('/revocations', async (request) => {
    await verifyGatewayToken(request.headers, keys.name, keys);
    return { revoked: (await Promise.all(lists.map((list) => list()))).flat() };
  });
}
