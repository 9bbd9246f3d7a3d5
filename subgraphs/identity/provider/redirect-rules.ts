/** Where a registered app may have people sent back to (RFC 8252, RFC 9700). Pure. */

export type AppKind = 'web' | 'native';

const LOOPBACK = ['127.0.0.1', '[::1]'];
/** A name that the app's owner has, turned round: `bd.gov.nagarik.app`. */
const PRIVATE_SCHEME = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/;

/** @returns what is wrong with an address; undefined: nothing. */
export function problemOfRedirect(uri: string, kind: AppKind): string | undefined {
  const url = URL.parse(uri);
  if (!url) return `"${uri}" is no URI`;
  if (uri.includes('#')) return `"${uri}" must have no fragment`;
  if (uri.includes('*')) return `"${uri}" must be one exact address, without "*"`;
  if (url.username !== '' || url.password !== '') return `"${uri}" must name no user`;
  const isLoopback = LOOPBACK.includes(url.hostname) || url.hostname === 'localhost';
  if (url.protocol === 'https:') return isLoopback ? `"${uri}" is nobody's address: https needs a domain` : undefined;
  if (kind === 'web') return `"${uri}" must be https`;
  if (url.protocol === 'http:')
    return LOOPBACK.includes(url.hostname)
      ? undefined
      : `"${uri}" must be https; http is for loopback only: http://127.0.0.1/… or http://[::1]/…`;
  return PRIVATE_SCHEME.test(url.protocol)
    ? undefined
    : `"${uri}" must have a scheme of a domain turned round, such as bd.gov.nagarik.app:/callback`;
}
