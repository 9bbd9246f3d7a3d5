/**
 * The two tokens a subgraph trusts (JWT, RFC 7519): the gateway's, which says who the caller is, and a peer subgraph's,
 * which says which subgraph speaks. A key belongs to one issuer (its `kid` is `<issuer>.<thumbprint>`), so that no
 * subgraph can speak as another or as the gateway.
 */
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Text } from '../errors/catalogue.ts';
import type { Actor, Caller } from './caller.ts';
import type { Keys } from './keys.ts';

/** A request that does not prove where it comes from. It is answered with 401. */
export class UntrustedRequest extends Error {}

const PEER_TOKEN_SECONDS = 60;

/** The header in which the caller's proof for commands travels, from the gateway to who carries the command out. */
const COMMAND_PROOF = 'x-caller-authorization';

/** The audience of that proof: no `/graphql` takes it, so who is handed a command cannot act as the caller elsewhere. */
const COMMANDS = 'commands';

/** Headers of a request, as Node gives them. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Reads the gateway's token.
 * @param audience the subgraph it must be meant for.
 * @throws UntrustedRequest when it is missing, forged, expired or meant for another.
 */
export async function verifyGatewayToken(headers: Headers, audience: string, keys: Keys): Promise<Caller> {
  const payload = await verify(bearer(first(headers.authorization)), 'gateway', audience, keys);
  return callerOf(payload, first(headers[COMMAND_PROOF]) ?? null);
}

/**
 * Reads whose command a peer hands on: the gateway's proof of the caller.
 * @throws UntrustedRequest as above.
 */
export async function verifyCommandCaller(headers: Headers, keys: Keys): Promise<Caller> {
  return callerOf(await verify(bearer(first(headers[COMMAND_PROOF])), 'gateway', COMMANDS, keys), null);
}

/** The header that hands the caller's proof on; none for nobody's. */
export function commandProofHeader(proof: string | null): Readonly<Record<string, string>> {
  return proof === null ? {} : { [COMMAND_PROOF]: proof };
}

/** Signs this subgraph's proof for a call to another one. Value of the `authorization` header; lives 60 s. */
export async function peerAuthorization(audience: string, keys: Keys): Promise<string> {
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId })
    .setIssuer(keys.name)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${PEER_TOKEN_SECONDS} s`)
    .sign(keys.signingKey);
  return `Bearer ${token}`;
}

/**
 * Reads a peer subgraph's proof.
 * @param issuer the subgraph that must have signed it; undefined: any trusted one but the gateway.
 * @returns the name of the subgraph that speaks.
 * @throws UntrustedRequest as above.
 */
export async function verifyPeer(headers: Headers, keys: Keys, issuer?: string): Promise<string> {
  const payload = await verify(bearer(first(headers.authorization)), issuer, keys.name, keys);
  if (!payload.iss || payload.iss === 'gateway') throw new UntrustedRequest('the gateway speaks by GraphQL only');
  return payload.iss;
}

/** Tokens live by the machine's time, like the issuers that make them, whatever day the clock of a test says. */
async function verify(token: string, issuer: string | undefined, audience: string, keys: Keys): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.trusted, {
      algorithms: ['EdDSA'],
      audience,
      requiredClaims: ['iss', 'exp'],
      ...(issuer === undefined ? {} : { issuer }),
    });
    const owner = protectedHeader.kid?.split('.')[0];
    if (owner !== payload.iss) throw new UntrustedRequest(`the key of ${owner} cannot speak as ${payload.iss}`);
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new UntrustedRequest(error.message);
    throw error;
  }
}

function callerOf(payload: JWTPayload, commandProof: string | null): Caller {
  const { sub, scope, ministry, desk, trained, act, acr, auth_time: authTime } = payload;
  return {
    subject: sub ?? null,
    scopes: new Set(text(scope)?.split(' ').filter(Boolean)),
    ministry: text(ministry),
    desk: text(desk),
    isTrained: trained === true,
    actor: actorOf(act),
    acr: text(acr),
    authTime: typeof authTime === 'number' ? new Date(authTime * 1000) : null,
    commandProof,
  };
}

/** Names come in both languages or not at all; the tag says which (OpenID Connect Core 1.0, 5.2). */
const name = z.string().exactOptional();
const actor = z.object({
  ...{ sub: z.string(), role: z.string(), centre: z.string(), consent: z.string() },
  ...{ name, 'name#bn': name, centre_name: name, 'centre_name#bn': name },
});

/** @throws UntrustedRequest for one that cannot be read: taken for none, the citizen would seem to act themselves. */
function actorOf(act: unknown): Actor | null {
  if (act === undefined || act === null) return null;
  const { success, data } = actor.safeParse(act);
  if (!success) throw new UntrustedRequest('the token does not say who acts');
  const { sub: subject, role, centre, consent } = data;
  const [own, ofCentre] = [both(data.name, data['name#bn']), both(data.centre_name, data['centre_name#bn'])];
  return {
    ...{ subject, role, centre, consent },
    ...(own && { name: own }),
    ...(ofCentre && { centreName: ofCentre }),
  };
}

function both(en: string | undefined, bn: string | undefined): Text | null {
  return en === undefined || bn === undefined ? null : { en, bn };
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function bearer(authorization: string | undefined): string {
  const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/)?.[1];
  if (!token) throw new UntrustedRequest('no token');
  return token;
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' ? claim : null;
}
