/** Puts values in words, as label and value in both languages, for readers who know neither the service nor its types. */
import type { GraphQLSchema } from 'graphql';
import { areaInWords, areaOf } from '../areas/area-map.ts';
import type { Text } from '../errors/catalogue.ts';
import { dayInWords, instantInWords } from './day-in-words.ts';
import { inBanglaDigits } from './digits.ts';
import { fileNameOf } from './document-reference.ts';
import type { FormField } from './form-field.ts';
import { recordFields } from './record-fields.ts';
import { isDay } from './relative-day.ts';

/** One label and its value, as `Answer` of the graph shows it. */
export type AnswerRecord = {
  /** The field's path: nested ones joined by dots, items of a list by their index: `heirs.0.name`. */
  readonly name: string;
  readonly label: Text;
  readonly value: Text;
  /** Of a document: what opens it. */
  readonly documentReference?: string;
};

/** The answers of a form, in its order; what is empty is left out. */
export function answersOf(form: readonly FormField[], values: object): AnswerRecord[] {
  return ofFields(form, values, { name: '', label: { en: '', bn: '' } });
}

/** The fields of a look-up's record, in the order of its type; what is empty is left out. */
export function answersOfRecord(schema: GraphQLSchema, typeName: string, record: object): AnswerRecord[] {
  return answersOf(recordFields(schema, typeName), record);
}

type Place = { readonly name: string; readonly label: Text };

function ofFields(fields: readonly FormField[], values: object, around: Place): AnswerRecord[] {
  const given = new Map<string, unknown>(Object.entries(values));
  return fields.flatMap((field) => {
    const value = given.get(field.name);
    const place = within(around, field);
    if (!Array.isArray(value)) return ofValue(field, value, place);
    return value.flatMap((item: unknown, index) => ofValue(field, item, numbered(place, index)));
  });
}

function ofValue(field: FormField, value: unknown, place: Place): AnswerRecord[] {
  if (value === undefined || value === null || value === '') return [];
  if (field.fields.length > 0) return typeof value === 'object' ? ofFields(field.fields, value, place) : [];
  if (field.limits.format === 'DOCUMENT' && typeof value === 'string')
    return [{ ...place, value: same(fileNameOf(value) ?? value), documentReference: value }];
  return [{ ...place, value: valueInWords(field, value) }];
}

function within(around: Place, { name, labelEn, labelBn }: FormField): Place {
  if (around.name === '') return { name, label: { en: labelEn, bn: labelBn } };
  return {
    name: `${around.name}.${name}`,
    label: { en: `${around.label.en} – ${labelEn}`, bn: `${around.label.bn} – ${labelBn}` },
  };
}

/** A list's first item has index 0 in its name and number 1 in its label. */
function numbered({ name, label }: Place, index: number): Place {
  const number = String(index + 1);
  return {
    name: `${name}.${index}`,
    label: { en: `${label.en} ${number}`, bn: `${label.bn} ${inBanglaDigits(number)}` },
  };
}

function valueInWords({ name, type, options, limits }: FormField, value: unknown): Text {
  const option = options.find((each) => each.value === value);
  if (option) return { en: option.labelEn, bn: option.labelBn };
  if (typeof value === 'boolean') return value ? { en: 'Yes', bn: 'হ্যাঁ' } : { en: 'No', bn: 'না' };
  if (type === 'Date') return day(value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
  if (type === 'DateTime') return instant(value instanceof Date ? value : new Date(String(value)), String(value));
  // A draft may hold half a code.
  const isArea = limits.format === 'AREA' || limits.format === 'ADDRESS_AREA';
  if (isArea && typeof value === 'string') return areaOf(value) ? areaInWords(value) : same(value);
  if (typeof value === 'number') return name.endsWith('Bdt') ? taka(value) : number(value);
  return same(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A registry's entry may hold what is no day (`unknown`): it is shown as it is. */
function day(text: string): Text {
  return isDay(text) ? dayInWords(text) : same(text);
}

function instant(at: Date, text: string): Text {
  return Number.isNaN(at.getTime()) ? same(text) : instantInWords(at);
}

/** Without separators: the number may be a year or a plot. */
function number(value: number): Text {
  return { en: String(value), bn: inBanglaDigits(String(value)) };
}

/** Whole taka, grouped by lakh and crore as the country writes it. */
function taka(amountBdt: number): Text {
  const grouped = LAKHS.format(amountBdt);
  return { en: `Tk ${grouped}`, bn: `${inBanglaDigits(grouped)} টাকা` };
}

const LAKHS = new Intl.NumberFormat('en-IN');

function same(text: string): Text {
  return { en: text, bn: text };
}
