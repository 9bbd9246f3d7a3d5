/** Days as limits name them: an ISO date, or today with an offset. A day is `YYYY-MM-DD`, as a calendar in Dhaka shows it. */
import type { FormLimits } from './form-field.ts';

const RELATIVE = /^today(?:([+-])(\d{1,5}))?$/;
const DAY_MS = 86_400_000;

/** Whether a text is a day of the calendar: `2024-02-29` is, `2023-02-29` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** Whether an expression counts from today. */
export function isRelativeDay(expression: string): boolean {
  return RELATIVE.test(expression);
}

/**
 * The day that an expression means.
 * @param expression an ISO date, `today`, or `today` with an offset in days, e.g. `today-120`, `today+30`.
 * @param today the day in Dhaka.
 * @throws RangeError for anything else.
 */
export function relativeDay(expression: string, today: string): string {
  if (isDay(expression)) return expression;
  const relative = RELATIVE.exec(expression);
  if (!relative) throw new RangeError(`"${expression}" is not an ISO date, nor today with an offset, e.g. today-120`);
  const offsetDays = Number(`${relative[1] ?? '+'}${relative[2] ?? '0'}`);
  return new Date(Date.parse(`${today}T00:00:00Z`) + offsetDays * DAY_MS).toISOString().slice(0, 10);
}

/** A field's limits as they are on a day: `earliest`, `latest` and a relative example as ISO dates. */
export function limitsOn(limits: FormLimits, today: string): FormLimits {
  const { earliest, latest, example } = limits;
  return {
    ...limits,
    ...(earliest === undefined ? {} : { earliest: relativeDay(earliest, today) }),
    ...(latest === undefined ? {} : { latest: relativeDay(latest, today) }),
    ...(example !== undefined && isRelativeDay(example) ? { example: relativeDay(example, today) } : {}),
  };
}
