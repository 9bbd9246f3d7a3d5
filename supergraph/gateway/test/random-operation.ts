/** Random operations over a schema, for properties: fields, aliases, fragments of every kind, `@skip` and `@include`. */
import fc from 'fast-check';
import {
  type ASTNode,
  type DocumentNode,
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
  validate,
  visit,
} from 'graphql';

export type RandomOperation = {
  readonly query: string;
  readonly variables: { readonly v: boolean; readonly w: boolean };
};

const DEPTH = 4;
const MOST_SELECTIONS = 4;
const CONDITIONS = ['', '', '', '', '@include(if: true)', '@skip(if: true)', '@include(if: $v)', '@skip(if: $w)'];

/**
 * @param fragmentTypes the types that fragments are on.
 * @param options `typenames`: every selection set asks `__typename`.
 */
export function randomOperation(
  schema: GraphQLSchema,
  fragmentTypes: readonly string[],
  { typenames = false }: { typenames?: boolean } = {},
): fc.Arbitrary<RandomOperation> {
  const root = schema.getQueryType();
  if (!root) throw new Error('the schema has no query');
  const condition = fc.constantFrom(...CONDITIONS);
  // A fragment spreads only those after it, so that none reaches itself.
  const fragments = fragmentTypes.map((name, index) =>
    selectionsOf(compositeOf(name), DEPTH - 1, fragmentTypes.slice(index + 1)).map(
      (below) => `fragment F${name} on ${name} ${below}`,
    ),
  );
  return fc
    .record({
      body: selectionsOf(root, DEPTH, fragmentTypes),
      fragments: fc.tuple(...fragments),
      variables: fc.record({ v: fc.boolean(), w: fc.boolean() }),
    })
    .map(({ body, fragments: written, variables }) => ({
      query: print(withoutUnused(parse(`query ($v: Boolean!, $w: Boolean!) ${body} ${written.join(' ')}`))),
      variables,
    }))
    .filter(({ query }) => validate(schema, parse(query)).length === 0);

  function compositeOf(name: string): GraphQLCompositeType {
    const type = schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`the schema has no object ${name}`);
    return type;
  }

  function selectionsOf(
    type: GraphQLCompositeType,
    depth: number,
    spreadable: readonly string[],
    withFragments = depth > 1,
  ): fc.Arbitrary<string> {
    const choices = [
      fc.constant('__typename'),
      ...fieldsOf(type, depth, spreadable),
      ...(withFragments ? fragmentsOf(type, depth, spreadable) : []),
    ];
    return fc
      .array(fc.oneof(...choices), { minLength: 1, maxLength: MOST_SELECTIONS })
      .map((selections) => `{ ${typenames ? '__typename ' : ''}${selections.join(' ')} }`);
  }

  function fieldsOf(type: GraphQLCompositeType, depth: number, spreadable: readonly string[]): fc.Arbitrary<string>[] {
    if (isUnionType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, type: given }) => {
      const inner = getNamedType(given);
      if (isCompositeType(inner) && depth <= 1) return [];
      const below = isCompositeType(inner) ? selectionsOf(inner, depth - 1, spreadable) : fc.constant('');
      return [
        fc
          .tuple(fc.constantFrom('', '', `a_${name}: `), condition, below)
          .map(([alias, on, selections]) => `${alias}${name} ${on} ${selections}`),
      ];
    });
  }

  /**
   * Left out: a fragment on a type, in one on a union or interface, in an object of the type. @apollo/gateway 2.14 loses
   * what it selects (resultShaping.ts: no `__typename` was fetched, and the union's name hides the object's).
   */
  function fragmentsOf(
    type: GraphQLCompositeType,
    depth: number,
    spreadable: readonly string[],
  ): fc.Arbitrary<string>[] {
    return fragmentTypes
      .map(compositeOf)
      .filter((on) => doTypesOverlap(schema, type, on))
      .flatMap((on) => {
        const isWider = isObjectType(type) && on !== type;
        const below = selectionsOf(on, depth - 1, spreadable, depth > 2 && !isWider);
        return [
          fc.tuple(condition, below).map(([asked, selections]) => `... on ${on.name} ${asked} ${selections}`),
          ...(spreadable.includes(on.name) && !isWider ? [condition.map((asked) => `...F${on.name} ${asked}`)] : []),
        ];
      });
  }
}

/** Without the fragments and variables that the operation does not use: they would make it invalid. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  const variables = new Set<string>();
  const reach = (node: ASTNode): void =>
    void visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        if (spread.has(name.value)) return;
        spread.add(name.value);
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
        );
        if (fragment) reach(fragment);
      },
    });
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation) reach(operation);
  return visit(document, {
    FragmentDefinition: ({ name }) => (spread.has(name.value) ? false : null),
    VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? false : null),
  });
}
