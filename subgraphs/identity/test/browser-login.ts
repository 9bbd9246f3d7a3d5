/**
 * A person with a browser and an app, without either: the authorization code flow (PKCE) over plain HTTP, the pages' forms
 * filled in as a person would. What stands in the pages' markup is all that is known of them.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Somebody who logs in. */
export type LoginPerson = {
  /** As they type it. */
  readonly nationalId: string;
  readonly role: LoginRole;
  /** Reads the newest code on their mobile. */
  readonly codeFor: () => Promise<string>;
};

/** Somebody whose codes come to the development inbox. */
export type InboxPerson = Omit<LoginPerson, 'codeFor'> & {
  /** Its URL. */
  readonly inbox: string;
  /** The number as their record has it, when they type it in another way: the inbox names people by it. */
  readonly recorded?: string;
};

export function withInbox(person: InboxPerson): LoginPerson {
  return { nationalId: person.nationalId, role: person.role, codeFor: () => newestCode(person) };
}

export type LoginRole = 'CITIZEN' | 'OFFICIAL' | 'FOCAL_POINT' | 'OPERATOR' | 'ENTREPRENEUR' | 'AUDITOR' | 'DEVELOPER';

/** An app of the development clients. */
export const PORTAL = { clientId: 'portal', redirectUri: 'http://localhost:3000/callback' } as const;

const MAX_STEPS = 20;

type Inbox = { readonly messages: readonly { readonly to: string; readonly code: string | null }[] };

export type Browser = {
  /** Follows redirects within the issuer; stops at the app's. @returns the last answer, and its URL. */
  open(url: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  /** The cookies of the whole site, as the browser sends them. */
  cookies(): string;
};

type Answer = {
  readonly url: string;
  /** 0 when the address is not the issuer's. */
  readonly status: number;
  readonly html: string;
  readonly headers: Headers | null;
};

type BrowserOptions = {
  /** Where requests to the issuer are sent. */
  readonly reach?: () => string;
  /** Is told each secret that passes: cookies, codes, tokens. */
  readonly sees?: (secret: string) => void;
};

/** Keeps cookies as a browser does, by name and path. */
export function browser(
  issuer: string,
  { reach = () => issuer, sees = () => undefined }: BrowserOptions = {},
): Browser {
  const jar = new Map<string, { path: string; value: string }>();
  function cookiesFor(path: string): string {
    const own = [...jar].filter(([, cookie]) => path.startsWith(cookie.path));
    return own.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  }
  function keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split(/; ?/);
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((each) => /^path=/i.test(each))?.slice('path='.length) ?? '/';
    if (value.length > 12 && !name.endsWith('.sig')) sees(value);
    if (value === '') jar.delete(`${name} ${path}`);
    else jar.set(`${name} ${path}`, { path, value });
  }
  return {
    cookies: () => cookiesFor('/'),
    async open(first, form, more = {}) {
      let [url, body] = [new URL(first, issuer), form];
      for (let step = 0; step < MAX_STEPS; step += 1) {
        if (url.origin !== issuer) return { url: url.href, status: 0, html: '', headers: null };
        const answer = await fetch(new URL(`${url.pathname}${url.search}`, reach()), {
          method: body ? 'POST' : 'GET',
          redirect: 'manual',
          headers: { cookie: cookiesFor(url.pathname), ...(body ? { origin: issuer } : {}), ...more },
          ...(body ? { body: new URLSearchParams(body) } : {}),
        });
        for (const each of answer.headers.getSetCookie()) keep(each);
        const location = answer.headers.get('location');
        const html = await answer.text();
        if (location === null) return { url: url.href, status: answer.status, html, headers: answer.headers };
        [url, body] = [new URL(location, url), undefined];
      }
      throw new Error(`${first} leads in a circle`);
    },
  };
}

/** The address and hidden fields of a page's form. @param action how its address ends. */
export function formOf(html: string, action: string): { action: string; fields: Record<string, string> } {
  for (const [, address = '', content = ''] of html.matchAll(/<form [^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)) {
    if (!address.endsWith(action)) continue;
    const hidden = content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
    return { action: address, fields: Object.fromEntries([...hidden].map(([, name, value]) => [name, value])) };
  }
  throw new Error(`the page has no form for ${action}:\n${html}`);
}

/** Goes through the pages until the app has its answer. @returns the URL at which the app is called back. */
export async function throughPages({ open }: Browser, start: string, person: LoginPerson): Promise<URL> {
  let page = await open(start);
  for (let step = 0; step < MAX_STEPS && page.status !== 0; step += 1) {
    const { html } = page;
    const send = (action: string, answers: Record<string, string>) => {
      const form = formOf(html, action);
      return open(form.action, { ...form.fields, ...answers });
    };
    if (page.status !== 200 || html.includes('role="alert"'))
      throw new Error(`${person.nationalId}: ${page.status} at ${page.url}\n${html}`);
    if (html.includes('name="nationalId"')) page = await send('/national-id', { nationalId: person.nationalId });
    else if (html.includes('name="code"')) page = await send('/code', { code: await person.codeFor() });
    else if (html.includes('name="role"')) page = await send('/role', { role: person.role });
    else page = await send('/consent', { answer: 'allow' });
  }
  return new URL(page.url);
}

/** The newest code that was sent to a person. */
async function newestCode({ inbox, nationalId, recorded = nationalId }: InboxPerson): Promise<string> {
  const { messages } = (await (await fetch(inbox)).json()) as Inbox;
  const code = messages.find(({ to, code }) => to === recorded && code !== null)?.code;
  if (!code) throw new Error(`the inbox has no code for ${nationalId}: nobody has this number`);
  return code;
}

/** Logs a person in to an app. @returns the access token. */
export async function accessTokenOf(
  issuer: string,
  person: InboxPerson,
  { clientId, redirectUri }: { clientId: string; redirectUri: string } = PORTAL,
  sees: (secret: string) => void = () => undefined,
): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid ${person.role.toLowerCase().replace('_', '-')}`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const back = await throughPages(browser(issuer, { sees }), `${issuer}/auth?${parameters}`, withInbox(person));
  const code = back.searchParams.get('code');
  if (!code) throw new Error(`${person.nationalId} was not logged in: ${back.searchParams.get('error_description')}`);
  sees(code);
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      client_id: clientId,
      redirect_uri: redirectUri,
    }),
  });
  const { access_token: token, ...rest } = (await answer.json()) as Record<string, string | undefined>;
  for (const each of [rest.refresh_token, rest.id_token]) if (each) sees(each);
  if (!token) throw new Error(`${person.nationalId} got no token: ${JSON.stringify(rest)}`);
  return token;
}
