/** Everything that is wrong with a list of services, in the words of both ways to hand it in. Pure. */
import type { Problem } from '#kit/errors/problem.ts';
import type { FormField } from '#kit/form/form-field.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import { declarationProblems, inOtherWords, type Surroundings, type Values } from './check-declarations.ts';
import { type Declaration, declarationsOf } from './declaration.ts';

export type ListCheck = ReturnType<typeof listCheck>;

/**
 * @param check holds an input of a list against its limits.
 * @param form the fields of one service.
 */
export function listCheck(check: InputCheck, form: readonly FormField[]) {
  return (
    input: { readonly ministry: string; readonly services: readonly object[] },
    today: string,
    around: Surroundings,
  ): { readonly declarations: readonly Declaration[] } | { readonly problems: readonly Problem[] } => {
    const { values, problems } = check(input, today);
    const services = Array.isArray(values.services) ? values.services.map(asValues) : [];
    const all = [...problems.map((each) => inOtherWords(each, form)), ...declarationProblems(services, around)];
    return all.length > 0 ? { problems: all } : { declarations: declarationsOf(values.services) };
  };
}

function asValues(service: unknown): Values {
  return typeof service === 'object' && service !== null ? { ...service } : {};
}
