/** A training module as its file in `modules/` has it: the lesson, the test's rules, and the bank of questions. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Learner } from '../acting-as.ts';

const text = z.strictObject({ en: z.string().min(1), bn: z.string().regex(/\p{Script=Bengali}/u) });
const code = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

const question = z
  .strictObject({
    code,
    text,
    choices: z.array(z.strictObject({ code, text })).min(2),
    /** Code of the right choice. */
    right: code,
  })
  .refine(({ choices, right }) => choices.some((each) => each.code === right), 'no choice is the right one');

const trainingModule = z
  .strictObject({
    code,
    title: text,
    /** Who learns it. `desks`: as `<ministry>/<desk>`; null for every desk of every ministry. */
    learners: z.discriminatedUnion('role', [
      z.strictObject({ role: z.literal('ENTREPRENEUR'), isRefresher: z.boolean() }),
      z.strictObject({ role: z.literal('OFFICIAL'), desks: z.array(z.string()).nullable() }),
    ]),
    lesson: z.array(text).min(1),
    passMarkPercent: z.int().min(1).max(100),
    /** How many of the bank a try asks. */
    questionsAsked: z.int().min(1),
    maxTries: z.int().min(1),
    hoursBetweenTries: z.int().min(0),
    /** How long the wait is when all tries have failed. */
    daysAfterLastTry: z.int().min(1),
    /** For how long a pass counts; null: for good. */
    countsForDays: z.int().min(1).nullable(),
    questions: z.array(question).min(1),
  })
  .refine(({ questions, questionsAsked }) => questionsAsked <= questions.length, 'a try asks more than there are');

export type TrainingModule = z.infer<typeof trainingModule>;
export type Question = z.infer<typeof question>;

/**
 * Reads every module.
 * @throws Error that names the file which is no module.
 */
export function readModules(folder: URL): readonly TrainingModule[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const read = trainingModule.safeParse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
      if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`);
      return read.data;
    });
}

/** The modules that somebody's work asks for. */
export function modulesFor({ desk }: Learner, modules: readonly TrainingModule[]): readonly TrainingModule[] {
  return modules.filter(({ learners }) =>
    learners.role === 'ENTREPRENEUR'
      ? desk === null
      : desk !== null && (learners.desks?.includes(`${desk.ministry}/${desk.desk}`) ?? true),
  );
}

/** The modules that must be passed before the certificate. */
export function forCertificate(modules: readonly TrainingModule[]): readonly TrainingModule[] {
  return modules.filter(({ learners }) => learners.role === 'ENTREPRENEUR' && !learners.isRefresher);
}

/** The module that a renewal asks for. @throws Error when there is none. */
export function refresherOf(modules: readonly TrainingModule[]): TrainingModule {
  const refresher = modules.find(({ learners }) => learners.role === 'ENTREPRENEUR' && learners.isRefresher);
  if (!refresher) throw new Error('no training module is the refresher');
  return refresher;
}
