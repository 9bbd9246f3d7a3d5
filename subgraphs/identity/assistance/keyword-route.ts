/** The SMS keyword that ends consents: the SMS gateway brings what citizens send to our number. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { UntrustedRequest } from '#kit/auth/tokens.ts';
import { formats } from '#kit/form/formats.ts';
import type { Settings } from '#kit/settings.ts';
import type { Assistance } from './assistance.ts';

const KEYWORDS = new Set(['stop', 'বন্ধ', 'স্টপ']);
const incoming = z.object({ from: z.string().max(20), text: z.string().max(1000) });

/**
 * `POST /incoming-sms` with `{ from, text }` and the gateway's token as the bearer's: a message from a mobile to our number. An
 * answer other than 200 asks the gateway to bring it again. In development `/development/sms` takes the same from anybody.
 */
export function keywordRoute(
  server: FastifyInstance,
  assistance: Pick<Assistance, 'stop'>,
  { MODE, SMS_GATEWAY_TOKEN }: Pick<Settings, 'MODE' | 'SMS_GATEWAY_TOKEN'>,
): void {
  async function take({ body }: FastifyRequest) {
    const { from, text } = incoming.parse(body);
    if (KEYWORDS.has(text.trim().toLowerCase())) await assistance.stop(formats.MOBILE.normalise(from));
    return { taken: true };
  }
  if (MODE === 'development') server.post('/development/sms', take);
  if (SMS_GATEWAY_TOKEN === '') return;
  const expected = Buffer.from(`Bearer ${SMS_GATEWAY_TOKEN}`);
  server.post('/incoming-sms', (request) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new UntrustedRequest();
    return take(request);
  });
}
