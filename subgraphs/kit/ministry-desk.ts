import type { GraphQLSchema } from 'graphql';
import type { Desk, RecordedServiceEntry } from './application/desk.ts';
import { EVENTS_PATH } from './application/events.ts';
import { grantAllDue } from './application/grant.ts';
import { lapseAllDue } from './application/places/lapse.ts';
import { createSlots } from './application/places/slots.ts';
import { callAllWaiting } from './application/places/waiting.ts';
import { applicationModel } from './application/record.ts';
import { createRelay } from './application/relay.ts';
import { paymentProvider } from './payment/provider.ts';
import type { SubgraphEnvironment } from './subgraph.ts';
import { triesOn } from './tries/tries.ts';

type DeskEnvironment = Pick<SubgraphEnvironment, 'clock' | 'connection' | 'ids' | 'log' | 'peer' | 'settings' | 'url'>;

/** Puts a ministry's desk together on its database. */
export function createDesk(
  ministry: string,
  schema: GraphQLSchema,
  services: ReadonlyMap<string, RecordedServiceEntry>,
  { clock, connection, ids, log, peer, settings, url }: DeskEnvironment,
): Desk {
  const applications = applicationModel(connection);
  const index = peer('applications');
  const desk: Desk = {
    ministry,
    url,
    gatewayUrl: settings.GATEWAY_URL,
    schema,
    services,
    applications,
    slots: createSlots(connection, clock, async (key, ids) => {
      const holders = await applications.find({ _id: { $in: ids }, holds: key }, { _id: 1 }).lean();
      return new Set(holders.map(({ _id }) => _id));
    }),
    relay: createRelay(
      applications,
      async (snapshot) => void (await index.call(EVENTS_PATH, { snapshot })),
      log,
      async () => {
        await grantAllDue(desk);
        await lapseAllDue(desk);
        await callAllWaiting(desk);
      },
    ),
    payments: settings.PAYMENT_PROVIDER_URL
      ? paymentProvider(settings.PAYMENT_PROVIDER_URL, settings.PAYMENT_SECRET)
      : null,
    registry: (registry) => registry.model(connection),
    tries: triesOn(connection, clock, {
      perAsker: settings.TRIES_PER_ASKER,
      perNumber: settings.TRIES_PER_NUMBER,
    }),
    holidays: new Set(settings.HOLIDAYS),
    clock,
    ids,
    log,
  };
  return desk;
}
