import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Admission, admission } from './admission.ts';

/** A request whose end the test decides. */
type Sent = { readonly name: string; answer(): Promise<void>; beLate(): Promise<void> };

/** Sends requests, and says which have gone. */
function subgraph(most: number) {
  let nowMs = 0;
  const admitted: Admission = admission(most, () => nowMs);
  const going: string[] = [];
  const wait = (ms: number) => {
    nowMs += ms;
  };
  const send = (name: string): Sent => {
    const late = new AbortController();
    const { promise, resolve } = Promise.withResolvers<string>();
    const request = async () => {
      late.signal.throwIfAborted();
      going.push(name);
      const stopped = Promise.withResolvers<string>();
      late.signal.addEventListener('abort', () => stopped.reject(late.signal.reason));
      try {
        return await Promise.race([promise, stopped.promise]);
      } finally {
        going.splice(going.indexOf(name), 1);
      }
    };
    const outcome = admitted.run(late.signal, request).catch((error: unknown) => error);
    return {
      name,
      answer: async () => {
        resolve(name);
        expect(await outcome).toBe(name);
      },
      beLate: async () => {
        late.abort(`${name} is late`);
        expect(await outcome).toBe(`${name} is late`);
      },
    };
  };
  const sendAll = (...names: string[]) => names.map(send);
  /** After what is under way has gone on. */
  const names = async () => {
    await setImmediate();
    return [...going].sort();
  };
  return { going: names, sendAll, wait };
}

const named = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what}${index + 10}`);
const inTurn = async (sent: readonly Sent[], end: (each: Sent) => Promise<void>) => {
  for (const each of sent) await end(each);
};
const late = (each: Sent) => each.beLate();

test('as many go at once as it may have, then the newest of those that wait', async () => {
  const { going, sendAll } = subgraph(2);
  const [first, second, third, fourth] = sendAll('first', 'second', 'third', 'fourth');
  expect(await going()).toEqual(['first', 'second']);
  await first?.answer();
  expect(await going()).toEqual(['fourth', 'second']);
  await fourth?.answer();
  await second?.answer();
  expect(await going()).toEqual(['third']);
  await third?.answer();
});

test('who gives up while waiting has not gone, and takes nobody’s turn', async () => {
  const { going, sendAll } = subgraph(1);
  const [first, second, third] = sendAll('first', 'second', 'third');
  await third?.beLate();
  await first?.answer();
  expect(await going()).toEqual(['second']);
  await second?.answer();
  expect(await going()).toEqual([]);
});

test('of answers that come late half as many go, however many came late together, and never fewer than sixteen', async () => {
  const { going, sendAll } = subgraph(100);
  await inTurn(sendAll(...named('a', 100)), late);
  const second = sendAll(...named('b', 60));
  expect(await going()).toHaveLength(50);
  await inTurn(second, late);
  for (const name of ['c', 'd', 'e']) await inTurn(sendAll(...named(name, 60)), late);
  const last = sendAll(...named('f', 60));
  expect(await going()).toHaveLength(16);
  await Promise.all(last.map((each) => each.answer()));
});

test('it has more again as answers come in time, and those that wait go with the room', async () => {
  const { going, sendAll } = subgraph(64);
  await inTurn(sendAll(...named('a', 64)), late);
  const waiting = new Set(sendAll(...named('b', 80)).reverse());
  expect(await going()).toHaveLength(32);
  // One more for as many answers as there are places.
  for (let rounds = 0; rounds < 33; rounds += 1) {
    const names = await going();
    const each = [...waiting].find(({ name }) => names.includes(name));
    if (!each) throw new Error('nothing is going');
    waiting.delete(each);
    await each.answer();
  }
  expect(await going()).toHaveLength(33);
});

test('however many answers come in time, no more go at once than it may have', async () => {
  const { going, sendAll } = subgraph(2);
  for (const name of named('a', 20)) await inTurn(sendAll(name), (each) => each.answer());
  sendAll(...named('b', 5));
  expect(await going()).toHaveLength(2);
});

test('who has waited, gone and been late puts nobody else out of the queue', async () => {
  const { going, sendAll } = subgraph(1);
  const [first, second, third] = sendAll('first', 'second', 'third');
  await first?.answer();
  await third?.beLate();
  expect(await going()).toEqual(['second']);
  await second?.answer();
});

test('those that have waited and are late tell of the limit under which they went', async () => {
  const { going, sendAll } = subgraph(64);
  const all = sendAll(...named('a', 90), ...named('b', 22));
  expect(await going()).toHaveLength(64);
  await inTurn(all.slice(0, 64), late);
  expect(await going()).toHaveLength(32);
  await inTurn(all.slice(64), late);
  sendAll(...named('c', 60));
  expect(await going()).toHaveLength(16);
});

test.each([
  ['who has waited longer here than there is late by our own doing', 3_000, 2_000, 64],
  ['who had half of its time there, and more, is late by the subgraph’s', 2_000, 2_000, 32],
])('%s', async (_, hereMs, thereMs, then) => {
  const { going, sendAll, wait } = subgraph(64);
  const all = sendAll(...named('a', 64), ...named('b', 64));
  wait(hereMs);
  await inTurn(all.slice(0, 64), (each) => each.answer());
  expect(await going()).toHaveLength(64);
  wait(thereMs);
  await inTurn(all.slice(64), late);
  sendAll(...named('c', 80));
  expect(await going()).toHaveLength(then);
});

test('the few that are slow by themselves take nobody’s place away', async () => {
  const { going, sendAll } = subgraph(64);
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const [slow, ...quick] = sendAll(...named(`${rounds}-`, 8));
    await inTurn(quick, (each) => each.answer());
    await slow?.beLate();
  }
  sendAll(...named('last', 80));
  expect(await going()).toHaveLength(64);
});

test('an error that came in time is no sign of too much work', async () => {
  const admitted = admission(32);
  const signal = new AbortController().signal;
  const refused = Array.from({ length: 32 }, () => admitted.run(signal, () => Promise.reject(new Error('refused'))));
  expect((await Promise.allSettled(refused)).every(({ status }) => status === 'rejected')).toBe(true);
  let [going, most] = [0, 0];
  const held = Array.from({ length: 40 }, () =>
    admitted.run(signal, async () => {
      most = Math.max(most, ++going);
      await setImmediate();
      going -= 1;
    }),
  );
  await Promise.all(held);
  expect(most).toBe(32);
});
