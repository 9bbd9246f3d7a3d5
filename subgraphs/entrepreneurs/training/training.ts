/** Taking tests, and what they amount to. The engine is the same for entrepreneurs and for officials. */
import { dayInDhaka } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { Learner } from '../acting-as.ts';
import { type Request, reuseOf } from '../request.ts';
import { forCertificate, modulesFor, type Question, refresherOf, type TrainingModule } from './module.ts';
import { paperOf } from './paper.ts';
import type { TrainingRecord, TrainingRecords } from './training-records.model.ts';
import { type Answer, countsUntil, nextTryAt, passedAt, score, type Try } from './tries.ts';

/** A module as one person sees it. */
export type OwnModule = {
  readonly module: TrainingModule;
  readonly tries: readonly Try[];
  readonly passedAt: Date | null;
  readonly nextTryAt: Date | null;
  /** The questions of the next try; empty when the module is passed. */
  readonly questions: readonly Question[];
};

/** How a try went, and the module as it is then; or what stands in the way. */
export type Tried = { readonly result: Try; readonly module: OwnModule } | { readonly problems: readonly Problem[] };

export type Training = ReturnType<typeof trainingOf>;

export function trainingOf(modules: readonly TrainingModule[], records: TrainingRecords) {
  const triesOf = async (personId: string) =>
    new Map((await records.of(personId)).map((record) => [record.module, record.tries]));

  /** Takes the next try at once; null when somebody was quicker, perhaps this very request, sent twice. */
  async function attempt(
    learner: Learner,
    module: TrainingModule,
    answers: readonly Answer[],
    request: Request,
    at: Date,
  ): Promise<Tried | null> {
    const { personId, desk } = learner;
    const tries = (await triesOf(personId)).get(module.code) ?? [];
    const first = tries.find((each) => each.request.key === request.key);
    if (first) {
      const reuse = reuseOf(first.request, request);
      return reuse ? { problems: [reuse] } : { result: first, module: own(personId, module, tries, at) };
    }
    const next = nextTryAt(module, tries, at);
    if (!next) return { problems: [problem('module', 'ALREADY_PASSED')] };
    if (next > at) return { problems: [tooEarly(next)] };
    const number = tries.length + 1;
    const scored = score(module, paperOf(module, personId, number), answers);
    if ('code' in scored) return { problems: [scored] };
    const result = { number, at, ...scored, request };
    const record: TrainingRecord = {
      _id: `${personId} ${module.code}`,
      personId,
      module: module.code,
      desk,
      tries: [...tries, result],
      version: number,
      isUntold: desk !== null && scored.isPassed,
    };
    return (await records.add(record)) ? { result, module: own(personId, module, record.tries, at) } : null;
  }

  return {
    /** The modules that somebody's work asks for, with their tries. */
    async own(learner: Learner, now: Date): Promise<OwnModule[]> {
      const tries = await triesOf(learner.personId);
      return modulesFor(learner, modules).map((module) =>
        own(learner.personId, module, tries.get(module.code) ?? [], now),
      );
    },

    /** Hands in the answers of the next try; a repeat of the request gets the first answer, and is none. */
    async take(learner: Learner, code: string, answers: readonly Answer[], request: Request, at: Date): Promise<Tried> {
      const module = modulesFor(learner, modules).find((each) => each.code === code);
      if (!module) return { problems: [problem('module', 'NO_SUCH_MODULE', { module: code })] };
      const tried =
        (await attempt(learner, module, answers, request, at)) ??
        (await attempt(learner, module, answers, request, at));
      return tried ?? { problems: [problem(null, 'CHANGED_MEANWHILE')] };
    },

    /** Whether every module is passed that an entrepreneur's certificate asks for. */
    async isReadyForCertificate(personId: string, now: Date): Promise<boolean> {
      const tries = await triesOf(personId);
      return forCertificate(modules).every((module) => passedAt(module, tries.get(module.code) ?? [], now) !== null);
    },

    /** The refresher's code, and the day on which the person passed it last; null when never, or when it counts no more. */
    async refresher(personId: string, now: Date): Promise<{ code: string; passedOn: string | null }> {
      const module = refresherOf(modules);
      const at = passedAt(module, (await triesOf(personId)).get(module.code) ?? [], now);
      return { code: module.code, passedOn: at && dayInDhaka(at) };
    },

    /** Until when an official counts as trained for their desk; null while a module is not passed. */
    async trainedUntil(learner: Learner, now: Date): Promise<Date | null> {
      const tries = await triesOf(learner.personId);
      const ends = modulesFor(learner, modules).map((module) => countsUntil(module, tries.get(module.code) ?? [], now));
      if (ends.length === 0 || ends.includes(null)) return null;
      return ends.reduce((one, other) => (one && other && other < one ? other : one), ends[0] ?? null);
    },
  };
}

function own(personId: string, module: TrainingModule, tries: readonly Try[], now: Date): OwnModule {
  const passed = passedAt(module, tries, now);
  return {
    module,
    tries,
    passedAt: passed,
    nextTryAt: nextTryAt(module, tries, now),
    questions: passed ? [] : paperOf(module, personId, tries.length + 1),
  };
}

const DHAKA_TIME = (locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Dhaka' });
const [IN_ENGLISH, IN_BANGLA] = [DHAKA_TIME('en-GB'), DHAKA_TIME('bn-BD')];

function tooEarly(next: Date): Problem {
  return problem('module', 'TOO_EARLY_TO_TRY', { nextEn: IN_ENGLISH.format(next), nextBn: IN_BANGLA.format(next) });
}
