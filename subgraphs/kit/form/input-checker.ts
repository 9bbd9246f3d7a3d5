/** Holds the inputs of a platform subgraph's own mutations against the limits of its SDL, as a service's form is held. */
import type { DocumentNode } from 'graphql';
import { checkForm } from './check.ts';
import type { FormField } from './form-field.ts';
import { formReader } from './read-form.ts';
import { problemList } from './schema-problem.ts';
import { sdlIndex } from './sdl-index.ts';

/** Checks an input of one type; `today` as in `checkForm`. The idempotency key is no part of it. */
export type InputCheck = (input: object, today: string) => ReturnType<typeof checkForm>;

/**
 * @returns a function from an input type's name to its form: what clients draw of it, and what checks it.
 * @throws SchemaProblem when its limits are not well made: ask for all of them at the start.
 */
export function inputForms(document: DocumentNode): (inputType: string) => FormField[] {
  const { report, throwIfAny } = problemList();
  const read = formReader(sdlIndex(document), report);
  return (inputType) => {
    const form = read(inputType, inputType);
    throwIfAny();
    return form;
  };
}

/**
 * @returns a function from an input type's name to what checks its inputs.
 * @throws SchemaProblem as `inputForms`.
 */
export function inputChecker(document: DocumentNode): (inputType: string) => InputCheck {
  const formOf = inputForms(document);
  return (inputType) => {
    const form = formOf(inputType);
    return (input, today) => checkForm(form, { ...input }, today);
  };
}
