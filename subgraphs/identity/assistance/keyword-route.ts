/** The SMS keyword that ends consents. In development the route stands in for the operator's gateway; in production there is none. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formats } from '#kit/form/formats.ts';
import type { Assistance } from './assistance.ts';

const KEYWORDS = new Set(['stop', 'বন্ধ', 'স্টপ']);
const incoming = z.object({ from: z.string().max(20), text: z.string().max(200) });

/** `POST /development/sms` with `{ from, text }`: a message from a mobile to our number. */
export function keywordRoute(server: FastifyInstance, assistance: Pick<Assistance, 'stop'>): void {
  server.post('/development/sms', async (request) => {
    const { from, text } = incoming.parse(request.body);
    if (KEYWORDS.has(text.trim().toLowerCase())) await assistance.stop(formats.MOBILE.normalise(from));
    return { taken: true };
  });
}
