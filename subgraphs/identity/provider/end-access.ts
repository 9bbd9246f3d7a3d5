/** Ending what was begun: a consent to an app with all its tokens, a session with all that hangs on it. */

import type Provider from 'oidc-provider';
import type { AdapterPayload } from 'oidc-provider';
import type { Artifacts } from './artifacts.ts';

export type EndAccess = ReturnType<typeof accessEnder>;

export function accessEnder(artifacts: Artifacts) {
  /** Access tokens end by the gateway's list; refresh tokens and codes are gone at once. */
  async function consent(grantId: string): Promise<void> {
    await artifacts.adapter('Grant').destroy(grantId);
    await Promise.all(
      ['RefreshToken', 'AuthorizationCode'].map((kind) => artifacts.adapter(kind).revokeByGrantId(grantId)),
    );
  }

  return {
    consent,

    /** As logging out there would: apps that have their own life (mobile) keep it. */
    async session(provider: Provider, { uid, accountId, authorizations = {} }: AdapterPayload): Promise<void> {
      if (uid === undefined || accountId === undefined) return;
      // First the session, so that nobody goes on with it while its apps are told.
      await artifacts.endSession(uid);
      for (const [clientId, { grantId, sid, persistsLogout }] of Object.entries(authorizations)) {
        if (grantId !== undefined && !persistsLogout) await consent(grantId);
        const client = await provider.Client.find(clientId);
        // Not in the library's types. An app that cannot be reached learns it from its tokens.
        if (client?.backchannelLogoutUri && typeof client.backchannelLogout === 'function')
          await Promise.resolve(client.backchannelLogout(accountId, sid)).catch(() => undefined);
      }
    },
  };
}
