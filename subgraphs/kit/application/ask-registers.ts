/** Asks the rules of a service: what they ask of the ministry's registers is a try at the numbers of the form. */
import type { Problem } from '../errors/problem.ts';
import type { RuleContext } from '../service.ts';
import type { Question } from '../tries/tries.ts';
import type { Desk } from './desk.ts';

/** What the rules object to, and whether a register was asked; or that it was tried too often. */
type Said = { readonly problems: readonly Problem[]; readonly wereAsked: boolean } | { readonly tooMany: Problem };

/** @param say asks all rules. Without a register it is asked twice: where none is needed nothing is counted, which costs writes. */
export async function askRegisters(
  desk: Desk,
  question: Question,
  context: RuleContext<never>,
  say: (context: RuleContext<never>) => Promise<readonly Problem[]>,
): Promise<Said> {
  try {
    return { problems: await say({ ...context, registry: refuse }), wereAsked: false };
  } catch (error) {
    if (!(error instanceof RegisterAsked)) throw error;
  }
  const asked = await desk.tries.ask(
    question,
    () => say(context),
    (problems) => problems.length === 0,
  );
  return 'tooMany' in asked ? asked : { problems: asked.answer, wereAsked: true };
}

/** A rule wants to know what a register says. */
class RegisterAsked extends Error {}

function refuse(): never {
  throw new RegisterAsked();
}
