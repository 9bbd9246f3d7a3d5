/** What browsers send of a passkey (`PublicKeyCredential.toJSON()`), checked. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

const MAX_LENGTH = 20_000;
const bytes = z.base64url().max(MAX_LENGTH);
const credential = { id: bytes, rawId: bytes, type: z.literal('public-key') };

const registration = z.object({
  token: z.string(),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string()).default([]),
    }),
  }),
});

const authentication = z.object({
  token: z.string(),
  response: z.object({
    ...credential,
    response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
  }),
});

type Sent<Response> = { readonly token: string; readonly response: Response };

/** Null for what is none. */
export function readRegistration(body: unknown): Sent<RegistrationResponseJSON> | null {
  const { data } = registration.safeParse(body);
  return data ? { token: data.token, response: { ...data.response, clientExtensionResults: {} } } : null;
}

/** Null for what is none. */
export function readAuthentication(body: unknown): Sent<AuthenticationResponseJSON> | null {
  const { data } = authentication.safeParse(body);
  return data ? { token: data.token, response: { ...data.response, clientExtensionResults: {} } } : null;
}
