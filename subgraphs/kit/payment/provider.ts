/**
 * The payment provider as a ministry sees it: it is asked for a page to pay on, and later says by a signed call that the
 * payment was made. The answer to that call is 200 when the ministry has the money, and 410 when what was paid for is gone:
 * the provider then returns the money. On any other answer it calls again. Any provider of the country that works by redirect and callback fits behind this.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { request } from 'undici';

/** What is to be paid. */
export type Demand = {
  /** Also the idempotency key: asking twice for one application gives one page. */
  readonly applicationId: string;
  readonly reference: string;
  readonly amountBdt: number;
  /** Called by the provider when it is paid. */
  readonly callbackUrl: string;
  /** Where the payer's browser goes afterwards. */
  readonly returnUrl: string;
};

/** What the provider says when it is paid. */
export type Receipt = { readonly applicationId: string; readonly amountBdt: number; readonly receipt: string };

export type PaymentProvider = {
  /**
   * Asks for a page to pay on.
   * @returns its URL.
   * @throws PaymentProviderUnavailable
   */
  checkout(demand: Demand): Promise<string>;
  /**
   * Reads a callback.
   * @param body as it came, byte for byte; @param signature the `x-payment-signature` header.
   * @returns null when it was not signed by the provider.
   */
  verify(body: string, signature: string | undefined): Receipt | null;
};

export class PaymentProviderUnavailable extends Error {}

const TIMEOUT_MS = 4_000;

/** The provider behind `base`, which shares `secret` with us. */
export function paymentProvider(base: string, secret: string): PaymentProvider {
  return {
    checkout: async (demand) => {
      const body = JSON.stringify(demand);
      try {
        const answer = await request(new URL('/checkouts', base), {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-payment-signature': signatureOf(body, secret) },
          body,
          headersTimeout: TIMEOUT_MS,
          bodyTimeout: TIMEOUT_MS,
        });
        const reply: unknown = await answer.body.json();
        if (answer.statusCode !== 200 || !isCheckout(reply)) throw new Error(`it answered ${answer.statusCode}`);
        return reply.checkoutUrl;
      } catch (error) {
        throw new PaymentProviderUnavailable(error instanceof Error ? error.message : String(error));
      }
    },
    verify: (body, signature) => {
      if (!isSignedBy(secret, body, signature)) return null;
      const receipt: unknown = JSON.parse(body);
      return isReceipt(receipt) ? receipt : null;
    },
  };
}

/** HMAC-SHA-256 of a body, in hex. */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Compares in constant time. */
export function isSignedBy(secret: string, body: string, signature: string | undefined): boolean {
  const expected = Buffer.from(signatureOf(body, secret));
  const given = Buffer.from(signature ?? '');
  return secret !== '' && given.length === expected.length && timingSafeEqual(given, expected);
}

function isCheckout(value: unknown): value is { checkoutUrl: string } {
  return typeof value === 'object' && value !== null && 'checkoutUrl' in value && typeof value.checkoutUrl === 'string';
}

function isReceipt(value: unknown): value is Receipt {
  return (
    typeof value === 'object' &&
    value !== null &&
    'applicationId' in value &&
    typeof value.applicationId === 'string' &&
    'amountBdt' in value &&
    typeof value.amountBdt === 'number' &&
    'receipt' in value &&
    typeof value.receipt === 'string'
  );
}
