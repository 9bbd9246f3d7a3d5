/** `POST /checkouts`: a ministry asks for a page to pay on. */
import { isIPv4 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Demand, isSignedBy } from '../provider.ts';
import type { Checkouts } from './checkouts.model.ts';

const demandShape: z.ZodType<Demand> = z.object({
  applicationId: z.string().min(1).max(200),
  reference: z.string().min(1).max(100),
  amountBdt: z.int().positive(),
  callbackUrl: z.string().max(2_000),
  returnUrl: z.string().max(2_000),
});

/** @param base this provider's URL, when it listens. */
export function addDemands(server: FastifyInstance, secret: string, checkouts: Checkouts, base: () => string): void {
  server.register(async (route) => {
    // The signature is over the bytes as they came.
    route.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    route.post<{ Body: string }>('/checkouts', async ({ body, headers }, reply) => {
      const signature = headers['x-payment-signature'];
      if (!isSignedBy(secret, body, Array.isArray(signature) ? signature[0] : signature))
        return reply.code(401).send({ error: 'x-payment-signature is not the HMAC-SHA-256 of this body' });
      const demand = readDemand(body);
      if ('refusal' in demand) return reply.code(demand.status).send({ error: demand.refusal });
      const checkout = await checkouts.open(demand);
      if (!checkout) return reply.code(409).send({ error: 'this application has a checkout with another amount' });
      return { checkoutUrl: new URL(`/checkouts/${checkout._id}`, base()).href };
    });
  });
}

function readDemand(body: string): Demand | { readonly status: number; readonly refusal: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { status: 400, refusal: 'the body is not JSON' };
  }
  const { data: demand, error } = demandShape.safeParse(json);
  if (!demand) return { status: 400, refusal: z.prettifyError(error) };
  if (!isLoopback(demand.callbackUrl))
    return { status: 422, refusal: 'callbackUrl: in development, an http(s) address on loopback' };
  if (!isWebAddress(demand.returnUrl)) return { status: 422, refusal: 'returnUrl: an http(s) address' };
  return demand;
}

/** So that a demand cannot make us call into a network. A URL's host is normalised: `127.1` and `0x7f.1` come as 127.0.0.1. */
function isLoopback(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const { hostname } = new URL(text);
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}

/** An http(s) URL without a password, whose origin can stand in a header: URLs allow `;` and `,` in a host. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '' && /^https?:\/\/[\w.:[\]-]+$/.test(url.origin);
}
