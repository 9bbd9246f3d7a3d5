/** Two hundred clients at once for twenty places, on a platform of real processes; and the same while one is killed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphProcesses } from '../../scripts/platform/layout.ts';
import { readRoll } from '../../scripts/platform/roll.ts';
import { ROOT } from '../../scripts/platform/settings.ts';
import { subgraphFolders } from '../../scripts/platform/subgraph-folders.ts';
import { dayInDhaka } from '../../subgraphs/kit/clock.ts';
import { daysLater, isFriday } from '../../subgraphs/kit/days.ts';
import { freePorts } from '../../subgraphs/kit/http/free-ports.ts';
import type { Client } from '../client.ts';
import { servicesOf } from '../generic-client.ts';
import { type PlatformProcess, startPlatform } from '../platform-process.ts';
import { goFor, heldOf, makeOlder, type Offer, type Told } from './rush.ts';
import { loggedIn, openStore, someCitizens } from './siege.ts';

const CLIENTS = 200;
/** An orphan is free after a minute (subgraphs/kit/application/places/slots.ts). */
const ORPHANED_MS = 61_000;

/** The example's train leaves from tomorrow to the tenth day, and hospitals are closed on Fridays. */
const [DAY = '', ANOTHER_DAY = ''] = [2, 3, 4]
  .map((days) => daysLater(dayInDhaka(new Date()), days))
  .filter((day) => !isFriday(day));

type Row = Omit<Offer, 'service'> & { readonly what: string; readonly code: string; readonly places: number };

const outdoor = (day: string): Row => ({
  what: 'the hour of a hospital that sees 20 patients',
  code: 'hospital-appointment',
  ministry: 'health',
  form: { hospital: 'DMCH', department: 'ENT', day, time: 'AT_10' },
  slot: `DMCH/ENT/${day}/AT_10`,
  places: 20,
});
const berths = (day: string): Row => ({
  what: 'the 12 berths of a night train',
  code: 'train-ticket',
  ministry: 'railways',
  form: { trainNumber: '742', from: 'DHAKA', to: 'CHATTOGRAM', day, seatClass: 'AC_BERTH' },
  slot: `742/${day}/AC_BERTH`,
  places: 12,
});

let dataDir: string;
let platform: PlatformProcess;
let store: Connection;
let clients: readonly Client[];
let offerOf: (row: Row) => Offer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nagarik-places-'));
  const [port = 0] = await freePorts(1);
  platform = startPlatform(port, dataDir);
  await platform.ready;
  store = await openStore(dataDir);
  clients = await Promise.all((await someCitizens()).map((nationalId) => loggedIn(platform, nationalId)));
  const services = clients[0] ? await servicesOf(clients[0], 'EN') : [];
  offerOf = ({ code, form, ministry, slot }) => {
    const service = services.find((each) => each.code === code);
    if (!service) throw new Error(`the graph has no ${code}`);
    return { service, form, ministry, slot };
  };
});
afterAll(async () => {
  await store?.close();
  await platform.end();
  await rm(dataDir, { recursive: true, force: true });
});

/** All at once, each with a key of its own. @param onAnswer is told how many have been answered. */
function rush(offer: Offer, onAnswer: (answers: number) => void = () => undefined): Promise<Told[]> {
  let answers = 0;
  return Promise.all(
    Array.from({ length: CLIENTS }, async (_, number) => {
      const client = clients[number % clients.length];
      if (!client) throw new Error('nobody has logged in');
      const told = await goFor(offer, client, `rush-${offer.slot}-${number}`);
      answers += 1;
      onAnswer(answers);
      return told;
    }),
  );
}

const granted = (told: readonly Told[]) => told.flatMap(({ id }) => (id === null ? [] : [id])).sort();

/** Who has no place is told why, in both languages. */
function expectTypedRefusals(told: readonly Told[]): void {
  for (const { id, refusal } of told)
    expect(refusal).toEqual(
      id === null
        ? [{ code: 'SLOT_FULL', en: expect.stringContaining('booked'), bn: expect.stringMatching(/[ঀ-৿]/) }]
        : [],
    );
}

describe('200 clients at once', () => {
  test.each([outdoor(DAY), berths(DAY)])('$what: $places get one, the others are told', async (row) => {
    const offer = offerOf(row);
    const told = await rush(offer);
    expect(granted(told)).toHaveLength(row.places);
    expectTypedRefusals(told);
    expect(
      await heldOf(
        store,
        offer,
        told.map(({ key }) => key),
      ),
    ).toEqual({ named: granted(told), orphans: 0 });
  });

  test.each([outdoor(ANOTHER_DAY), berths(ANOTHER_DAY)])(
    '$what, its process killed in the middle: as many get one, none twice, none lost',
    async (row) => {
      const offer = offerOf(row);
      let killedAfter = 0;
      const told = await rush(offer, (answers) => {
        if (killedAfter > 0) return;
        killedAfter = answers;
        process.kill(processOf(row.ministry), 'SIGKILL');
      });
      expect(killedAfter).toBeLessThan(CLIENTS);
      expect(told.some(({ repeats }) => repeats > 0)).toBe(true);
      expectTypedRefusals(told);
      const keys = told.map(({ key }) => key);
      const held = await heldOf(store, offer, keys);
      // Nobody was told of a place that is another's or nobody's, and nobody has one without being told.
      expect(held.named).toEqual(granted(told));
      expect(held.named.length + held.orphans).toBe(row.places);

      // Places that the killed process had taken for nobody are had by others a minute later.
      await makeOlder(store, offer, ORPHANED_MS);
      const again = await Promise.all(
        told.filter(({ id }) => id === null).map(({ client, key }) => goFor(offer, client, key)),
      );
      expectTypedRefusals(again);
      expect(granted(again)).toHaveLength(held.orphans);
      expect(await heldOf(store, offer, keys)).toEqual({
        named: [...granted(told), ...granted(again)].sort(),
        orphans: 0,
      });
    },
  );
});

/** The number of the process that serves a ministry. */
function processOf(ministry: string): number {
  const serving = subgraphProcesses(subgraphFolders(ROOT), 'grouped').find(({ subgraphs }) =>
    subgraphs.includes(ministry),
  );
  const part = readRoll(dataDir)?.parts.find(({ name }) => name === serving?.name);
  if (!part) throw new Error(`nothing serves ${ministry}`);
  return part.pid;
}
