/** How messages reach people here: by the SMS gateway, or in development without one by an inbox. */

import { SettingsError } from '#kit/settings.ts';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import type { DerivedSecret } from '../derived-secret.ts';
import { sealedBy } from '../provider/seal.ts';
import { developmentInbox } from './development-inbox.ts';
import type { Messages } from './messages.ts';
import { messageOutbox } from './outbox.model.ts';
import { smsGateway } from './sms-gateway.ts';
import { smsMessages } from './sms-messages.ts';

/** @throws SettingsError in production without an SMS gateway: nobody could ever log in, not even to add a passkey. */
export async function messagesToMobiles(
  { clock, connection, log, settings }: SubgraphEnvironment,
  secret: DerivedSecret,
): Promise<Messages> {
  const { MODE, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN } = settings;
  if (SMS_GATEWAY_URL === '') {
    if (MODE === 'development') return developmentInbox(clock);
    throw new SettingsError([
      'SMS_GATEWAY_URL: identity needs it in production, or nobody can log in; set it and SMS_GATEWAY_TOKEN (README, Settings)',
    ]);
  }
  const outbox = messageOutbox(connection, sealedBy(secret('messages')), clock);
  await outbox.prepare();
  return smsMessages({ outbox, gateway: smsGateway(SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN), clock, log });
}
