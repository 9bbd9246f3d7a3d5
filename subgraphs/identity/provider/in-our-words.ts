/** What the library would answer in its own words, or leave out, and has no setting for. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderPages } from '../pages/provider-pages.ts';
import { graphForMachines, graphResource } from './graph-resource.ts';

const OF_THE_GRAPH = [graphResource.scope, graphForMachines.scope].flatMap((scopes) => scopes.split(' '));

export function inOurWords(pages: ProviderPages) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    // Of an address that is none of its endpoints the library makes no context.
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc;
    const { body } = ctx;
    if (ctx.status === 404 && body === undefined && ctx.accepts('json', 'html') === 'html') pages.notFound(ctx);
    if (oidc?.route === 'end_session' && ctx.status === 200 && oidc.session?.accountId === undefined)
      nobodyToLogOut(ctx, pages);
    // Scopes of a resource are not the library's own, so it would not name them (OpenID Connect Discovery 1.0, 3).
    if (oidc?.route === 'discovery' && isWithScopes(body)) body.scopes_supported.push(...OF_THE_GRAPH);
  };
}

/** Nobody is logged in with this browser, so nothing is asked: the library has held the address against the app's own. */
function nobodyToLogOut(ctx: KoaContextWithOIDC, pages: ProviderPages): void {
  const { post_logout_redirect_uri: target, state } = ctx.oidc.params ?? {};
  if (typeof target !== 'string') {
    pages.loggedOut(ctx);
    return;
  }
  const back = new URL(target);
  if (typeof state === 'string') back.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(back.href);
}

function isWithScopes(body: unknown): body is { scopes_supported: string[] } {
  return (
    typeof body === 'object' && body !== null && 'scopes_supported' in body && Array.isArray(body.scopes_supported)
  );
}
