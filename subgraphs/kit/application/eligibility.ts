/**
 * Whether somebody may have a service, as far as it can be said from what they have answered so far: by the same limits and
 * the same rules that hold when the form is handed in.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Keys } from '../auth/keys.ts';
import { verifyCommandCaller, verifyPeer } from '../auth/tokens.ts';
import { dayInDhaka } from '../clock.ts';
import { type ErrorCatalogue, inWords, type UserErrorRecord } from '../errors/catalogue.ts';
import { type Problem, problem } from '../errors/problem.ts';
import { checkForm } from '../form/check.ts';
import { checkDraft, coerceForm } from '../form/coerce.ts';
import type { FormField } from '../form/form-field.ts';
import { guessOfForm, personsIn } from '../tries/guess.ts';
import { askRegisters } from './ask-registers.ts';
import { type Desk, type RecordedServiceEntry, ruleContext } from './desk.ts';
import { claimKey } from './places/claim.ts';

export const ELIGIBILITY_PATH = '/eligibility';

const request = z.object({ serviceCode: z.string().max(100), answers: z.unknown() });
const answer = z.object({
  verdict: z.enum(['ELIGIBLE', 'NOT_ELIGIBLE', 'INCOMPLETE']),
  reasons: z.array(
    z.object({
      code: z.string(),
      field: z.string().nullable(),
      message: z.object({ en: z.string(), bn: z.string() }),
    }),
  ),
  missing: z.array(z.string()),
  about: z.array(z.string()),
});

/**
 * `reasons`: why not. `missing`: names of the form's fields without which nothing more can be said. `about`: whose numbers the
 * registers were asked about (`numberReference`): whoever shows the answer enters the look.
 */
export type Eligibility = {
  readonly verdict: 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'INCOMPLETE';
  readonly reasons: readonly UserErrorRecord[];
  readonly missing: readonly string[];
  readonly about: readonly string[];
};

/** Reads what a ministry answered. @throws ZodError when it is none. */
export function readEligibility(body: unknown): Eligibility {
  return answer.parse(body);
}

/** Adds the route on which `catalogue` asks for a citizen. */
export function eligibilityRoute(server: FastifyInstance, desk: Desk, keys: Keys, texts: ErrorCatalogue): void {
  server.post(ELIGIBILITY_PATH, async ({ headers, body }): Promise<Eligibility> => {
    await verifyPeer(headers, keys, 'catalogue');
    const caller = await verifyCommandCaller(headers, keys);
    const { serviceCode, answers } = request.parse(body);
    const entry = desk.services.get(serviceCode);
    const said: Assessment =
      entry && caller.subject !== null
        ? await assess(desk, entry, answers, caller.subject)
        : { problems: [problem(null, 'UNKNOWN_SERVICE', { code: serviceCode })], missing: [], about: [] };
    const { problems, missing, about, isUnsaid = false } = said;
    const reasons = problems.map((each) => inWords(each, texts));
    const isOpen = isUnsaid || (reasons.length === 0 && missing.length > 0);
    const verdict = isOpen ? 'INCOMPLETE' : reasons.length > 0 ? 'NOT_ELIGIBLE' : 'ELIGIBLE';
    return { verdict, reasons, missing, about };
  });
}

/** What stands in somebody's way; `isUnsaid`: only that nothing is said now. */
export type Assessment = Pick<Eligibility, 'missing' | 'about'> & {
  readonly problems: readonly Problem[];
  readonly isUnsaid?: boolean;
};

/** What stands in somebody's way, and what is missing to say more. Both empty: nothing does. */
export async function assess(
  desk: Desk,
  { definition, behaviour }: RecordedServiceEntry,
  answers: unknown,
  applicantId: string,
): Promise<Assessment> {
  const now = desk.clock.now();
  const draft = checkDraft(definition.form, answers ?? {});
  if ('problems' in draft) return { problems: draft.problems, missing: [], about: [] };
  const given = definition.form.filter(({ name }) => name in draft.values);
  const coerced = coerceForm(desk.schema, definition.inputType, draft.values, { isPartial: true });
  if ('problems' in coerced) return { problems: coerced.problems, missing: [], about: [] };
  const { values, problems } = checkForm(given, coerced.values, dayInDhaka(now));
  if (problems.length > 0) return { problems, missing: [], about: [] };
  const missing = new Set<string>();
  const context = ruleContext(desk, { values: watched(values, definition.form), applicantId }, now);
  const question = {
    service: definition.code,
    guess: guessOfForm(definition.form, values),
    asker: { id: applicantId, isMachine: false },
  };
  const said = await askRegisters(desk, question, context, async (given) => {
    const rules = behaviour.rules ?? [];
    const answers = await Promise.all(rules.map((rule) => unlessMissing(missing, async () => rule(given))));
    return answers.filter((each) => each !== null);
  });
  if ('tooMany' in said) return { problems: [said.tooMany], missing: [], about: [], isUnsaid: true };
  let isClaimKnown = false;
  const taken = await unlessMissing(missing, async () => {
    const once = await behaviour.unique?.(context);
    isClaimKnown = once !== undefined;
    return once && (await desk.slots.isHeld(claimKey(definition.code, once))) ? once.taken : null;
  });
  // What the rules wanted to know comes first: it may settle the question.
  for (const { name, required } of definition.form) if (required && !(name in values)) missing.add(name);
  return {
    problems: taken ? [...said.problems, taken] : said.problems,
    missing: [...missing],
    about: said.wereAsked || isClaimKnown ? personsIn(definition.form, values) : [],
  };
}

/** A rule wanted to know what was not answered yet. */
class NotAnswered extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`${field} was not answered`);
    this.field = field;
  }
}

/** The answers as a rule sees them: a required field that has no answer yet ends the rule. */
function watched(values: Record<string, unknown>, form: readonly FormField[]): Record<string, unknown> {
  const open = new Set(form.filter(({ name, required }) => required && !(name in values)).map(({ name }) => name));
  return new Proxy(values, {
    get: (target, name, receiver) => {
      if (typeof name === 'string' && open.has(name)) throw new NotAnswered(name);
      return Reflect.get(target, name, receiver);
    },
  });
}

async function unlessMissing(missing: Set<string>, rule: () => Promise<Problem | null>): Promise<Problem | null> {
  try {
    return await rule();
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    missing.add(error.field);
    return null;
  }
}
