/**
 * The OpenID Provider of this process. Its keys are read anew each minute; when they have changed, a provider with the new
 * ones takes the place of the old, which answers what it has begun.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import Provider from 'oidc-provider';
import type { Clock } from '#kit/clock.ts';
import type { Logger } from '#kit/log.ts';
import { type ConfigurationParts, configurationOf } from './configuration.ts';
import { inRequestScope } from './request-scope.ts';
import type { KeySet, SigningKeys } from './signing-keys.model.ts';

const KEYS_FRESH_MS = 60_000;

type IssuerParts = ConfigurationParts & {
  /** The URL by which everybody knows the provider. */
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** What else a new provider must know: grant types of our own. */
  readonly extend: (provider: Provider, keys: readonly JWK[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
};

export type Issuer = {
  readonly url: string;
  current(): Promise<Provider>;
  /** Answers a request to one of the provider's endpoints. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

type Running = { readonly version: string; readonly provider: Provider; readonly handle: Issuer['handle'] };

/** @throws Error when there are no keys and none can be made. */
export async function startIssuer(parts: IssuerParts): Promise<Issuer> {
  const { issuer, keys, clock, log } = parts;
  let running = run(parts, await keys.current());
  let lookedAt = clock.now().getTime();

  async function latest(): Promise<Running> {
    const now = clock.now().getTime();
    if (now - lookedAt < KEYS_FRESH_MS) return running;
    lookedAt = now;
    try {
      const found = await keys.current();
      if (found.version !== running.version) running = run(parts, found);
    } catch (error) {
      // Who is logged in goes on with the keys that are known.
      log.error({ err: error }, 'the signing keys could not be read');
    }
    return running;
  }

  return {
    url: issuer,
    current: async () => (await latest()).provider,
    handle: async (request, response) => (await latest()).handle(request, response),
  };
}

function run(parts: IssuerParts, { version, keys }: KeySet): Running {
  const provider = new Provider(parts.issuer, configurationOf(parts, { keys: [...keys] }));
  // Behind a proxy that ends TLS: what it says of the scheme is what cookies and URLs go by (see listener.ts).
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => parts.log.error({ err: error }, 'the OpenID Provider failed'));
  parts.extend(provider, keys);
  const handle = provider.callback();
  return { version, provider, handle: (request, response) => inRequestScope(() => handle(request, response)) };
}
