import { describe, expect, test } from 'vitest';
import type { FormField, FormLimits } from '../form/form-field.ts';
import { guessOfForm, guessOfLookUp, personsIn } from './guess.ts';

const field = (name: string, limits: FormLimits = {}, type = 'String', more: Partial<FormField> = {}): FormField => ({
  ...{ name, type, limits, labelEn: name, labelBn: name, description: '' },
  ...{ list: false, required: false, options: [], fields: [] },
  ...more,
});
const nationalId = field('nationalId', { format: 'NATIONAL_ID' });
const FORM = [
  nationalId,
  field('dateOfBirth', {}, 'Date'),
  field('plot', { pattern: '[0-9]+' }),
  field('amountBdt', {}, 'Int'),
  field('heirs', {}, 'HeirInput', { list: true, fields: [nationalId] }),
];
const rahima = { nationalId: '1990123456789', dateOfBirth: '1990-05-17' };

describe('a look-up', () => {
  test('is about the number, whatever else is tried with it', () => {
    const [one, other] = [rahima, { ...rahima, dateOfBirth: '1990-05-18' }].map((each) => guessOfLookUp(FORM, each));
    expect(one?.numbers).toHaveLength(1);
    expect(other?.numbers).toEqual(one?.numbers);
    expect(other?.combination).not.toBe(one?.combination);
  });

  test('is about the same number whichever year is written before it', () => {
    const numbers = ['1990123456789', '19901990123456789', '12341990123456789'].map((each) =>
      guessOfLookUp(FORM, { nationalId: each }).numbers.join(),
    );
    expect(new Set(numbers).size).toBe(1);
  });

  test('by a slip is about the number on it', () => {
    const slip = [field('slipNumber', { pattern: String.raw`\d{4}-\d{9}` }), field('dateOfBirth', {}, 'Date')];
    expect(guessOfLookUp(slip, { slipNumber: '4001-000000001', dateOfBirth: '1990-05-17' }).numbers).toHaveLength(1);
  });
});

describe('a form', () => {
  test('is about the people in it, also in its lists, and about other numbers apart', () => {
    const guess = guessOfForm(FORM, { ...rahima, plot: '245', heirs: [{ nationalId: '1985123456789' }] });
    expect(guess.numbers).toHaveLength(2);
    expect(guess.sharedNumbers).toHaveLength(1);
  });

  test('that is filled in further guesses nothing more of the people in it', () => {
    const before = guessOfForm(FORM, rahima);
    expect(guessOfForm(FORM, { ...rahima, amountBdt: 12 })).toEqual(before);
    const withDate = guessOfForm(FORM, { ...rahima, dateOfBirth: '1990-05-18' });
    expect(withDate.about).toBe(before.about);
    expect(withDate.combination).not.toBe(before.combination);
  });

  test('names each person once, as the log does', () => {
    const heirs = ['1985123456789', '19901990123456789'].map((each) => ({ nationalId: each }));
    expect(personsIn(FORM, { ...rahima, heirs })).toEqual(['nid:1990123456789', 'nid:1985123456789']);
  });
});
