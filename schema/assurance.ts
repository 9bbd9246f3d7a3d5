/**
 * How surely a person is known: what `@assurance` on a field asks of a login, and whether a login meets it. Used by the
 * gateway, which sends a client to log in again (RFC 9470), and by the kit, which checks once more.
 */
import { type DirectiveNode, Kind } from 'graphql';

/** `AssuranceLevel` of the SDL. */
export type AssuranceLevel = 'CODE' | 'PASSKEY';

/** What a field asks: how the person has proved who they are, and how long ago at most. */
export type Assurance = { readonly level: AssuranceLevel; readonly maxAgeSeconds: number | null };

/** How and when somebody logged in, as their token says. */
export type Login = { readonly acr: string | null; readonly authTime: Date | null };

/** The `acr` values that are enough for a level, the weakest first: it is what a client asks the issuer for. */
export const ACR_VALUES: Readonly<Record<AssuranceLevel, readonly string[]>> = {
  CODE: ['urn:nagarik:acr:code', 'urn:nagarik:acr:passkey'],
  PASSKEY: ['urn:nagarik:acr:passkey'],
};

/** What somebody proves who they are with, for people. */
export const PROOFS: Readonly<Record<AssuranceLevel, { readonly en: string; readonly bn: string }>> = {
  CODE: { en: 'a one-time code', bn: 'এককালীন কোড' },
  PASSKEY: { en: 'your passkey', bn: 'পাসকি' },
};

/** Whether a login is sure and fresh enough. One that does not say how or when is neither. */
export function isAssured({ level, maxAgeSeconds }: Assurance, { acr, authTime }: Login, now: Date): boolean {
  if (acr === null || !ACR_VALUES[level].includes(acr)) return false;
  if (maxAgeSeconds === null) return true;
  return authTime !== null && now.getTime() - authTime.getTime() <= maxAgeSeconds * 1_000;
}

/** Reads `@assurance(level: CODE, maxAgeSeconds: 900)`. A level that is not known here is the surest. */
export function assuranceOf({ arguments: given }: DirectiveNode): Assurance {
  const [level, maxAge] = ['level', 'maxAgeSeconds'].map(
    (argument) => given?.find(({ name }) => name.value === argument)?.value,
  );
  return {
    level: level?.kind === Kind.ENUM && level.value === 'CODE' ? 'CODE' : 'PASSKEY',
    maxAgeSeconds: maxAge?.kind === Kind.INT ? Number(maxAge.value) : null,
  };
}
