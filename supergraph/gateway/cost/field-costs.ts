/**
 * What each field of a graph may cost. A supergraph says so by `@cost` and `@listSize` (IBM's GraphQL Cost Specification, in
 * Federation from 2.9 on); where it does not, a field weighs 1, and pages are told by Relay's words. Unlike there a scalar
 * weighs as much as an object: it is read, checked and sent too. Weights of arguments and inputs are not counted.
 */
import {
  type GraphQLField,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { z } from 'zod';
import type { CostNames } from '../authority/directive-names.ts';

export type FieldCost = {
  /** Of the field, or of each item of its list. */
  readonly weight: number;
  /** The name of the type of the field, or of the items. */
  readonly type: string;
  readonly isList: boolean;
  /** Arguments that say how long the list is, or the page below it, and their default values. */
  readonly slicing: ReadonlyMap<string, unknown>;
  /** Lists below it that are as long as the page. */
  readonly sized: ReadonlySet<string>;
  /** How long it is where no argument says so; null: nobody knows. */
  readonly assumedSize: number | null;
};

/** By the name of the type, then of the field; introspection is not in it. */
export type FieldCosts = ReadonlyMap<string, ReadonlyMap<string, FieldCost>>;

const PAGE_ARGUMENTS = ['first', 'last'];
const PAGE_LISTS = ['nodes', 'edges'];

const costValues = z.object({ weight: z.number().optional() });
const listSizeValues = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
});

type Annotated = Parameters<typeof getDirectiveValues>[1] | null | undefined;

/** @param schema of a supergraph, with its directives. */
export function readFieldCosts(schema: GraphQLSchema, names: CostNames | null): FieldCosts {
  return new Map(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')
        ? [[type.name, new Map(Object.values(type.getFields()).map((field) => [field.name, costOf(field)]))] as const]
        : [],
    ),
  );

  function costOf({ type, args, astNode }: GraphQLField<unknown, unknown>): FieldCost {
    const named = getNamedType(type);
    const { slicingArguments, sizedFields, assumedSize } = listSizeValues.parse(valuesOf(names?.listSize, astNode));
    const slicing = new Set(slicingArguments ?? PAGE_ARGUMENTS);
    return {
      weight: weightOf(astNode) ?? weightOf(named.astNode) ?? 1,
      type: named.name,
      isList: isListType(getNullableType(type)),
      slicing: new Map(args.flatMap(({ name, defaultValue }) => (slicing.has(name) ? [[name, defaultValue]] : []))),
      sized: new Set(sizedFields ?? PAGE_LISTS),
      assumedSize: assumedSize ?? null,
    };
  }

  function weightOf(node: Annotated): number | undefined {
    return costValues.parse(valuesOf(names?.cost, node)).weight;
  }

  function valuesOf(name: string | undefined, node: Annotated): object {
    const directive = name === undefined ? undefined : schema.getDirective(name);
    return (directive && node ? getDirectiveValues(directive, node) : undefined) ?? {};
  }
}
