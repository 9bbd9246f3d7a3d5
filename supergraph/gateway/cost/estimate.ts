/**
 * How many values the answer to an operation can have at most, as far as its lists are as long as they say: the product of
 * all lengths on the way to a field, times its weight, over all fields. Never less than what runs: what two fragments both
 * select counts twice, and so does what `@skip` may leave out, since it is planned all the same.
 *
 * Fragments may multiply (each spreads the next twice), so each is worked out once, and the whole takes time by the length of
 * the document. For that a fragment's sum keeps apart what depends on the page around it: `lists`.
 */
import {
  type ArgumentNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isAgain } from '../selections.ts';
import type { FieldCost, FieldCosts } from './field-costs.ts';

/** Of a list that says nothing of its length. */
export const ASSUMED_LIST_SIZE = 25;

export type Estimate = {
  /** Infinity or NaN: beyond all counting. */
  readonly cost: number;
  /** The way to the fields that cost most, by their names. */
  readonly costliest: readonly string[];
};

type Way = { readonly field: string; readonly below: Way | null };

/** What a selection set costs for one object. */
type Sum = {
  fixed: number;
  /** Cost of one item of each list whose length the page around it tells, if any. */
  readonly lists: Map<string, number>;
  /** The costliest field with fields below it. */
  heaviest: { readonly cost: number; readonly way: Way | null };
};

/** @param variables coerced, with their defaults. */
export function estimate(
  costs: FieldCosts,
  root: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Estimate {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const sums = new Map<string, Sum>();
  const whole = sumOf(operation.selectionSet, root);
  return { cost: inPage(whole, null), costliest: namesOf(whole.heaviest.way) };

  function sumOf({ selections }: SelectionSetNode, type: string): Sum {
    const sum: Sum = { fixed: 0, lists: new Map(), heaviest: { cost: 0, way: null } };
    addAll(sum, selections, type, new Set());
    return sum;
  }

  function addAll(sum: Sum, selections: readonly SelectionNode[], type: string, spread: Set<string>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        addAll(sum, selection.selectionSet.selections, selection.typeCondition?.name.value ?? type, spread);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (!isAgain(selection, spread)) addSum(sum, sumOfFragment(selection.name.value));
      } else {
        const { name, arguments: given = [], selectionSet } = selection;
        const field = costs.get(type)?.get(name.value);
        if (!field) continue;
        const inner = selectionSet && sumOf(selectionSet, field.type);
        addField(sum, name.value, field, lengthOf(field, given), inner);
      }
    }
  }

  function sumOfFragment(name: string): Sum | undefined {
    const definition = fragments.get(name);
    const known = sums.get(name);
    if (known || !definition) return known;
    const sum = sumOf(definition.selectionSet, definition.typeCondition.name.value);
    sums.set(name, sum);
    return sum;
  }

  /** How long the list is, or the page below; null when nobody says. */
  function lengthOf({ slicing, assumedSize }: FieldCost, given: readonly ArgumentNode[]): number | null {
    let length: number | null = null;
    for (const [name, fallback] of slicing) {
      const value = givenAs(given.find((each) => each.name.value === name)) ?? fallback;
      if (typeof value === 'number') length = Math.max(length ?? 0, value);
    }
    return length ?? assumedSize;
  }

  function givenAs(argument: ArgumentNode | undefined): unknown {
    if (argument?.value.kind === Kind.VARIABLE) return variables[argument.value.name.value];
    return argument?.value.kind === Kind.INT ? Number(argument.value.value) : undefined;
  }
}

function addField(sum: Sum, name: string, field: FieldCost, length: number | null, inner: Sum | undefined): void {
  const page = length === null || field.isList ? null : { sized: field.sized, length };
  const one = field.weight + (inner ? inPage(inner, page) : 0);
  if (field.isList && length === null) sum.lists.set(name, (sum.lists.get(name) ?? 0) + one);
  else sum.fixed += field.isList ? one * (length ?? 1) : one;
  const cost = one * (field.isList ? (length ?? ASSUMED_LIST_SIZE) : 1);
  if (inner && !(cost <= sum.heaviest.cost)) sum.heaviest = { cost, way: { field: name, below: inner.heaviest.way } };
}

function addSum(sum: Sum, other: Sum | undefined): void {
  if (!other) return;
  sum.fixed += other.fixed;
  for (const [name, one] of other.lists) sum.lists.set(name, (sum.lists.get(name) ?? 0) + one);
  if (!(other.heaviest.cost <= sum.heaviest.cost)) sum.heaviest = other.heaviest;
}

/** The whole of a sum: its lists are as long as the page around them, or as is assumed. */
function inPage(
  { fixed, lists }: Sum,
  page: { readonly sized: ReadonlySet<string>; readonly length: number } | null,
): number {
  let cost = fixed;
  for (const [name, one] of lists) cost += one * (page?.sized.has(name) ? page.length : ASSUMED_LIST_SIZE);
  return cost;
}

function namesOf(way: Way | null): string[] {
  const names = [];
  for (let each = way; each; each = each.below) names.push(each.field);
  return names;
}
