import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskForTests, openDesk } from '../test/desk.ts';
import { act } from './act.ts';
import { assess } from './eligibility.ts';

let office: DeskForTests;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const asked = (service: string, answers: unknown) => assess(office.desk, office.entry(service), answers, 'rahima');
const whole = { plot: 'E1', depthMetres: 50, mobile: '01712345678' };

test('who has answered everything, and nothing stands in the way, may have it', async () => {
  expect(await asked('well', whole)).toEqual({ problems: [], missing: [] });
});

test('who has answered nothing is told what is missing, what the rules ask first', async () => {
  const { problems, missing } = await asked('well', {});
  expect(problems).toEqual([]);
  expect(missing[0]).toBe('depthMetres');
  expect([...missing].sort()).toEqual(['depthMetres', 'mobile', 'plot']);
});

test('one answer may be enough for a no', async () => {
  expect(await asked('well', { depthMetres: 201 })).toMatchObject({
    problems: [{ field: 'depthMetres', code: 'TOO_DEEP_FOR_US' }],
  });
});

test.each([
  ['a value against the limits', { mobile: '123' }, 'mobile', 'NOT_A_MOBILE'],
  ['a value of the wrong type', { depthMetres: 'deep' }, 'depthMetres', 'NOT_A_WHOLE_NUMBER'],
  ['a field that the form lacks', { colour: 'blue' }, 'colour', 'UNKNOWN_FIELD'],
])('%s is a no with the field', async (_, answers, field, code) => {
  expect(await asked('well', answers)).toMatchObject({ problems: [{ field, code }] });
});

test('what somebody else has already is a no, and yes again when they give it back', async () => {
  const bought = await office.submit('ferry-seat', { seat: 'E9' }, 'karim');
  if (!('record' in bought)) throw new Error('the seat was not sold');
  expect(await asked('ferry-seat', { seat: 'E9' })).toMatchObject({ problems: [{ code: 'SEAT_TAKEN' }] });
  await act(office.desk, await office.record(bought.record._id), 'WITHDRAW', { role: 'APPLICANT', actorId: 'karim' });
  expect(await asked('ferry-seat', { seat: 'E9' })).toMatchObject({ problems: [] });
});
