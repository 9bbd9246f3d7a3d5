/** Makes small documents and forms for this folder's tests. */
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse, Source } from 'graphql';
import { type FormField, serviceDefinitions } from '../service-definition.ts';

/** A document with one look-up, `plot-record`, whose form has these fields. */
export function plotDocument(inputFields: string, more = ''): DocumentNode {
  return parse(
    new Source(
      `type Query { plot(input: PlotInput!): PlotPayload
        @service(code: "plot-record", kind: LOOKUP, titleEn: "Plot record", titleBn: "দাগের তথ্য", agency: "Land Office") }
      input PlotInput {\n${inputFields}\n}
      type PlotPayload { x: Int }
      ${more}`,
      'land/schema.graphql',
    ),
  );
}

/** The form of `plot-record`. */
export function plotForm(inputFields: string, more = ''): readonly FormField[] {
  return serviceDefinitions(plotDocument(inputFields, more))[0]?.form ?? [];
}

/** An executable schema of the same document, without the scalars' own checks. */
export function plotSchema(inputFields: string, more = ''): GraphQLSchema {
  const document = plotDocument(inputFields, `${more} scalar Date scalar JSON`);
  return buildASTSchema(document, { assumeValidSDL: true });
}

/** A field of a form with nothing special about it. */
export function formField(field: Partial<FormField>): FormField {
  return {
    name: 'field',
    labelEn: 'Field',
    labelBn: 'ঘর',
    description: '',
    type: 'String',
    list: false,
    required: true,
    options: [],
    fields: [],
    limits: {},
    ...field,
  };
}
