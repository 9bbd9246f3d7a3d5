import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import { act } from './act.ts';
import { saveDraft, submit, submitDraft } from './submit.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const whole = { plot: '245', depthMetres: 50, mobile: '01712345678' };

function save(
  answers: unknown,
  {
    applicationId = null,
    as = 'rahima',
    idempotencyKey = crypto.randomUUID(),
    service = 'well',
  }: { applicationId?: string | null; as?: string; idempotencyKey?: string; service?: string } = {},
) {
  return saveDraft(water.desk, water.entry(service), { applicationId, answers, idempotencyKey }, as);
}

describe('a draft', () => {
  test('may be half filled, and shows what was filled in', async () => {
    expect(recordOf(await save({ plot: '245' }))).toMatchObject({
      status: 'DRAFT',
      values: { plot: '245' },
      answers: [{ name: 'plot', label: { bn: 'দাগ' }, value: { en: '245' } }],
      submittedAt: null,
      dueAt: null,
      payment: null,
      timeline: [],
    });
  });

  test('is kept as it was typed: limits and rules wait until it is handed in', async () => {
    expect(codesOf(await save({ depthMetres: 9999, mobile: '01', drillingAt: 'soon' }))).toEqual([]);
  });

  test('is changed as often as one likes, which is no event of its timeline', async () => {
    const { _id } = recordOf(await save({ plot: '1' }));
    for (const plot of ['2', '3', '4']) recordOf(await save({ plot, mobile: '0171' }, { applicationId: _id }));
    expect(await water.record(_id)).toMatchObject({ values: { plot: '4', mobile: '0171' }, version: 4, timeline: [] });
    expect(water.applications.toldOf(_id).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  test('sent twice is one draft', async () => {
    const idempotencyKey = 'my-draft-2026';
    const [one, other] = await Promise.all([
      save({ plot: '7' }, { idempotencyKey }),
      save({ plot: '7' }, { idempotencyKey }),
    ]);
    expect(recordOf(one)._id).toBe(recordOf(other)._id);
    expect(codesOf(await save({ plot: '8' }, { idempotencyKey }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test('is not the answer to the same form, handed in with the same key', async () => {
    const idempotencyKey = 'my-second-draft';
    recordOf(await save(whole, { idempotencyKey }));
    const handedIn = await submit(water.desk, water.entry('well'), { ...whole, idempotencyKey }, 'rahima');
    expect(codesOf(handedIn)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test.each([
    ['a field that the form lacks', { depth: 50 }, 'depth', 'UNKNOWN_FIELD'],
    ['more text than the field may ever hold', { plot: 'x'.repeat(21) }, 'plot', 'TOO_LONG'],
    ['an object for a text', { plot: { number: 245 } }, 'plot', 'WRONG_TYPE'],
    ['a list', ['245'], null, 'WRONG_TYPE'],
    ['a key that is too short', { plot: '1' }, 'idempotencyKey', 'TOO_SHORT', 'short'],
  ])('with %s is refused', async (_, answers, field, code, idempotencyKey = 'a-key-of-mine') => {
    expect(await save(answers, { idempotencyKey, as: 'careless' })).toMatchObject({ problems: [{ field, code }] });
    expect(await water.desk.applications.countDocuments({ applicantId: 'careless' })).toBe(0);
  });

  test('of somebody else, or of another service, is not there', async () => {
    const { _id } = recordOf(await save({ plot: '1' }));
    expect(codesOf(await save({ plot: '2' }, { applicationId: _id, as: 'karim' }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await save({ description: 'x' }, { applicationId: _id, service: 'leak' }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await save({ plot: '2' }, { applicationId: 'water-none' }))).toEqual(['NOT_FOUND']);
    expect((await water.record(_id)).values).toEqual({ plot: '1' });
  });
});

describe('a draft that is handed in', () => {
  test('becomes what the whole form would have become', async () => {
    const { _id } = recordOf(await save({ plot: ' 245 ' }));
    const draft = recordOf(
      await save({ ...whole, depthMetres: '৫০', mobile: '+880 1712-345678' }, { applicationId: _id }),
    );
    expect(recordOf(await submitDraft(water.desk, draft))).toMatchObject({
      _id,
      status: 'SUBMITTED',
      values: whole,
      answers: [{ name: 'plot' }, { name: 'depthMetres', value: { bn: '৫০' } }, { name: 'mobile' }],
      payment: { amountBdt: 500, status: 'DUE' },
      timeline: [{ action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT' }],
      version: 3,
    });
  });

  test.each([
    ['is not whole', { plot: '245' }, ['REQUIRED', 'REQUIRED']],
    ['has what no date can be', { ...whole, drillingAt: 'soon' }, ['WRONG_TYPE']],
    ['keeps to no limit', { ...whole, depthMetres: 9999 }, ['TOO_LARGE']],
    ['breaks a rule of the ministry', { ...whole, depthMetres: 201 }, ['TOO_DEEP_FOR_US']],
  ])('is refused when it %s, and stays a draft', async (_, answers, codes) => {
    const draft = recordOf(await save(answers));
    expect(codesOf(await submitDraft(water.desk, draft))).toEqual(codes);
    expect(await water.record(draft._id)).toMatchObject({ status: 'DRAFT', version: 1 });
  });

  test('twice at once is handed in once', async () => {
    const draft = recordOf(await save(whole));
    const answers = await Promise.all([submitDraft(water.desk, draft), submitDraft(water.desk, draft)]);
    expect(answers.flatMap(codesOf)).toEqual(['CHANGED_MEANWHILE']);
    expect((await water.record(draft._id)).timeline).toHaveLength(1);
    expect(codesOf(await submitDraft(water.desk, await water.record(draft._id)))).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('can no longer be changed', async () => {
    const draft = recordOf(await save(whole));
    recordOf(await submitDraft(water.desk, draft));
    expect(codesOf(await save({ ...whole, plot: '9' }, { applicationId: draft._id }))).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('of a booking is confirmed at once', async () => {
    const draft = recordOf(await save({ day: '2026-05-01' }, { service: 'boat-trip' }));
    expect(recordOf(await submitDraft(water.desk, draft))).toMatchObject({
      status: 'APPROVED',
      timeline: [{ action: 'SUBMIT' }, { action: 'CONFIRM' }],
    });
  });
});

test('a draft that is taken back is over', async () => {
  const draft = recordOf(await save({ plot: '1' }));
  const withdrawn = recordOf(await act(water.desk, draft, 'WITHDRAW', { role: 'APPLICANT', actorId: 'rahima' }));
  expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', submittedAt: null });
  expect(codesOf(await submitDraft(water.desk, withdrawn))).toEqual(['ILLEGAL_TRANSITION']);
});
