import { describe, expect, test } from 'vitest';
import { citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { inventedAccount } from './electricity-accounts.model.ts';
import { billObjection, billWithSurchargeBdt } from './electricity-bill.rules.ts';
import { connectionFeeBdt } from './electricity-connection.rules.ts';
import ministry from './index.ts';
import { accountObjection } from './net-metering.rules.ts';

const { send, pay } = ministryUnderTest('power', ministry);

const CHATTOGRAM = { area: '01-08', line: 'House 4' };
const FARIDPUR = { area: '06-52', line: 'House 4' };
const heater = { name: 'Heater', count: 1, watts: 3334 };
const premises = { khatian: '112', plotNumber: '245', ownership: 'RENTED' };

describe('a new connection', () => {
  test('a small home pays application, form and deposit', async () => {
    const answer = await send('electricity-connection');
    expect(answer.application?.payment).toMatchObject({ amountBdt: 920, status: 'DUE' });
  });

  test.each([
    [
      'another region’s company',
      { company: 'DESCO', site: CHATTOGRAM, earlierAccount: null },
      'company',
      'COMPANY_NOT_HERE',
    ],
    ['more than single phase carries', { loadKw: 7.6 }, 'phase', 'LOAD_NEEDS_THREE_PHASE'],
    ['more than low voltage carries', { phase: 'THREE', loadKw: 80.5 }, 'loadKw', 'LOAD_NEEDS_HIGH_TENSION'],
    ['appliances that need more', { appliances: [heater] }, 'loadKw', 'LOAD_TOO_SMALL'],
    ['a rented house of nobody', { premises }, 'premises.ownerName', 'OWNER_MISSING'],
    ['an account that nobody has', { earlierAccount: '99999999' }, 'earlierAccount', 'ACCOUNT_UNKNOWN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('electricity-connection', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['the company of the region', { company: 'WZPDCL', site: FARIDPUR, earlierAccount: null }],
    ['all that single phase carries', { loadKw: 7.5 }],
    ['all that low voltage carries', { phase: 'THREE', loadKw: 80 }],
    ['appliances that just fit', { appliances: [{ ...heater, watts: 3333 }] }],
    ['a rented house with its owner', { premises: { ...premises, ownerName: 'Abdul Karim' } }],
    ['no earlier connection', { earlierAccount: null }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('electricity-connection', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['LT_A', 'SINGLE', 2, 920],
    ['LT_A', 'SINGLE', 2.5, 1620],
    ['LT_B', 'THREE', 10, 6320],
    ['LT_E', 'SINGLE', 2, 1720],
    ['LT_C1', 'THREE', 7.25, 6120],
  ] as const)('%s with %s phase and %d kW costs', (tariff, phase, loadKw, feeBdt) => {
    expect(connectionFeeBdt({ tariff, phase, loadKw })).toBe(feeBdt);
  });
});

describe('an electricity bill', () => {
  test('is paid once: the bill keeps its receipt, and a second payment is refused', async () => {
    const bill = { ...inventedAccount(0), billMonth: '2025-06' };
    const { application } = await send('electricity-bill', bill);
    for (const _ of ['paid', 'told again']) expect(await pay(application)).toBe(200);
    expect(await send('electricity-bill', bill)).toMatchObject({
      userErrors: [{ field: 'billMonth', code: 'BILL_ALREADY_PAID', message: expect.stringMatching(/EB-\w{4}-\w{4}/) }],
    });
  });

  test.each([
    [{ billMonth: '2025-05' }, 'BILL_ALREADY_PAID'],
    [{ billMonth: '2019-01' }, 'BILL_UNKNOWN'],
    [{ company: 'DPDC' }, 'BILL_UNKNOWN'],
  ])('%j: %s', async (changes, code) => {
    expect(await send('electricity-bill', changes)).toMatchObject({ application: null, userErrors: [{ code }] });
  });

  test.each([
    ['2025-07-25', 1001],
    ['2025-07-26', 1052],
  ])('of 1001 taka costs on %s', (today, amountBdt) => {
    expect(billWithSurchargeBdt({ amountBdt: 1001, dueOn: '2025-07-25' }, today)).toBe(amountBdt);
  });

  test('is open while it has no receipt', () => {
    expect(billObjection({ accountNumber: '10010001', billMonth: '2025-06' }, {})).toBeNull();
  });
});

describe('net metering', () => {
  test.each([
    ['an account that nobody has', { accountNumber: '99999999' }, 'accountNumber', 'ACCOUNT_UNKNOWN'],
    ['a meter that has it', { accountNumber: '10010003' }, 'accountNumber', 'ALREADY_NET_METERED'],
    ['more than the sanctioned load', { inverterKw: 5.1 }, 'inverterKw', 'MORE_THAN_SANCTIONED'],
    ['a small roof', { roofSquareMetres: 21 }, 'roofSquareMetres', 'ROOF_TOO_SMALL'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('net-metering', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('as much as the sanctioned load, on a roof that just holds it, is accepted', async () => {
    expect(await send('net-metering', { inverterKw: 5, roofSquareMetres: 22 })).toMatchObject({ userErrors: [] });
  });

  test('all of the sanctioned load may come from the roof', () => {
    const account = { sanctionedLoadKw: 2, isNetMetered: false };
    expect(accountObjection({ accountNumber: '1', inverterKw: 2 }, account)).toBeNull();
  });
});

describe('an old bill is paid first', () => {
  test.each([
    ['electricity-connection', 'earlierAccount'],
    ['net-metering', 'accountNumber'],
  ])('%s', async (service, field) => {
    const { company, accountNumber } = await inArrears();
    const problem = { field, code: 'BILL_OVERDUE', message: expect.stringContaining('2025-05') };
    expect(await send(service, { company, [field]: accountNumber })).toMatchObject({
      userErrors: expect.arrayContaining([expect.objectContaining(problem)]),
    });
  });
});
/** An invented customer whose bill of May is open. */
async function inArrears() {
  for (let index = 0; index < 220; index += 6) {
    const account = inventedAccount(index);
    const { userErrors } = await send(
      'electricity-bill',
      { ...account, billMonth: '2025-05' },
      { as: citizen('karim') },
    );
    if (userErrors.length === 0) return account;
  }
  throw new Error('nobody is in arrears');
}
