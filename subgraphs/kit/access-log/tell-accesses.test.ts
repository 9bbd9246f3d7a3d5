/** A look that was written and not told yet, because the other side was away or we were killed, comes over later, once. */
import type { Connection } from 'mongoose';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { type Peer, PeerUnavailable } from '../peer.ts';
import { connect } from '../storage/connect.ts';
import { testDatabase } from '../test/database.ts';
import { lookAt as look } from '../test/look.ts';
import { readAccessEvent } from './access-event.ts';
import { accessLog } from './access-log.ts';
import { type AccessEntry, followAll, genesis } from './chain.ts';
import { tellAccesses } from './tell-accesses.ts';

const { url, prefix, drop } = testDatabase();
const open: Connection[] = [];
let number = 0;
let connection: Connection;
beforeEach(async () => {
  connection = await connect(url, `${prefix}${++number}`);
  open.push(connection);
});
afterAll(async () => {
  await drop();
  await Promise.all(open.map((each) => each.close()));
});

/** In the place of `access-log`: takes what follows, and says how far it is. */
function other() {
  const copy: AccessEntry[] = [];
  const state = { isDown: false, losesAnswers: false, takes: Infinity };
  const peer: Peer = {
    call: async (_path, body) => {
      if (state.isDown) throw new PeerUnavailable('access-log is down');
      // By JSON, as over HTTP.
      for (const entry of readAccessEvent(JSON.parse(JSON.stringify(body))).slice(0, state.takes))
        if (entry.seq === copy.length + 1) copy.push(entry);
      if (state.losesAnswers) throw new PeerUnavailable('the line was cut');
      return { seq: copy.length };
    },
  };
  return { copy, state, peer };
}

/** A process that writes; killed, it tells nothing more. */
function start(peer: Peer) {
  const log = accessLog(connection, 'land');
  const telling = tellAccesses(log, peer, createLogger('land', 'silent'));
  telling.start();
  return { log, kill: telling.stop };
}
const hasCome = (copy: readonly AccessEntry[], count: number) => expect.poll(() => copy.length).toBe(count);

test('a look comes over without being asked for', async () => {
  const { copy, peer } = other();
  const { log, kill } = start(peer);
  await log.record([look('rahima')]);
  await hasCome(copy, 1);
  await kill();
});

test('a process that was killed between the write and the telling has lost nothing: the next one tells', async () => {
  const { copy, peer } = other();
  const killed = start(peer);
  await killed.kill();
  await killed.log.record([look('rahima'), look('karim')]);
  expect(copy).toEqual([]);
  const { log, kill } = start(peer);
  await log.record([look('salma')]);
  await hasCome(copy, 3);
  expect(followAll(genesis('land'), copy).broken).toBeNull();
  await kill();
});

test('while the other side is away looks are written, and come over when it is back', async () => {
  const { copy, peer, state } = other();
  state.isDown = true;
  const { log, kill } = start(peer);
  await log.record([look('rahima')]);
  state.isDown = false;
  await log.record([look('karim')]);
  await hasCome(copy, 2);
  await kill();
});

test('what came over and was not confirmed is there once', async () => {
  const { copy, peer, state } = other();
  const { log, kill } = start(peer);
  await log.record([look('rahima')]);
  await hasCome(copy, 1);
  state.losesAnswers = true;
  await log.record([look('karim')]);
  await hasCome(copy, 2);
  state.losesAnswers = false;
  await log.record([look('salma')]);
  await hasCome(copy, 3);
  expect(copy.map(({ citizen }) => citizen)).toEqual(['rahima', 'karim', 'salma']);
  await kill();
});

test('a copy that was lost is made anew', async () => {
  const { copy, peer } = other();
  const { log, kill } = start(peer);
  await log.record([look('rahima'), look('karim')]);
  await hasCome(copy, 2);
  copy.length = 0;
  await log.record([look('salma')]);
  await hasCome(copy, 3);
  await kill();
});

test('what another telling kept from being taken is told again', async () => {
  const { copy, peer, state } = other();
  const { log, kill } = start(peer);
  state.takes = 2;
  await log.record(Array.from({ length: 7 }, () => look('rahima')));
  await hasCome(copy, 7);
  await kill();
});
