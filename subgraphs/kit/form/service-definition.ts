/** Reads what a service is, and its form, from SDL: a subgraph's own document, or a supergraph's. */
import { type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { directiveOf, intOf, textOf, textsOf } from './directive-arguments.ts';
import { type FormField, IDEMPOTENCY_KEY } from './form-field.ts';
import { subgraphOfField } from './join-graph.ts';
import { formReader, isBangla } from './read-form.ts';
import { problemList, type Report } from './schema-problem.ts';
import { sdlIndex, unwrapped } from './sdl-index.ts';

export type { FormField, FormOption } from './form-field.ts';
export { SchemaProblem } from './schema-problem.ts';

/** What the citizen gets: a decision, an answer, a settled demand, a booked slot, a reference number. */
export type ServiceKind = 'APPLICATION' | 'LOOKUP' | 'PAYMENT' | 'APPOINTMENT' | 'REPORT';

/** A service as its root field declares it with `@service`. */
export type ServiceDefinition = {
  readonly code: string;
  readonly kind: ServiceKind;
  readonly titleEn: string;
  readonly titleBn: string;
  readonly agency: string;
  /** Whole taka; 0 when it is free. */
  readonly feeBdt: number;
  /** 0 when the answer is immediate. */
  readonly slaWorkingDays: number;
  readonly evidence: readonly string[];
  readonly figures: 'KNOWN' | 'EXAMPLE';
  /** What people call it beside its title. */
  readonly keywords: readonly string[];
  /** The desk that alone reads what is handed in and acts on it; null: every desk of the ministry does. */
  readonly confidentialTo: string | null;
  /** The root field's description. */
  readonly description: string;
  readonly operation: 'query' | 'mutation';
  /** The root field, e.g. `applyForPassport`. */
  readonly field: string;
  readonly inputType: string;
  readonly payloadType: string;
  /** Null when read from a subgraph's own document. */
  readonly subgraph: string | null;
  readonly form: readonly FormField[];
};

/** A ministry as `@ministry` names it. */
export type MinistryDefinition = { readonly code: string; readonly nameEn: string; readonly nameBn: string };

const KINDS: ReadonlySet<string> = new Set<ServiceKind>(['APPLICATION', 'LOOKUP', 'PAYMENT', 'APPOINTMENT', 'REPORT']);
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Every service of a document: each root field with `@service`, in the order of the SDL, queries first.
 * @throws SchemaProblem naming everything that keeps a field from being a service that a stranger can fill in.
 */
export function serviceDefinitions(document: DocumentNode): ServiceDefinition[] {
  const index = sdlIndex(document);
  const { report, throwIfAny } = problemList();
  const readForm = formReader(index, report);
  const subgraphOf = subgraphOfField(index);
  const services: ServiceDefinition[] = [];
  const fieldByCode = new Map<string, string>();
  for (const operation of ['query', 'mutation'] as const) {
    const typeName = index.roots[operation];
    for (const field of index.objects.get(typeName)?.fields ?? []) {
      const declared = declaration(operation, typeName, field, report);
      if (!declared) continue;
      const { code, inputType } = declared;
      const place = `${code}, ${typeName}.${field.name.value}`;
      const twin = fieldByCode.get(code);
      if (twin) report(place, field, `${twin} has the same code; a code names one service in the country`);
      fieldByCode.set(code, `${typeName}.${field.name.value}`);
      if (!index.inputs.has(inputType))
        report(place, field, `${inputType} is not an input type; the form is its fields`);
      const form = readForm(code, inputType).filter(({ name }) => name !== IDEMPOTENCY_KEY);
      services.push({ ...declared, subgraph: subgraphOf(typeName, field), form });
    }
  }
  throwIfAny();
  return services;
}

/** The ministries of a document, by their `@ministry` on the schema. */
export function ministriesOf(document: DocumentNode): MinistryDefinition[] {
  return sdlIndex(document).schemaDirectives.flatMap((directive) => {
    if (directive.name.value !== 'ministry') return [];
    const [code, nameEn, nameBn] = ['code', 'nameEn', 'nameBn'].map((name) => textOf(directive, name));
    return code && nameEn && nameBn ? [{ code, nameEn, nameBn }] : [];
  });
}

/** The root field's own part of the definition; null when it is no service, or not enough of one to read its form. */
function declaration(
  operation: 'query' | 'mutation',
  typeName: string,
  field: FieldDefinitionNode,
  report: Report,
): Omit<ServiceDefinition, 'subgraph' | 'form'> | null {
  const service = directiveOf(field, 'service');
  if (!service) return null;
  const code = textOf(service, 'code') ?? '';
  const place = `${code || '@service'}, ${typeName}.${field.name.value}`;
  if (!KEBAB_CASE.test(code)) report(place, field, `the code "${code}" is not in kebab-case, e.g. "passport-new"`);
  const kind = textOf(service, 'kind') ?? '';
  if (!isKind(kind)) {
    report(place, field, `kind is one of ${[...KINDS].join(', ')}`);
    return null;
  }
  if ((kind === 'LOOKUP') !== (operation === 'query'))
    report(place, field, `a ${kind} is a field of ${kind === 'LOOKUP' ? 'Query' : 'Mutation'}`);
  const texts = { titleEn: '', titleBn: '', agency: '' };
  for (const name of ['titleEn', 'titleBn', 'agency'] as const) {
    texts[name] = textOf(service, name)?.trim() ?? '';
    if (!texts[name]) report(place, field, `${name} is empty`);
  }
  if (texts.titleBn && !isBangla(texts.titleBn)) report(place, field, `titleBn "${texts.titleBn}" is not in Bangla`);
  const confidentialTo = textOf(service, 'confidentialTo') ?? null;
  if (confidentialTo !== null && !KEBAB_CASE.test(confidentialTo))
    report(place, field, `confidentialTo "${confidentialTo}" names no desk in kebab-case, e.g. "legal-aid"`);
  if (confidentialTo !== null && kind === 'LOOKUP')
    report(place, field, 'a LOOKUP keeps nothing that could be confidential to a desk');
  const [feeBdt, slaWorkingDays] = [intOf(service, 'feeBdt') ?? 0, intOf(service, 'slaWorkingDays') ?? 0];
  if (feeBdt < 0) report(place, field, 'feeBdt is negative');
  if (slaWorkingDays < 0) report(place, field, 'slaWorkingDays is negative');
  const inputType = soleInputType(field);
  if (inputType === null) {
    report(
      place,
      field,
      'a service has exactly one argument, `input`, of a non-null input type, e.g. (input: KhatianInput!)',
    );
    return null;
  }
  return {
    code,
    kind,
    ...texts,
    feeBdt,
    slaWorkingDays,
    evidence: textsOf(service, 'evidence'),
    keywords: textsOf(service, 'keywords'),
    figures: textOf(service, 'figures') === 'KNOWN' ? 'KNOWN' : 'EXAMPLE',
    confidentialTo,
    description: field.description?.value.trim() ?? '',
    operation,
    field: field.name.value,
    inputType,
    payloadType: unwrapped(field.type).name,
  };
}

function soleInputType({ arguments: given = [] }: FieldDefinitionNode): string | null {
  const [argument, ...others] = given;
  if (!argument || others.length > 0 || argument.name.value !== 'input') return null;
  if (argument.type.kind !== Kind.NON_NULL_TYPE || argument.type.type.kind !== Kind.NAMED_TYPE) return null;
  return argument.type.type.name.value;
}

function isKind(name: string): name is ServiceKind {
  return KINDS.has(name);
}
