/** An hour at a hospital, as citizens' clients live it through the gateway: booked, waited for, moved, cancelled, paid too late. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayInDhaka } from '../subgraphs/kit/clock.ts';
import { daysLater, isFriday } from '../subgraphs/kit/days.ts';
import type { Client } from './client.ts';
import { filled, servicesOf } from './generic-client.ts';
import { pay } from './pay.ts';
import { people, type Town, town } from './town.ts';

let place: Town;
let rahima: Client;
let karim: Client;
let form: Record<string, unknown>;
beforeAll(async () => {
  place = await town({ running: ['identity', 'catalogue', 'applications', 'health'] });
  rahima = await place.citizen(people.rahima);
  karim = await place.citizen(people.karim);
  const service = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'hospital-appointment');
  form = filled(service?.form.fields ?? [], 'EN');
});
afterAll(() => place.stop());

const today = dayInDhaka(new Date());
const openDays = Array.from({ length: 9 }, (_, index) => daysLater(today, index + 2)).filter((day) => !isFriday(day));
const [DAY = '', ANOTHER_DAY = '', FREE_DAY = ''] = openDays;
/** Two people an hour. */
const DENTIST = { hospital: 'Savar Upazila Health Complex', department: 'DENTAL', time: 'AT_09' };

const SHOWN = `application { id status actions waitingPosition payment { status amountBdt payBy }
  hospitalAppointment { day room } timeline { action reason(language: BN) } }
  userErrors { code field message(language: BN) }`;
type Payload = {
  readonly application: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
};

async function book(who: Client, day: string, joinWaitingList = false): Promise<Payload> {
  const query = `mutation ($input: HospitalAppointmentInput!) { payload: bookHospitalAppointment(input: $input) { ${SHOWN} } }`;
  const input = { ...form, ...DENTIST, day, joinWaitingList, idempotencyKey: crypto.randomUUID() };
  return (await who.get<{ payload: Payload }>(query, { input })).payload;
}

async function act(who: Client, field: string, type: string, input: object): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${SHOWN} } }`;
  return (await who.get<{ payload: Payload }>(query, { input })).payload;
}

const move = (who: Client, applicationId: string, answers: object) =>
  act(who, 'moveAppointment', 'MoveAppointmentInput', { applicationId, answers });
const withdraw = (who: Client, applicationId: string) =>
  act(who, 'withdrawApplication', 'WithdrawApplicationInput', { applicationId });

/** Two people have the hour. @returns their applications. */
async function fullHour(day: string): Promise<string[]> {
  const booked = await Promise.all([book(rahima, day), book(rahima, day)]);
  expect(booked.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  return booked.map(({ application }) => application?.id ?? '');
}

test('a full hour can be waited for, and who waits is called when another moves away', async () => {
  const [first = ''] = await fullHour(DAY);
  expect(await book(karim, DAY)).toMatchObject({
    application: null,
    userErrors: [{ code: 'SLOT_FULL', message: expect.stringContaining('অপেক্ষমাণ') }],
  });
  const waiting = await book(karim, DAY, true);
  expect(waiting).toMatchObject({
    application: { status: 'SUBMITTED', waitingPosition: 1, payment: null, actions: ['WITHDRAW', 'MOVE'] },
    userErrors: [],
  });
  expect(await move(rahima, first, { day: FREE_DAY })).toMatchObject({
    application: { status: 'APPROVED', hospitalAppointment: { day: FREE_DAY } },
    userErrors: [],
  });
  const query = `query ($id: ID!) { application(id: $id) { status waitingPosition payment { status payBy }
    hospitalAppointment { room } timeline { action reason(language: BN) } } }`;
  const ofKarim = async () =>
    (await karim.get<{ application: object }>(query, { id: waiting.application?.id })).application;
  await expect.poll(ofKarim).toMatchObject({
    status: 'APPROVED',
    waitingPosition: null,
    payment: { status: 'DUE', payBy: expect.any(String) },
    hospitalAppointment: { room: '8' },
    timeline: [{ action: 'SUBMIT' }, { action: null, reason: 'সময়টি বুক করা হয়েছে।' }],
  });
});

test('money that comes after one has cancelled goes back, and both sides say so', async () => {
  const [id = ''] = await fullHour(ANOTHER_DAY);
  const started = await rahima.get<{ payload: { application: { payment: { checkoutUrl: string } } } }>(
    `mutation ($input: ApplicationActionInput!) { payload: startPayment(input: $input) {
      application { payment { checkoutUrl } } } }`,
    { input: { applicationId: id } },
  );
  const { checkoutUrl } = started.payload.application.payment;
  expect(await withdraw(rahima, id)).toMatchObject({ application: { status: 'WITHDRAWN' } });
  await pay(checkoutUrl);
  expect(await (await fetch(checkoutUrl)).text()).toContain('so the money was returned');
  const query = 'query ($id: ID!) { application(id: $id) { status payment { status } timeline { reason } } }';
  const own = async () => (await rahima.get<{ application: object }>(query, { id })).application;
  await expect.poll(own).toMatchObject({
    status: 'WITHDRAWN',
    payment: { status: 'REFUNDED' },
    timeline: [{}, {}, {}, {}, { reason: expect.stringContaining('The money is returned') }],
  });
});
