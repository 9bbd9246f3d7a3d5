/** The questions of a try: drawn from the module's bank, the same each time that they are asked for. Pure. */
import { createHash } from 'node:crypto';
import type { Question, TrainingModule } from './module.ts';

/**
 * Which questions, and in which order, follows from person, module and try: nothing is to be stored, a reload shows no
 * others, and the next try asks others. The choices are in another order, too.
 */
export function paperOf(
  { code, questions, questionsAsked }: TrainingModule,
  personId: string,
  number: number,
): Question[] {
  const drawn = (what: string) => shuffleKey(`${personId}\n${code}\n${number}\n${what}`);
  return questions
    .toSorted(by((question) => drawn(question.code)))
    .slice(0, questionsAsked)
    .map((question) => ({
      ...question,
      choices: question.choices.toSorted(by((choice) => drawn(`${question.code}\n${choice.code}`))),
    }));
}

function by<Item>(keyOf: (item: Item) => string): (one: Item, other: Item) => number {
  return (one, other) => (keyOf(one) < keyOf(other) ? -1 : 1);
}

function shuffleKey(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
