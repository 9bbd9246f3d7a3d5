import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demand, demandPayment } from './demand.ts';
import { ok, problem } from './errors/problem.ts';
import { number, type Registry, registry, text } from './registry.ts';
import { connect } from './storage/connect.ts';
import { testDatabase } from './test/database.ts';

type Bill = Demand & { customer: string; litres: number };

const schema = new Schema<Bill>({ customer: text, litres: number, receiptNumber: String });
schema.index({ customer: 1 }, { unique: true });
const bills = registry('bills', schema, () => [{ customer: 'Rahima', litres: 40 }]);

const payment = demandPayment<{ customer: string }, Bill>({
  demands: bills,
  which: ({ customer }) => ({ customer }),
  objection: (_, bill) => (!bill ? problem('customer', 'UNKNOWN') : bill.receiptNumber ? problem(null, 'PAID') : ok),
  amountBdt: ({ litres }, today) => litres * (today > '2026-12-31' ? 3 : 2),
  prefix: 'WB',
  field: 'waterBill',
});

let connection: Connection;
beforeAll(async () => {
  const { url, prefix } = testDatabase();
  connection = await connect(url, `${prefix}demands`);
  await bills.prepare(connection, true);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const context = (customer: string, reference = 'WATE-0000-0001', today = '2026-11-24') => ({
  ...{ input: { customer }, today, applicantId: 'rahima', reference, outcome: {} },
  registry: <Entry>(each: Registry<Entry>) => each.model(connection),
});
const objection = async (customer: string) => (await payment.rules?.[0]?.(context(customer)))?.code;

test('the amount is the registry’s, as of the day; of nothing nothing is owed', async () => {
  expect(await payment.amountBdt?.(context('Rahima'))).toBe(80);
  expect(await payment.amountBdt?.(context('Rahima', 'WATE-0000-0001', '2027-01-01'))).toBe(120);
  expect(await payment.amountBdt?.(context('Karim'))).toBe(0);
  expect(await objection('Karim')).toBe('UNKNOWN');
});

test('a demand is paid once: it keeps its first receipt, however often it is marked', async () => {
  expect(await objection('Rahima')).toBeUndefined();
  for (const reference of ['WATE-0000-0001', 'WATE-0000-0001', 'WATE-0000-0002'])
    await payment.granted?.(context('Rahima', reference));
  const { receiptNumber } = (await bills.model(connection).findOne({ customer: 'Rahima' }).lean()) ?? {};
  expect(receiptNumber).toBe('WB-0000-0001');
  expect(await payment.outcome?.(context('Rahima'))).toEqual({ receiptNumber });
  expect(await objection('Rahima')).toBe('PAID');
});
