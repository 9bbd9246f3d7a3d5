import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeys } from './auth/create-keys.ts';
import { type Keys, readKeys } from './auth/keys.ts';
import { verifyPeer } from './auth/tokens.ts';
import { PeerUnavailable, peer } from './peer.ts';

let directory: string;
let land: Keys;
let applications: Keys;
let base: string;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => respond(request, response));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-peers-'));
  await createKeys(directory, ['land', 'applications']);
  [land, applications] = await Promise.all([readKeys(directory, 'land'), readKeys(directory, 'applications')]);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(directory, { recursive: true });
});

test('a call carries what is said, who speaks, and for whom', async () => {
  const heard: unknown[] = [];
  respond = async (request, response) => {
    heard.push(request.url, await json(request), request.headers['x-caller-authorization']);
    heard.push(await verifyPeer(request.headers, applications));
    response.end('{"taken":true}');
  };
  expect(await peer('applications', base, land).call('/events', { version: 1 }, 'Bearer the-callers')).toEqual({
    taken: true,
  });
  expect(heard).toEqual(['/events', { version: 1 }, 'Bearer the-callers', 'land']);
});

test.each<[string, typeof respond]>([
  ['refuses', (_request, response) => void response.writeHead(503).end('{}')],
  ['answers no JSON', (_request, response) => void response.end('<html>')],
  ['breaks off', (_request, response) => void response.write('{', () => response.destroy())],
  ['hangs up', (request) => void request.destroy()],
])('a peer that %s is unavailable', async (_, answer) => {
  respond = answer;
  const calling = peer('applications', base, land).call('/events', {});
  await expect(calling).rejects.toThrow(PeerUnavailable);
  await expect(calling).rejects.toThrow('applications');
});

test('so is one that does not run, or that nobody told us of', async () => {
  await expect(peer('applications', 'http://127.0.0.1:1', land).call('/events', {})).rejects.toThrow(PeerUnavailable);
  await expect(peer('applications', undefined, land).call('/events', {})).rejects.toThrow(
    'SUBGRAPH_URLS has no entry for applications',
  );
});
