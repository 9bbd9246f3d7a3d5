/** A thousand forms that keep to what they say of themselves, filled at random: none is answered with an internal error. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { type Field, type Service, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const FORMS = 1_000;

let place: Town;
let citizen: Client;
beforeAll(async () => {
  place = await town();
  citizen = await place.citizen(people.rahima);
});
afterAll(() => place.stop());

test('no form within its own limits is answered with an internal error', async () => {
  const services = await servicesOf(citizen, 'EN');
  const aForm = fc
    .constantFrom(...services)
    .chain((service) => fc.tuple(fc.constant(service), formOf(service.form.fields)));
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(aForm, async ([service, input]) => {
      const { data, errors } = await send(citizen, service, input, 'BN');
      expect(errors, service.code).toBeUndefined();
      // Refused by a rule, or accepted: both are answers.
      if (data?.answer?.userErrors.length === 0) accepted += 1;
      else expect(data?.answer?.userErrors, service.code).not.toContainEqual(expect.objectContaining({ message: '' }));
    }),
    { numRuns: FORMS },
  );
  expect(accepted).toBeGreaterThan(0);
});

/** Any input that a form allows: what is not required may be left out. */
function formOf(fields: Service['form']['fields']): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(Object.fromEntries(fields.map((field) => [field.name, answerTo(field)])))
    .map((input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
}

function answerTo(field: Field): fc.Arbitrary<unknown> {
  const one = itemOf(field);
  const { minItems, maxItems, required } = field;
  const value = field.list
    ? fc.array(one, { minLength: Math.max(minItems ?? 0, required ? 1 : 0), maxLength: Math.min(maxItems ?? 3, 4) })
    : one;
  return required ? value : fc.option(value, { nil: undefined });
}

function itemOf(field: Field): fc.Arbitrary<unknown> {
  const { type, options, fields = [], example, format, pattern } = field;
  if (fields.length > 0) return formOf(fields);
  if (options.length > 0) return fc.constantFrom(...options.map(({ value }) => value));
  switch (type) {
    case 'Int':
      return fc.integer({ min: field.min ?? -1_000, max: field.max ?? 1_000_000 });
    case 'Float':
      return fc.double({ min: field.min ?? -1_000, max: field.max ?? 1_000_000, noNaN: true });
    case 'Boolean':
      return fc.boolean();
    case 'Date':
      return fc
        .date({
          min: new Date(field.earliest ?? '1900-01-01'),
          max: new Date(field.latest ?? '2060-12-31'),
          noInvalidDate: true,
        })
        .map((day) => day.toISOString().slice(0, 10));
    default:
      return textOf(field, format, pattern, example);
  }
}

/** Digits of a well-known number at random; of any other pattern its example; else text of any script. */
function textOf(
  { minLength, maxLength }: Field,
  format: string | null,
  pattern: string | null,
  example: string | null,
): fc.Arbitrary<string> {
  const digits = (count: number, first = '1') =>
    fc
      .string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
      .map((rest) => first + rest);
  if (format === 'NATIONAL_ID') return fc.oneof(digits(9), digits(12), digits(16));
  if (format === 'MOBILE') return digits(8, '017');
  if (format === 'BIRTH_REGISTRATION') return digits(16);
  if (format !== null || pattern !== null) return fc.constant(example ?? '');
  const letter = fc.constantFrom(...'abcXYZ 0123 আকখগ১২৩ািু.,-');
  const text = fc
    .string({ unit: letter, minLength: minLength ?? 1, maxLength: Math.min(maxLength ?? 50, 200) })
    .map((given) => given.trim().padEnd(minLength ?? 1, 'ক'));
  return example === null
    ? text
    : fc.oneof({ weight: 2, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: text });
}
