import { describe, expect, test } from 'vitest';
import { checkForm } from './check.ts';
import { checkDraft, coerceForm } from './coerce.ts';
import type { ReadAnswers } from './json-answers.ts';
import { plotForm, plotSchema } from './test/service-sdl.ts';

const FIELDS = `
  idempotencyKey: ID! @input(labelBn: "চাবি")
  "Mouza" mouza: String! @input(labelBn: "মৌজা", maxLength: 10)
  "Plots" plots: Int! @input(labelBn: "দাগ", max: 50)
  "Kind" kind: PlotKind = FARM @input(labelBn: "ধরন")
  "Since" since: Date @input(labelBn: "কবে থেকে")
  "Heirs" heirs: [Heir!] @input(labelBn: "ওয়ারিশ", maxItems: 2)
  "Slip" slip: String @input(labelBn: "স্লিপ", format: NATIONAL_ID)
`;
const MORE = `
  enum PlotKind { "Farm" FARM @label(bn: "কৃষি") "Home" HOME @label(bn: "বসত") }
  input Heir {
    "Name" name: String! @input(labelBn: "নাম", maxLength: 10)
    "Minor" minor: Boolean @input(labelBn: "নাবালক")
  }
`;
const schema = plotSchema(FIELDS, MORE);
const form = plotForm(FIELDS, MORE);

const told = (read: ReadAnswers) =>
  'problems' in read ? read.problems.map(({ field, code }) => `${field}: ${code}`) : read.values;

describe('answers of a draft are read as the mutation would read them', () => {
  const read = (answers: unknown) => told(coerceForm(schema, 'PlotInput', answers));

  test('a whole draft, as an HTML form sends it in Bangla', () => {
    const answers = {
      mouza: 'গুলশান',
      plots: '১২',
      since: '',
      heirs: [{ name: 'রহিম', minor: null }],
      idempotencyKey: 1,
    };
    const values = { mouza: 'গুলশান', plots: 12, kind: 'FARM', since: null, heirs: [{ name: 'রহিম', minor: null }] };
    expect(read(answers)).toEqual(values);
    expect(checkForm(form, values, '2026-03-26')).toEqual({
      values: { mouza: 'গুলশান', plots: 12, kind: 'FARM', heirs: [{ name: 'রহিম' }] },
      problems: [],
    });
  });

  test.each<[string, unknown, unknown]>([
    ['missing', {}, ['mouza: REQUIRED', 'plots: REQUIRED']],
    ['null where it is required', { mouza: null, plots: null }, ['mouza: REQUIRED', 'plots: REQUIRED']],
    ['left empty where a number is required', { mouza: 'ক', plots: ' ' }, ['plots: REQUIRED']],
    ['unknown', { mouza: 'ক', plots: 1, owner: 'x' }, ['owner: UNKNOWN_FIELD']],
    ['a key of every object', { mouza: 'ক', plots: 1, constructor: 'x' }, ['constructor: UNKNOWN_FIELD']],
    ['no choice', { mouza: 'ক', plots: 1, kind: 'SEA' }, ['kind: NOT_AN_OPTION']],
    ['a fraction', { mouza: 'ক', plots: 1.5 }, ['plots: NOT_A_WHOLE_NUMBER']],
    ['an object for a text', { mouza: {}, plots: 1 }, ['mouza: WRONG_TYPE']],
    ['a text for an object', { mouza: 'ক', plots: 1, heirs: ['রহিম'] }, ['heirs.0: WRONG_TYPE']],
    [
      'inside a list',
      { mouza: 'ক', plots: 1, heirs: [{ name: 'খ' }, { minor: 'yes', age: 3 }, null] },
      ['heirs.1.name: REQUIRED', 'heirs.1.minor: WRONG_TYPE', 'heirs.1.age: UNKNOWN_FIELD', 'heirs.2: REQUIRED'],
    ],
    ['no object at all', ['ক'], ['null: WRONG_TYPE']],
    ['nothing', null, ['null: WRONG_TYPE']],
  ])('%s', (_, answers, problems) => {
    expect(read(answers)).toEqual(problems);
  });

  test('a schema without the input type is the caller’s mistake', () => {
    expect(() => coerceForm(schema, 'PlotKind', {})).toThrow(TypeError);
  });
});

describe('a draft may be incomplete, but not shapeless', () => {
  const saved = (answers: unknown) => told(checkDraft(form, answers));
  test.each<[string, unknown, unknown]>([
    ['nothing yet', {}, {}],
    ['half of it', { mouza: '', plots: null, heirs: [{}], idempotencyKey: 'k' }, { mouza: '', heirs: [{}] }],
    ['a value that will be refused later', { plots: 'twelve' }, { plots: 'twelve' }],
    ['unknown', { owner: 'x' }, ['owner: UNKNOWN_FIELD']],
    ['unknown inside', { heirs: [{ age: 3 }] }, ['heirs.0.age: UNKNOWN_FIELD']],
    ['an object for a text', { mouza: { $gt: '' } }, ['mouza: WRONG_TYPE']],
    ['a list for a text', { mouza: ['a'] }, ['mouza: WRONG_TYPE']],
    ['no list', { heirs: {} }, ['heirs: WRONG_TYPE']],
    ['too many', { heirs: [{}, {}, {}] }, ['heirs: TOO_MANY']],
    ['too long', { mouza: 'ক'.repeat(11), slip: '1'.repeat(201) }, ['mouza: TOO_LONG', 'slip: TOO_LONG']],
    ['too much', { mouza: 'ক'.repeat(7000) }, ['null: TOO_MUCH_DATA']],
    ['no object at all', 'x', ['null: WRONG_TYPE']],
    ['a key that poisons', JSON.parse('{"__proto__": {"a": 1}}'), ['null: FORBIDDEN_KEY']],
  ])('%s', (_, answers, outcome) => {
    expect(saved(answers)).toEqual(outcome);
  });
});
