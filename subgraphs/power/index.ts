import { defineMinistry } from '#kit/ministry.ts';
import { electricityAccounts } from './electricity-accounts.model.ts';
import { electricityBill } from './electricity-bill.rules.ts';
import { electricityBills } from './electricity-bills.model.ts';
import { electricityConnection } from './electricity-connection.rules.ts';
import { errors } from './errors.ts';
import { netMetering } from './net-metering.rules.ts';

export default defineMinistry({
  code: 'power',
  schema: new URL('./schema.graphql', import.meta.url),
  errors,
  registries: [electricityAccounts, electricityBills],
  services: {
    'electricity-connection': electricityConnection,
    'electricity-bill': electricityBill,
    'net-metering': netMetering,
  },
});
