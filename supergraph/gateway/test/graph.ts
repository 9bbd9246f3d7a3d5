/** A graph of a test: the gateway in front of subgraphs and an issuer of access tokens, all over real HTTP. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { type GraphQLFieldResolver, parse } from 'graphql';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload } from 'jose';
import { pino } from 'pino';
import { linked } from '../../../schema/link.ts';
import { startGateway } from '../gateway.ts';
import { readSettings } from '../settings.ts';
import { freePort } from './free-port.ts';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from './issuer.ts';
import { type Resolvers, startSubgraph, type TestSubgraph } from './subgraph.ts';

/** A subgraph as a test writes it. `sdl` is linked as a ministry's is, unless it has a `@link` of its own. */
export type Part = {
  readonly sdl: string;
  readonly resolvers?: Resolvers;
  /** Answers the fields that `resolvers` does not. */
  readonly fieldResolver?: GraphQLFieldResolver<unknown, unknown>;
};

export type GraphError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code?: string; readonly messages?: { readonly en: string; readonly bn: string } };
};

/** What a client gets. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphError[];
  /** As it came. */
  readonly text: string;
};

export type Asking = {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Claims of the caller's access token; left out: nobody. */
  readonly as?: JWTPayload;
  readonly headers?: Record<string, string>;
};

export type Graph = {
  readonly url: string;
  readonly issuer: Issuer;
  /** The public half of the gateway's key. */
  readonly gatewayKey: JWK;
  readonly supergraphFile: string;
  /** What the gateway has logged, one JSON a line. */
  readonly log: () => string;
  subgraph(name: string): TestSubgraph;
  ask(query: string, asking?: Asking): Promise<Answer>;
  stop(): Promise<void>;
};

export const citizen = (sub: string): JWTPayload => ({ sub, scope: 'citizen' });
export const official = (ministry: string): JWTPayload => ({
  sub: `official-of-${ministry}`,
  scope: 'official',
  ministry,
});

/** Composes subgraphs. @throws Error with what composition says. */
export function supergraphOf(parts: Readonly<Record<string, Pick<Part, 'sdl'>>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(parts).map(([name, { sdl }]) => ({
      name,
      typeDefs: documentOf(sdl),
      url: `http://${name}.invalid`,
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/**
 * @param settings beside those that the graph makes itself.
 * @param supergraph what is published of the parts: all, unless it is given.
 */
export async function startGraph(
  parts: Readonly<Record<string, Part>>,
  settings: Readonly<Record<string, string>> = {},
  supergraph = supergraphOf(parts),
): Promise<Graph> {
  const directory = await mkdtemp(join(tmpdir(), 'nagarik-gateway-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, supergraph);
  const gatewayKey = await writeGatewayKey(join(directory, 'gateway.jwk'));
  const issuer = await startIssuer();
  const subgraphs = new Map(
    await Promise.all(
      Object.entries(parts).map(
        async ([name, { sdl, resolvers = {}, fieldResolver }]) =>
          [name, await startSubgraph(documentOf(sdl), resolvers, fieldResolver)] as const,
      ),
    ),
  );
  const stopRest = async () => {
    await Promise.all([issuer.stop(), ...[...subgraphs.values()].map((each) => each.stop())]);
    await rm(directory, { recursive: true });
  };
  let logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const log = pino({ level: 'info' }, { write });
  const gateway = await startGateway(
    readSettings({
      MODE: 'development',
      PORT: String(await freePort()),
      SUPERGRAPH_FILE: supergraphFile,
      SUBGRAPH_URLS: JSON.stringify(Object.fromEntries([...subgraphs].map(([name, { url }]) => [name, url]))),
      SIGNING_KEY_FILE: join(directory, 'gateway.jwk'),
      ISSUER,
      ISSUER_JWKS_URL: issuer.jwksUrl,
      AUDIENCE,
      ...settings,
    }),
    log,
  ).catch(async (error: unknown) => {
    await stopRest();
    throw error;
  });
  return {
    url: gateway.url,
    issuer,
    gatewayKey,
    supergraphFile,
    log: () => logged,
    subgraph: (name) => {
      const found = subgraphs.get(name);
      if (!found) throw new Error(`the graph has no subgraph ${name}`);
      return found;
    },
    ask: async (query, { variables, operationName, as, headers } = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(as ? { authorization: `Bearer ${await issuer.token(as)}` } : {}),
          ...headers,
        },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data'> & { errors?: readonly GraphError[] };
      return { status: response.status, headers: response.headers, data, errors, text };
    },
    stop: async () => {
      await gateway.stop();
      await stopRest();
    },
  };
}

/** Publishes a text as `npm run compose` does: a whole new file in the place of the old. */
export async function publish(supergraphFile: string, text: string): Promise<void> {
  await writeFile(`${supergraphFile}.new`, text);
  await rename(`${supergraphFile}.new`, supergraphFile);
}

function documentOf(sdl: string) {
  const own = parse(sdl);
  return sdl.includes('@link(') ? own : linked(own);
}

async function writeGatewayKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig', kid: 'gateway.test' };
  await writeFile(file, JSON.stringify(key));
  const { d: _private, ...publicKey } = key;
  return publicKey;
}
