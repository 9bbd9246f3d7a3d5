/**
 * That a form was sent from the page that we gave to this browser. The cookie that names the interaction or the session is
 * sent by browsers from our own pages only (`SameSite=Lax`); the token proves besides that the sender has read the page.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isSameHash, type KeyedHash } from '../login/keyed-hash.ts';

export type FormTokens = ReturnType<typeof formTokens>;

export function formTokens(hash: KeyedHash, issuer: string) {
  const origin = new URL(issuer).origin;
  const tokenFor = (owner: string) => hash('form token', owner);
  return {
    /** @param owner what the browser's cookie names: an interaction, a session. */
    tokenFor,

    isOwn(owner: string, token: string | undefined, headers: IncomingHttpHeaders): boolean {
      // Browsers say where a form comes from; one that says elsewhere, or hides it, is no page of ours.
      const isOurs = headers.origin === undefined || headers.origin === origin;
      return isOurs && token !== undefined && isSameHash(token, tokenFor(owner));
    },
  };
}
