/** Makes the form of an input type: its fields, recursively, each with its label, choices and limits. */
import { type ConstDirectiveNode, type InputValueDefinitionNode, Kind } from 'graphql';
import { directiveOf, intOf, textOf } from './directive-arguments.ts';
import { type FormField, type FormLimits, type FormOption, IDEMPOTENCY_KEY } from './form-field.ts';
import { isInputFormat } from './formats.ts';
import { limitProblems } from './limit-problems.ts';
import type { Report } from './schema-problem.ts';
import { type SdlIndex, unwrapped } from './sdl-index.ts';

/** @returns a function from a service's code (for the messages) and an input type's name to the form. */
export function formReader(index: SdlIndex, report: Report): (code: string, inputType: string) => FormField[] {
  return (code, inputType) => fieldsOf(code, inputType, []);

  function fieldsOf(code: string, typeName: string, around: readonly string[]): FormField[] {
    const path = [...around, typeName];
    return (index.inputs.get(typeName) ?? [])
      .filter(({ name }) => path.length > 1 || name.value !== IDEMPOTENCY_KEY)
      .map((node) => fieldOf(code, node, path));
  }

  function fieldOf(code: string, node: InputValueDefinitionNode, path: readonly string[]): FormField {
    const place = `${code}, ${path.at(-1)}.${node.name.value}`;
    const tell = (what: string) => report(place, node, what);
    const { name: type, lists } = unwrapped(node.type);
    const input = directiveOf(node, 'input');
    const [labelEn, description] = labelAndRest(node);
    const labelBn = (input && textOf(input, 'labelBn')?.trim()) ?? '';
    if (!labelEn) tell('has no description; its first line is the English label');
    if (!isBangla(labelBn)) tell('has no Bangla label; add @input(labelBn: "…")');
    if (lists > 1) tell('is a list of lists, which no form can show; give the inner list an input type of its own');
    const isRecursive = path.includes(type);
    if (isRecursive) tell(`leads back to ${type}; a form has an end`);
    const field: FormField = {
      name: node.name.value,
      labelEn,
      labelBn,
      description,
      type,
      list: lists > 0,
      required: node.type.kind === Kind.NON_NULL_TYPE && node.defaultValue === undefined,
      options: optionsOf(code, type),
      fields: isRecursive ? [] : fieldsOf(code, type, path),
      limits: input ? limitsOf(input) : {},
    };
    for (const what of limitProblems(field)) tell(what);
    return field;
  }

  function optionsOf(code: string, typeName: string): FormOption[] {
    return (index.enums.get(typeName) ?? []).map((node) => {
      const place = `${code}, ${typeName}.${node.name.value}`;
      const [labelEn] = labelAndRest(node);
      const label = directiveOf(node, 'label');
      const labelBn = (label && textOf(label, 'bn')?.trim()) ?? '';
      if (!labelEn) report(place, node, 'has no description; its first line is the English label');
      if (!isBangla(labelBn)) report(place, node, 'has no Bangla label; add @label(bn: "…")');
      return { value: node.name.value, labelEn, labelBn };
    });
  }
}

/** Whether a text is for who reads Bangla: at least a word of it is written so (`ই-পাসপোর্ট`, `BMET নিবন্ধন`). */
export function isBangla(text: string): boolean {
  return /\p{Script=Bengali}/u.test(text);
}

/** The first line of a description, and what follows it. */
export function labelAndRest(node: {
  readonly description?: { readonly value: string } | undefined;
}): [string, string] {
  const [first = '', ...rest] = (node.description?.value ?? '').trim().split('\n');
  return [first.trim(), rest.join('\n').trim()];
}

function limitsOf(input: ConstDirectiveNode): FormLimits {
  const format = textOf(input, 'format');
  const texts = ['pattern', 'earliest', 'latest', 'example'].map((name) => [name, textOf(input, name)] as const);
  const counts = ['minLength', 'maxLength', 'min', 'max', 'minItems', 'maxItems'].map(
    (name) => [name, intOf(input, name)] as const,
  );
  const given = [...texts, ...counts].filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(isInputFormat(format) ? { format } : {}) };
}
