import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, problem } from '../errors/problem.ts';
import type { RecordedService } from '../service.ts';
import { type DeskForTests, openDesk } from '../test/desk.ts';
import { wells } from '../test/ministry-for-tests/index.ts';
import { triesOn } from '../tries/tries.ts';
import { act } from './act.ts';
import type { Desk } from './desk.ts';
import { assess } from './eligibility.ts';
import { submit } from './submit.ts';

let office: DeskForTests;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const asked = (service: string, answers: unknown) => assess(office.desk, office.entry(service), answers, 'rahima');
const whole = { plot: 'E1', depthMetres: 50, mobile: '01712345678' };

test('who has answered everything, and nothing stands in the way, may have it', async () => {
  expect(await asked('well', whole)).toEqual({ problems: [], missing: [], about: [] });
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

describe('when a rule asks a register', () => {
  /** The register knows of one plot that is the mobile's. */
  const ofMobile: RecordedService<{ plot: string; mobile: string }> = {
    rules: [
      async ({ input: { mobile, plot }, registry }) => {
        await registry(wells).exists({ plot });
        return mobile !== '01712345678' || plot === '17' ? ok : problem('mobile', 'PLOT_HAS_A_WELL');
      },
    ],
  };
  const well = () => ({ ...office.entry('well'), behaviour: ofMobile });
  let desk: Desk;
  beforeAll(async () => {
    const { applications, clock } = office.desk;
    desk = { ...office.desk, tries: triesOn(applications.db, clock, { perAsker: 3, perNumber: 10 }) };
  });

  test('different guesses at a number are told ten times a day', async () => {
    const guess = (plot: number, as = `asker-${plot}`) =>
      assess(desk, well(), { mobile: '01712345678', plot: `${plot}` }, as);
    for (let plot = 20; plot < 30; plot += 1)
      expect(await guess(plot)).toMatchObject({ problems: [{ code: 'PLOT_HAS_A_WELL' }] });
    const refused = { problems: [{ code: 'TOO_MANY_TRIES' }], isUnsaid: true };
    expect(await guess(17)).toMatchObject(refused);
    // What was told is told again: there is nothing more in it.
    expect(await guess(20)).toMatchObject({ problems: [{ code: 'PLOT_HAS_A_WELL' }] });
    const handedIn = await submit(
      desk,
      well(),
      { mobile: '01712345678', plot: '17', depthMetres: 2, idempotencyKey: crypto.randomUUID() },
      'somebody',
    );
    expect(handedIn).toMatchObject({ problems: [{ code: 'TOO_MANY_TRIES' }] });
  });

  test('one asker asks about so many numbers, and fills in a form about one as long as they like', async () => {
    const guess = (mobile: string, plot: string) => assess(desk, well(), { mobile, plot }, 'karim');
    for (const mobile of ['01800000001', '01800000002', '01800000003'])
      for (const plot of ['a', 'b', 'c', 'd']) expect(await guess(mobile, plot)).toMatchObject({ problems: [] });
    expect(await guess('01800000004', 'a')).toMatchObject({ problems: [{ code: 'TOO_MANY_TRIES' }] });
  });

  test('whose number it was asked about is told, to be entered; where no register was asked it is nobody’s', async () => {
    const form = [
      ...office
        .entry('well')
        .definition.form.map((field) =>
          field.name === 'plot' ? { ...field, limits: { format: 'NATIONAL_ID' as const } } : field,
        ),
    ];
    const { definition, ...rest } = well();
    const byNationalId = { ...rest, definition: { ...definition, form } };
    const answers = { mobile: '01911111111', plot: '19901990123456789' };
    expect(await assess(desk, byNationalId, answers, 'salma')).toMatchObject({ about: ['nid:1990123456789'] });
    const asksNobody = { ...byNationalId, behaviour: {} };
    expect(await assess(desk, asksNobody, answers, 'salma')).toMatchObject({ about: [] });
  });
});
