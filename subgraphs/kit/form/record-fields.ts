/** The fields of an output type, as labels and choices: the same shape as a form's, so that both are put in words alike. */
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql';
import { directiveOf, textOf } from './directive-arguments.ts';
import type { FormField, FormOption } from './form-field.ts';
import { labelAndRest } from './read-form.ts';

const read = new WeakMap<GraphQLSchema, Map<string, readonly FormField[]>>();

/**
 * Labels are the first line of each field's description, and its `@label(bn:)`; a field that lacks one shows the other,
 * or its name. Fields with arguments, and types inside themselves, are left out.
 * @throws TypeError when the schema has no such object type.
 */
export function recordFields(schema: GraphQLSchema, typeName: string): readonly FormField[] {
  const ofSchema = read.get(schema) ?? new Map<string, readonly FormField[]>();
  read.set(schema, ofSchema);
  const fields = ofSchema.get(typeName) ?? fieldsOf(schema, typeName, []);
  ofSchema.set(typeName, fields);
  return fields;
}

function fieldsOf(schema: GraphQLSchema, typeName: string, around: readonly string[]): FormField[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new TypeError(`${typeName} is not an object type of the schema`);
  const path = [...around, typeName];
  return Object.values(type.getFields())
    .filter((field) => field.args.length === 0 && !path.includes(getNamedType(field.type).name))
    .map((field) => {
      const named = getNamedType(field.type);
      return {
        name: field.name,
        ...labelsOf(field),
        description: '',
        type: named.name,
        list: isListType(getNullableType(field.type)),
        required: false,
        options: isEnumType(named) ? optionsOf(named) : [],
        fields: isObjectType(named) ? fieldsOf(schema, named.name, path) : [],
        limits: {},
      };
    });
}

function optionsOf(type: GraphQLEnumType): FormOption[] {
  return type.getValues().map((value) => ({ value: value.name, ...labelsOf(value) }));
}

function labelsOf({ name, astNode, description }: Labelled): { labelEn: string; labelBn: string } {
  const label = astNode && directiveOf(astNode, 'label');
  const labelBn = label && textOf(label, 'bn');
  const [labelEn] = labelAndRest({ description: { value: description ?? '' } });
  return { labelEn: labelEn || name, labelBn: labelBn || labelEn || name };
}

type Labelled = Pick<GraphQLField<unknown, unknown>, 'name' | 'description'> & {
  readonly astNode?: Parameters<typeof directiveOf>[0] | null | undefined;
};
