import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayInDhaka } from '../clock.ts';
import { daysLater } from '../days.ts';
import { problem } from '../errors/problem.ts';
import type { RuleContext } from '../service.ts';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import { act, type MoveInput } from './act.ts';
import type { Action } from './lifecycle.ts';
import { actionsOf } from './lifecycle.ts';
import { stageOf } from './snapshot.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const official = { role: 'OFFICIAL', actorId: 'official-1' } as const;

/** Reads the record anew and moves it on. */
async function move(id: string, action: Action, input: MoveInput = {}, actor = actorOf(action)) {
  return act(water.desk, await water.record(id), action, actor, input);
}

function actorOf(action: Action): typeof applicant | typeof official {
  return ['ANSWER', 'WITHDRAW', 'SUBMIT'].includes(action) ? applicant : official;
}

/** An application that an official has taken; free unless said otherwise. */
async function underReview(form: object = { depthMetres: 2 }): Promise<string> {
  const { _id } = recordOf(await water.submit('well', form));
  recordOf(await move(_id, 'TAKE'));
  return _id;
}

/** One about which an official has asked: the whole form, unless fields are named. */
async function asked(form?: object, fields: readonly string[] = []): Promise<string> {
  const id = await underReview(form);
  recordOf(await move(id, 'REQUEST_INFORMATION', { note: 'Which mobile reaches you?', fields }));
  return id;
}

