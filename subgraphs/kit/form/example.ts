import { readNumber } from './digits.ts';
import { isRelativeDay, relativeDay } from './relative-day.ts';

/**
 * The value that an example stands for: examples are text in the SDL, whatever the field's type.
 * @param today the day in Dhaka, for an example such as `today+7`.
 */
export function exampleValue(type: string, example: string, today: string): unknown {
  if (type === 'Int' || type === 'Float') return readNumber(example);
  if (type === 'Boolean') return example === 'true' || (example === 'false' ? false : example);
  if (type === 'Date' && isRelativeDay(example)) return relativeDay(example, today);
  return example;
}
