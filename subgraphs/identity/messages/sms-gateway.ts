/**
 * The SMS gateway as we see it: a URL that takes `{ id, to, text }` by POST, with our token as the bearer's. 2xx says that it has
 * the message; with the same `id` again it is the same message. 400 and 422 say that this message cannot be sent to anybody;
 * anything else, that the gateway is to be tried again. Any operator's or aggregator's fits behind an adapter of a few lines.
 */
import { request } from 'undici';

export type Sms = {
  /** Ours, the same each time that the message is sent. */
  readonly id: string;
  /** E.164: `+8801712345678`. */
  readonly to: string;
  readonly text: string;
};

export type SmsGateway = {
  /**
   * @returns whether the gateway has the message; `refused`: it will never take it.
   * @throws SmsGatewayUnavailable
   */
  send(sms: Sms): Promise<'taken' | 'refused'>;
  /**
   * Asks whether there is a gateway, and sends nothing (HEAD): what a message to nobody costs, so that it costs the same.
   * @throws SmsGatewayUnavailable
   */
  knock(): Promise<void>;
};

/** It did not answer in time, or with an answer that says nothing of the message. */
export class SmsGatewayUnavailable extends Error {}

/** For the whole of a request. */
export const SMS_TIMEOUT_MS = 5_000;
const REFUSED = [400, 422];

export function smsGateway(url: string, token: string): SmsGateway {
  async function ask(method: 'POST' | 'HEAD', sms?: Sms): Promise<number> {
    try {
      const answer = await request(url, {
        method,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: sms === undefined ? null : JSON.stringify(sms),
        signal: AbortSignal.timeout(SMS_TIMEOUT_MS),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      throw new SmsGatewayUnavailable(error instanceof Error ? error.message : String(error));
    }
  }
  return {
    async send(sms) {
      const status = await ask('POST', sms);
      if (status >= 200 && status < 300) return 'taken';
      if (REFUSED.includes(status)) return 'refused';
      throw new SmsGatewayUnavailable(`it answered ${status}`);
    },
    async knock() {
      const status = await ask('HEAD');
      // It need not know HEAD.
      if (status >= 500) throw new SmsGatewayUnavailable(`it answered ${status}`);
    },
  };
}
