/** Fills a form with values that keep to its limits: for tests, generic clients and the explorer's first query. */
import { inBanglaDigits } from './digits.ts';
import { exampleValue } from './example.ts';
import type { FormField, FormLimits } from './form-field.ts';
import { formats } from './formats.ts';
import { relativeDay } from './relative-day.ts';

/**
 * An input of a form, its example where it has one. In Bangla, text is Bangla and digits of numbers and dates are too.
 * Documents are left out: they are uploaded, not made up.
 * @param today the day in Dhaka, `YYYY-MM-DD`.
 */
export function sampleInput(form: readonly FormField[], today: string, language: 'EN' | 'BN'): Record<string, unknown> {
  const written = form.filter(({ limits }) => limits.format !== 'DOCUMENT');
  return Object.fromEntries(written.map((field) => [field.name, sampleOf(field, today, language)]));
}

function sampleOf(field: FormField, today: string, language: 'EN' | 'BN'): unknown {
  if (!field.list) return sampleItem(field, today, language);
  return Array.from({ length: Math.max(1, field.limits.minItems ?? 0) }, () => sampleItem(field, today, language));
}

function sampleItem(field: FormField, today: string, language: 'EN' | 'BN'): unknown {
  const { type, fields, options, limits } = field;
  if (fields.length > 0) return sampleInput(fields, today, language);
  const value = limits.example === undefined ? made(field, today, language) : exampleValue(type, limits.example, today);
  const isOfDigits = type === 'Date' || limits.format !== undefined || limits.pattern !== undefined;
  return language === 'BN' && options.length === 0 && typeof value === 'string' && isOfDigits
    ? inBanglaDigits(value)
    : value;
}

function made({ type, options, limits }: FormField, today: string, language: 'EN' | 'BN'): unknown {
  const { min, max, earliest, latest, format } = limits;
  if (options[0]) return options[0].value;
  switch (type) {
    case 'Int':
    case 'Float':
      return min ?? Math.min(1, max ?? 1);
    case 'Boolean':
      return true;
    case 'DateTime':
      return `${today}T06:00:00Z`;
    case 'JSON':
      return {};
    case 'Date': {
      const [first, last] = [relativeDay(earliest ?? 'today', today), relativeDay(latest ?? 'today', today)];
      if (earliest !== undefined && first > today) return first;
      return latest !== undefined && last < today ? last : today;
    }
    default:
      return format ? formats[format].example : text(language === 'BN' ? 'নমুনা' : 'Sample', limits);
  }
}

/** A word, repeated and cut as the limits ask. It has no spaces, which trimming would take from its ends. */
function text(word: string, { minLength = 1, maxLength }: FormLimits): string {
  const length = Math.min(Math.max(minLength, word.length), maxLength ?? Number.POSITIVE_INFINITY);
  return word.repeat(Math.ceil(length / word.length)).slice(0, length);
}
