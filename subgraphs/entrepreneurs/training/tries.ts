/** The rules of a module's tries: when the next may be, what it scores, and whether the module counts as passed. Pure. */
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { Question, TrainingModule } from './module.ts';

/** A try at a module's test. */
export type Try = {
  /** From 1. */
  readonly number: number;
  readonly at: Date;
  readonly scorePercent: number;
  readonly isPassed: boolean;
};

/** An answer: codes of a question and of a choice. */
export type Answer = { readonly question: string; readonly choice: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When the module was passed last, if that still counts; null otherwise. */
export function passedAt({ countsForDays }: TrainingModule, tries: readonly Try[], now: Date): Date | null {
  const pass = tries.findLast(({ isPassed }) => isPassed);
  if (!pass) return null;
  return countsForDays === null || now.getTime() < pass.at.getTime() + countsForDays * DAY_MS ? pass.at : null;
}

/** Until when a pass counts; null when there is none that counts, or for good. */
export function countsUntil(module: TrainingModule, tries: readonly Try[], now: Date): Date | null {
  const at = passedAt(module, tries, now);
  return at && module.countsForDays !== null ? new Date(at.getTime() + module.countsForDays * DAY_MS) : null;
}

/** From when the next try may be; an instant that has passed: now. Null when the module is passed. */
export function nextTryAt(module: TrainingModule, tries: readonly Try[], now: Date): Date | null {
  if (passedAt(module, tries, now)) return null;
  // After a pass that counts no more, the tries begin anew.
  const failed = tries.slice(tries.findLastIndex(({ isPassed }) => isPassed) + 1);
  const last = failed.at(-1);
  if (!last) return now;
  const isSeriesOver = failed.length % module.maxTries === 0;
  const waitMs = isSeriesOver ? module.daysAfterLastTry * DAY_MS : module.hoursBetweenTries * HOUR_MS;
  return new Date(last.at.getTime() + waitMs);
}

/** The next try's score; or what stands in the way of it. A question without an answer is a wrong one. */
export function score(
  { passMarkPercent }: TrainingModule,
  paper: readonly Question[],
  answers: readonly Answer[],
): Pick<Try, 'scorePercent' | 'isPassed'> | Problem {
  const asked = new Map(paper.map((question) => [question.code, question]));
  const stranger = answers.find(({ question }) => !asked.has(question));
  if (stranger) return problem('answers', 'OTHER_QUESTIONS', { question: stranger.question });
  const given = new Map(answers.map(({ question, choice }) => [question, choice]));
  const repeated = answers.find(({ question, choice }) => given.get(question) !== choice);
  if (repeated) return problem('answers', 'ANSWERED_TWICE', { question: repeated.question });
  const right = paper.filter((question) => given.get(question.code) === question.right).length;
  const scorePercent = Math.floor((100 * right) / paper.length);
  return { scorePercent, isPassed: scorePercent >= passMarkPercent };
}