describe('an application on its way', () => {
  test('is taken, asked about, answered, granted and handed over', async () => {
    const id = await underReview();
    expect(await water.record(id)).toMatchObject({ status: 'UNDER_REVIEW', takenBy: 'official-1' });

    water.clock.passes(3_600_000);
    const question = { note: 'Which mobile reaches you?', fields: ['mobile'] };
    expect(recordOf(await move(id, 'REQUEST_INFORMATION', question))).toMatchObject({
      status: 'INFORMATION_REQUESTED',
      informationRequest: { question: question.note, fields: ['mobile'], askedAt: water.clock.now() },
    });
    const answer = { note: 'My new number', answers: { mobile: '০১৮১২৩৪৫৬৭৮' } };
    expect(recordOf(await move(id, 'ANSWER', answer))).toMatchObject({
      status: 'UNDER_REVIEW',
      informationRequest: null,
      values: { depthMetres: 2, mobile: '01812345678' },
      answers: expect.arrayContaining([
        expect.objectContaining({ name: 'mobile', value: { en: '01812345678', bn: '01812345678' } }),
      ]),
    });
    const granted = recordOf(await move(id, 'APPROVE', { note: 'All is in order' }));
    expect(granted).toMatchObject({
      status: 'APPROVED',
      decision: { outcome: 'APPROVED', reason: 'All is in order', decidedAt: water.clock.now() },
      outcomeValues: { permitNumber: granted.reference.replace('WATE', 'W') },
      outcome: [{ name: 'permitNumber', label: { en: 'Permit number', bn: 'অনুমতি নম্বর' } }],
    });
    const done = recordOf(await move(id, 'COMPLETE'));
    expect(done.timeline.map(({ action, status, actorId, note }) => [action, status, actorId, note])).toEqual([
      ['SUBMIT', 'SUBMITTED', 'rahima', null],
      ['TAKE', 'UNDER_REVIEW', 'official-1', null],
      ['REQUEST_INFORMATION', 'INFORMATION_REQUESTED', 'official-1', question.note],
      ['ANSWER', 'UNDER_REVIEW', 'rahima', answer.note],
      ['APPROVE', 'APPROVED', 'official-1', 'All is in order'],
      ['COMPLETE', 'COMPLETED', 'official-1', null],
    ]);
    expect(water.applications.toldOf(id).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('is refused with a reason', async () => {
    const id = await underReview();
    expect(recordOf(await move(id, 'REJECT', { note: 'The plot is a road' }))).toMatchObject({
      status: 'REJECTED',
      decision: { outcome: 'REJECTED', reason: 'The plot is a road' },
      outcome: [],
    });
  });

  test('is not granted before the fee is paid', async () => {
    const id = await underReview({ depthMetres: 50 });
    expect(codesOf(await move(id, 'APPROVE', { note: 'Fine' }))).toEqual(['FEE_UNPAID']);
    expect(await water.record(id)).toMatchObject({ status: 'UNDER_REVIEW', decision: null });
    expect(codesOf(await move(id, 'REJECT', { note: 'No' }))).toEqual([]);
  });

  test('is taken back from where it stands, and then nothing is open', async () => {
    const id = await asked();
    expect(recordOf(await move(id, 'WITHDRAW', { note: 'I moved' }))).toMatchObject({
      status: 'WITHDRAWN',
      informationRequest: null,
      timeline: expect.arrayContaining([expect.objectContaining({ action: 'WITHDRAW', note: 'I moved' })]),
    });
  });

  test('is not moved on by who has no part in it', async () => {
    const id = await underReview();
    expect(codesOf(await move(id, 'APPROVE', {}, applicant))).toEqual(['ILLEGAL_TRANSITION']);
    expect(codesOf(await move(id, 'WITHDRAW', {}, official))).toEqual(['ILLEGAL_TRANSITION']);
    expect(codesOf(await move(id, 'TAKE'))).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('of a service that the ministry no longer has is told so', async () => {
    const record = { ...(await water.record(await underReview())), serviceCode: 'gone' };
    expect(codesOf(await act(water.desk, record, 'APPROVE', official))).toEqual(['UNKNOWN_SERVICE']);
  });
});

describe('when several act at once', () => {
  test('exactly one of two officials takes it', async () => {
    const record = recordOf(await water.submit('well'));
    const answers = await Promise.all(
      ['official-1', 'official-2'].map((actorId) => act(water.desk, record, 'TAKE', { ...official, actorId })),
    );
    expect(answers.flatMap(codesOf)).toEqual(['CHANGED_MEANWHILE']);
    const winner = answers.flatMap((answer) => ('record' in answer ? [answer.record.takenBy] : []));
    expect(await water.record(record._id)).toMatchObject({ takenBy: winner[0], version: 2 });
  });

  test('it is granted or refused or taken back, never two of them', async () => {
    const record = await water.record(await underReview());
    const answers = await Promise.all([
      act(water.desk, record, 'APPROVE', official, { note: 'Yes' }),
      act(water.desk, record, 'REJECT', { ...official, actorId: 'official-2' }, { note: 'No' }),
      act(water.desk, record, 'WITHDRAW', applicant),
    ]);
    expect(answers.flatMap(codesOf)).toEqual(['CHANGED_MEANWHILE', 'CHANGED_MEANWHILE']);
    const after = await water.record(record._id);
    expect(after.timeline).toHaveLength(3);
    expect(actionsOf(stageOf(after), 'SYSTEM')).toEqual([]);
  });
});

describe('a question of the official', () => {
  test('may only ask for what is on the form', async () => {
    const id = await underReview();
    const asks = await move(id, 'REQUEST_INFORMATION', { note: 'Your age?', fields: ['mobile', 'age'] });
    expect(asks).toMatchObject({ problems: [{ field: 'fields', code: 'NOT_ON_THE_FORM', values: { field: 'age' } }] });
  });

  test('may be answered in words alone', async () => {
    const id = await asked();
    const { values } = await water.record(id);
    expect(recordOf(await move(id, 'ANSWER', { note: 'The number is right' })).values).toEqual(values);
  });

  test('that names fields lets these be changed and no other', async () => {
    const id = await asked({ depthMetres: 2 }, ['mobile']);
    const answers = { mobile: '01812345678', depthMetres: 3 };
    expect(await move(id, 'ANSWER', { answers })).toMatchObject({
      problems: [{ field: 'depthMetres', code: 'NOT_ASKED_FOR', values: { fields: 'mobile' } }],
    });
    expect(await water.record(id)).toMatchObject({ status: 'INFORMATION_REQUESTED', values: { depthMetres: 2 } });
    const { mobile } = answers;
    expect(recordOf(await move(id, 'ANSWER', { answers: { mobile } })).values).toMatchObject({
      mobile,
      depthMetres: 2,
    });
  });

  test.each([
    ['nothing that the form lacks', { colour: 'blue' }, 'colour', 'UNKNOWN_FIELD'],
    ['nothing of another type', { depthMetres: 'deep' }, 'depthMetres', 'NOT_A_WHOLE_NUMBER'],
    ['nothing beyond the limits', { mobile: '12' }, 'mobile', 'NOT_A_MOBILE'],
    ['nothing that a rule objects to', { depthMetres: 250 }, 'depthMetres', 'TOO_DEEP_FOR_US'],
    ['no text in the place of answers', 'mobile', 'answers', 'WRONG_TYPE'],
  ])('takes %s', async (_, answers, field, code) => {
    const id = await asked();
    expect(await move(id, 'ANSWER', { note: 'Here', answers })).toMatchObject({ problems: [{ field, code }] });
    expect(await water.record(id)).toMatchObject({ status: 'INFORMATION_REQUESTED' });
  });

  test('leaves an instant of the form as it was', async () => {
    const drillingAt = new Date('2026-04-01T03:00:00Z');
    const id = await asked({ depthMetres: 2, drillingAt });
    const answered = recordOf(await move(id, 'ANSWER', { answers: { mobile: '01812345678' } }));
    expect(answered.values).toMatchObject({ drillingAt, mobile: '01812345678' });
  });

  describe('that is answered or decided six weeks later', () => {
    const daysBefore = (days: number) => daysLater(dayInDhaka(water.clock.now()), -days);
    const answeredLate = async (surveyedOn: string, answers: object) => {
      const id = await asked({ depthMetres: 2, surveyedOn });
      water.clock.passes(45 * 24 * 3_600_000);
      return move(id, 'ANSWER', { note: 'Here', answers });
    };

    test('is granted what it asked for on that day', async () => {
      const days: string[] = [];
      const well = water.entry('well');
      const unique = ({ today }: RuleContext<never>) => {
        days.push(today);
        return { key: today, taken: problem(null, 'PLOT_HAS_A_WELL') };
      };
      const services = new Map([['well', { ...well, behaviour: { ...well.behaviour, unique } }]]);
      const id = await underReview();
      const handedInOn = daysBefore(0);
      water.clock.passes(45 * 24 * 3_600_000);
      recordOf(await act({ ...water.desk, services }, await water.record(id), 'APPROVE', official));
      expect(days).toEqual([handedInOn]);
    });

    test('finds the form as right as on the day when it was handed in', async () => {
      expect(codesOf(await answeredLate(daysBefore(30), { mobile: '01812345678' }))).toEqual([]);
    });

    test.each([
      [30, []],
      [31, ['SURVEY_TOO_OLD']],
      [61, ['DATE_TOO_EARLY']],
      [-1, ['DATE_TOO_LATE']],
    ])('judges a survey of %i days before that day by that day', async (days, codes) => {
      expect(codesOf(await answeredLate(daysBefore(0), { surveyedOn: daysBefore(days) }))).toEqual(codes);
    });
  });

  test('changes the fee with the answers that it depends on, as long as nobody has been asked to pay', async () => {
    const id = await asked({ depthMetres: 50 });
    expect(recordOf(await move(id, 'ANSWER', { answers: { depthMetres: 120 } })).payment).toMatchObject({
      amountBdt: 900,
      status: 'DUE',
    });
    recordOf(await move(id, 'REQUEST_INFORMATION', { note: 'So deep?' }));
    expect(recordOf(await move(id, 'ANSWER', { answers: { depthMetres: 2 } })).payment).toBeNull();
  });

  test('cannot make a fee higher that has been paid', async () => {
    const id = await asked({ depthMetres: 50 });
    await water.desk.applications.updateOne({ _id: id }, { $set: { 'payment.status': 'PAID' } });
    const deeper = await move(id, 'ANSWER', { answers: { depthMetres: 120 } });
    expect(deeper).toMatchObject({
      problems: [{ field: 'answers', code: 'FEE_WOULD_CHANGE', values: { amountBdt: 900 } }],
    });
    expect(recordOf(await move(id, 'ANSWER', { answers: { depthMetres: 60 } })).payment).toMatchObject({
      amountBdt: 500,
      status: 'PAID',
    });
  });
});
