/** Adding a passkey, and logging in with one (WebAuthn, by @simplewebauthn/server): what is done in which order. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Logger } from '#kit/log.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { PasskeyStore } from './passkeys.model.ts';

type PasskeyParts = {
  readonly store: PasskeyStore;
  readonly hash: KeyedHash;
  readonly issuer: string;
  readonly log: Logger;
};

const SITE = 'Nagarik · নাগরিক';

export type Passkeys = ReturnType<typeof createPasskeys>;

export function createPasskeys({ store, hash, issuer, log }: PasskeyParts) {
  const { hostname: rpID, origin } = new URL(issuer);
  const keyOf = (owner: string) => hash('passkey challenge', owner);
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };

  /** What is not as it must be, the library throws: it is a refusal, and of interest to whoever runs this. */
  const checked = <Answer>(verifying: Promise<Answer>): Promise<Answer | null> =>
    verifying.catch((error: unknown) => {
      log.info({ err: error }, 'a passkey was refused');
      return null;
    });

  return {
    of: store.of,
    remove: store.remove,

    /** @param owner the session that adds it. @param name what the device shows. */
    async toAdd(owner: string, personId: string, name: string) {
      const known = await store.of(personId);
      const options = await generateRegistrationOptions({
        rpName: SITE,
        rpID,
        userName: name,
        userDisplayName: name,
        // Says nothing of the person, and is the same each time: a device keeps one passkey of each.
        userID: new Uint8Array(Buffer.from(hash('passkey user', personId), 'base64url')),
        excludeCredentials: known.map(({ _id }) => ({ id: _id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await store.keepChallenge(keyOf(owner), options.challenge);
      return options;
    },

    /** False when the answer is not to the session's own challenge, or not from this site. */
    async add(owner: string, personId: string, response: RegistrationResponseJSON, browser: string): Promise<boolean> {
      const expectedChallenge = await store.takeChallenge(keyOf(owner));
      if (expectedChallenge === null) return false;
      const answer = await checked(verifyRegistrationResponse({ response, expectedChallenge, ...expected }));
      if (!answer?.verified) return false;
      const { id, publicKey, counter, transports = [] } = answer.registrationInfo.credential;
      await store.add({
        _id: id,
        personId,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports,
        browser,
      });
      return true;
    },

    /** @param owner the interaction that logs in. Any passkey of this site will do: nobody is named. */
    async toUse(owner: string) {
      const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
      await store.keepChallenge(keyOf(owner), options.challenge);
      return options;
    },

    /** Who it is; null when the answer proves nothing. */
    async use(owner: string, response: AuthenticationResponseJSON): Promise<string | null> {
      const expectedChallenge = await store.takeChallenge(keyOf(owner));
      const passkey = await store.find(response.id);
      if (expectedChallenge === null || !passkey) return null;
      const credential = {
        id: passkey._id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      };
      const answer = await checked(
        verifyAuthenticationResponse({ response, expectedChallenge, credential, ...expected }),
      );
      if (!answer?.verified) return null;
      return (await store.use(passkey, answer.authenticationInfo.newCounter)) ? passkey.personId : null;
    },
  };
}
