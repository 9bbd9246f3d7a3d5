/**
 * Links that let whoever has them send or fetch one file for some minutes: a token of our own signature in the address (JWT,
 * RFC 7519). A client needs no other proof, so that a browser can follow one.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Keys } from '#kit/auth/keys.ts';
import type { Clock } from '#kit/clock.ts';

/** What a link lets one do. */
export type LinkUse = 'upload' | 'download';

/** Where each is done, and for how long. */
export const linkUses: Readonly<Record<LinkUse, { readonly path: string; readonly livesMinutes: number }>> = {
  upload: { path: '/uploads', livesMinutes: 10 },
  download: { path: '/downloads', livesMinutes: 5 },
};

export type FileLinks = ReturnType<typeof fileLinks>;

/** @param base where clients reach this subgraph. */
export function fileLinks(base: string, keys: Keys, clock: Clock) {
  return {
    /** A link to one document's file. */
    async make(use: LinkUse, documentId: string): Promise<string> {
      const { path, livesMinutes } = linkUses[use];
      const now = Math.floor(clock.now().getTime() / 1000);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId })
        .setIssuer(keys.name)
        .setAudience(audienceOf(use))
        .setSubject(documentId)
        .setIssuedAt(now)
        .setExpirationTime(now + livesMinutes * 60)
        .sign(keys.signingKey);
      const link = new URL(path, base);
      link.searchParams.set('token', token);
      return link.href;
    },

    /** The id of the document that a link's token is for; or why it is for none. */
    async read(
      use: LinkUse,
      token: string,
    ): Promise<{ documentId: string } | { refused: 'LINK_NOT_VALID' | 'LINK_EXPIRED' }> {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys.trusted, {
          algorithms: ['EdDSA'],
          issuer: keys.name,
          audience: audienceOf(use),
          requiredClaims: ['exp', 'sub'],
          currentDate: clock.now(),
        });
        const isOurs = protectedHeader.kid?.split('.')[0] === keys.name;
        return isOurs && payload.sub !== undefined ? { documentId: payload.sub } : { refused: 'LINK_NOT_VALID' };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { refused: 'LINK_EXPIRED' };
        if (error instanceof errors.JOSEError) return { refused: 'LINK_NOT_VALID' };
        throw error;
      }
    },
  };
}

/** No subgraph has such a name, so none takes a link's token for a peer's. */
function audienceOf(use: LinkUse): string {
  return `documents:${use}`;
}
