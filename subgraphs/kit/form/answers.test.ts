import { expect, test } from 'vitest';
import { answersOf, answersOfRecord } from './answers.ts';
import { plotForm, plotSchema } from './test/service-sdl.ts';

const CHOICES = 'enum PlotKind { "Farm land" FARM @label(bn: "কৃষি জমি") }';

test('a form in words of both languages, without what is empty', () => {
  const form = plotForm(
    `"Mouza" mouza: String @input(labelBn: "মৌজা", maxLength: 50)
     "Kind" kind: PlotKind @input(labelBn: "ধরন")
     "Since" since: Date @input(labelBn: "কবে থেকে")
     "Plots" plots: Int @input(labelBn: "দাগ")
     "Price" priceBdt: Int @input(labelBn: "মূল্য")
     "Built on" isBuilt: Boolean @input(labelBn: "স্থাপনা আছে")
     "Heir" heirs: [Heir!] @input(labelBn: "ওয়ারিশ", maxItems: 2)
     "Phone" phones: [String!] @input(labelBn: "ফোন", format: MOBILE, maxItems: 2)
     "Home" home: String @input(labelBn: "ঠিকানা", format: ADDRESS_AREA)
     "Place" place: String @input(labelBn: "স্থান", format: AREA)
     "Note" note: String @input(labelBn: "মন্তব্য", maxLength: 50)`,
    `${CHOICES} input Heir { "Name" name: String! @input(labelBn: "নাম", maxLength: 50) }`,
  );
  const values = {
    mouza: 'গুলশান',
    kind: 'FARM',
    since: '1990-05-17',
    plots: 2026,
    priceBdt: 1234567,
    isBuilt: false,
    heirs: [{ name: 'রহিম' }, { name: 'Karim' }],
    phones: ['01712345678'],
    home: '06-47-365',
    place: '06-4',
  };
  expect(
    answersOf(form, values).map(({ name, label, value }) => [name, label.en, value.en, label.bn, value.bn]),
  ).toEqual([
    ['mouza', 'Mouza', 'গুলশান', 'মৌজা', 'গুলশান'],
    ['kind', 'Kind', 'Farm land', 'ধরন', 'কৃষি জমি'],
    ['since', 'Since', '17 May 1990', 'কবে থেকে', '১৭ মে ১৯৯০'],
    ['plots', 'Plots', '2026', 'দাগ', '২০২৬'],
    ['priceBdt', 'Price', 'Tk 12,34,567', 'মূল্য', '১২,৩৪,৫৬৭ টাকা'],
    ['isBuilt', 'Built on', 'No', 'স্থাপনা আছে', 'না'],
    ['heirs.0.name', 'Heir 1 – Name', 'রহিম', 'ওয়ারিশ ১ – নাম', 'রহিম'],
    ['heirs.1.name', 'Heir 2 – Name', 'Karim', 'ওয়ারিশ ২ – নাম', 'Karim'],
    ['phones.0', 'Phone 1', '01712345678', 'ফোন ১', '01712345678'],
    ['home', 'Home', 'Savar, Dhaka', 'ঠিকানা', 'সাভার, ঢাকা'],
    // Half a code, of a draft.
    ['place', 'Place', '06-4', 'স্থান', '06-4'],
  ]);
});

test('a look-up’s record in words, from the type’s own labels', () => {
  const schema = plotSchema(
    '"A" a: Int @input(labelBn: "ক")',
    `${CHOICES}
     scalar DateTime
     type Plot {
       "Kind" kind: PlotKind @label(bn: "ধরন")
       "Recorded at" recordedAt: DateTime @label(bn: "রেকর্ডের সময়")
       "Owners" owners: [Owner!]! @label(bn: "মালিক")
       area: Float
       "Since" since: Date @label(bn: "কবে থেকে")
       "Neighbour" neighbour: Plot @label(bn: "পাশের দাগ")
       "In years" age(unit: String): Int @label(bn: "বয়স")
     }
     type Owner { "Name" name: String! @label(bn: "নাম") }`,
  );
  const record = {
    kind: 'FARM',
    recordedAt: new Date('2026-03-25T20:05:00Z'),
    owners: [{ name: 'রহিম' }],
    area: 2.5,
    since: 'unknown',
    neighbour: { kind: 'FARM' },
    age: 3,
    internalNote: 'not in the type',
  };
  const answers = answersOfRecord(schema, 'Plot', record);
  expect(answers.map(({ name, label, value }) => [name, label.en, value.en, label.bn, value.bn])).toEqual([
    ['kind', 'Kind', 'Farm land', 'ধরন', 'কৃষি জমি'],
    ['recordedAt', 'Recorded at', '26 March 2026, 02:05', 'রেকর্ডের সময়', '২৬ মার্চ ২০২৬, ০২:০৫'],
    ['owners.0.name', 'Owners 1 – Name', 'রহিম', 'মালিক ১ – নাম', 'রহিম'],
    ['area', 'area', '2.5', 'area', '২.৫'],
    ['since', 'Since', 'unknown', 'কবে থেকে', 'unknown'],
  ]);
  expect(() => answersOfRecord(schema, 'PlotKind', {})).toThrow(TypeError);
});
