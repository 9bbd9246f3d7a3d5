/**
 * Links a subgraph's own SDL with the SDL that all subgraphs share (`schema/shared/*.graphql`), so that a ministry
 * writes only what it knows. Used by the kit (to serve a subgraph) and by composition (to compose it): both see the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type InputObjectTypeDefinitionNode,
  Kind,
  parse,
  Source,
  visit,
} from 'graphql';
import { EVIDENCE } from './evidence.ts';
import { EVIDENCE_FIELD, type EvidenceInput, evidenceInput } from './evidence-input.ts';
import { asContractOfMinistry } from './ministry-contract.ts';
import { RECORDED_KINDS, withServiceAuthority } from './service-authority.ts';

const SHARED = new URL('./shared/', import.meta.url);

const HEADER = parse(
  new Source(
    /* GraphQL */ `
      extend schema
        @link(
          url: "https://specs.apollo.dev/federation/v2.9"
          import: ["@key", "@external", "@provides", "@requires", "@shareable", "@inaccessible", "@tag", "@override",
            "@authenticated", "@requiresScopes", "@policy", "@composeDirective", "@cost", "@listSize"]
        )
        @link(url: "https://specs.nagarik.gov.bd/service/v1.0", import: ["@service", "@input", "@label", "@ministry", "@assurance"])
        @composeDirective(name: "@service")
        @composeDirective(name: "@input")
        @composeDirective(name: "@label")
        @composeDirective(name: "@ministry")
        @composeDirective(name: "@assurance")
    `,
    'schema/link.ts',
  ),
).definitions;

/** Every input that creates a record holds it; the forms leave it out. */
const IDEMPOTENCY_KEY = inputField(/* GraphQL */ `
  input Holder {
    "Chosen by the client, e.g. a UUID. A repeat with the same key returns the first answer and creates nothing."
    idempotencyKey: ID! @input(labelBn: "পুনরাবৃত্তি-রোধক চাবি", minLength: 8, maxLength: 100)
  }
`);

/** Every form of an appointment ends with it. */
const JOIN_WAITING_LIST = inputField(/* GraphQL */ `
  input Holder {
    """
    If that time is full, put me on the waiting list
    Who comes first is served first. When a place is free you get it, and the application says so.
    """
    joinWaitingList: Boolean! = false @input(labelBn: "সময়টি পূর্ণ থাকলে আমাকে অপেক্ষমাণ তালিকায় রাখুন", example: "false")
  }
`);

/**
 * Reads a subgraph's SDL file and links it.
 * @param file the subgraph's `schema.graphql`.
 * @throws GraphQLError with file and line when the SDL is not well-formed.
 */
export function linkedSchemaFile(file: URL): DocumentNode {
  const path = fileURLToPath(file);
  return linked(parse(new Source(readFileSync(file, 'utf8'), path.split('/').slice(-3).join('/'))));
}

/**
 * The whole document of a subgraph: its own definitions, and those shared ones that they reach. An own definition takes
 * the place of the shared one of that name; `extend type` adds to it. In a ministry's document (one with `@ministry`)
 * `Application` is the ministry's view of the shared contract.
 */
export function linked(own: DocumentNode): DocumentNode {
  const ownNames = new Set(own.definitions.filter((node) => !isExtension(node)).flatMap(nameOf));
  const shared = new Map(
    (isMinistry(own) ? asContractOfMinistry(sharedDefinitions()) : sharedDefinitions()).flatMap((node) =>
      nameOf(node).map((name) => [name, node] as const),
    ),
  );
  const reached = new Map<string, DefinitionNode>();
  const reach = (node: ASTNode) => {
    for (const name of namesUsed(node)) {
      const definition = shared.get(name);
      if (!definition || ownNames.has(name) || reached.has(name)) continue;
      reached.set(name, definition);
      reach(definition);
    }
  };
  // These directives are composed from every subgraph, so each document holds all of them.
  for (const name of ['@service', '@input', '@label', '@ministry', '@assurance']) {
    const directive = shared.get(name);
    if (directive) reached.set(name, directive);
  }
  for (const directive of [...reached.values()]) reach(directive);
  reach(own);
  const inputs = recordedInputs(own, RECORDED_KINDS);
  const appointments = recordedInputs(own, new Set(['APPOINTMENT']));
  const evidence = new Map(
    [...inputs].flatMap(([name, codes]) => (codes.size > 0 ? [[name, evidenceInput(name, [...codes])] as const] : [])),
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      ...HEADER,
      ...reached.values(),
      ...own.definitions.map((node) =>
        node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && inputs.has(node.name.value)
          ? completed(node, evidence.get(node.name.value), appointments.has(node.name.value))
          : withServiceRules(node),
      ),
      ...[...evidence.values()].map(({ type }) => type),
    ],
  };
}

/** Who may use a service follows from its being one. */
function withServiceRules(node: DefinitionNode): DefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_EXTENSION || node.kind === Kind.OBJECT_TYPE_DEFINITION
    ? { ...node, fields: (node.fields ?? []).map(withServiceAuthority) }
    : node;
}

/** The input of a service that keeps a record: the ministry's own fields, the documents, the waiting list, and the idempotency key. */
function completed(
  node: InputObjectTypeDefinitionNode,
  evidence: EvidenceInput | undefined,
  isAppointment: boolean,
): InputObjectTypeDefinitionNode {
  const own = node.fields ?? [];
  const taken = evidence && own.find(({ name }) => name.value === EVIDENCE_FIELD);
  if (taken)
    throw new GraphQLError(
      `${node.name.value} has a field ${EVIDENCE_FIELD}, which every form with evidence gets by itself; give yours another name`,
      { nodes: taken, extensions: { code: 'EVIDENCE_FIELD_TAKEN' } },
    );
  const shared = [...(evidence ? [evidence.field] : []), ...(isAppointment ? [JOIN_WAITING_LIST] : [])];
  return { ...node, fields: [...own, ...shared, IDEMPOTENCY_KEY] };
}

/** Whether the SDL is a ministry's: it says so with `@ministry` on the schema. */
export function isMinistry(own: DocumentNode): boolean {
  return own.definitions.some(
    (node) =>
      (node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION) &&
      node.directives?.some((directive) => directive.name.value === 'ministry'),
  );
}

let cache: readonly DefinitionNode[] | undefined;
function sharedDefinitions(): readonly DefinitionNode[] {
  cache ??= readdirSync(SHARED)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .flatMap(
      (name) => parse(new Source(readFileSync(new URL(name, SHARED), 'utf8'), `schema/shared/${name}`)).definitions,
    );
  return cache;
}

function nameOf(node: DefinitionNode): string[] {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return [`@${node.name.value}`];
  return 'name' in node && node.name ? [node.name.value] : [];
}

function namesUsed(node: ASTNode): Set<string> {
  const names = new Set<string>();
  visit(node, {
    NamedType: ({ name }) => void names.add(name.value),
    Directive: ({ name }) => void names.add(`@${name.value}`),
    ObjectTypeExtension: ({ name }) => void names.add(name.value),
  });
  return names;
}

function isExtension(node: DefinitionNode): boolean {
  return node.kind.endsWith('Extension');
}

/** The input types of the services of these kinds, each with the codes of the documents that it asks for. */
function recordedInputs(own: DocumentNode, kinds: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const inputs = new Map<string, Set<string>>();
  visit(own, {
    FieldDefinition: (field) => {
      const service = field.directives?.find(({ name }) => name.value === 'service');
      const kind = service?.arguments?.find(({ name }) => name.value === 'kind')?.value;
      if (!service || kind?.kind !== Kind.ENUM || !kinds.has(kind.value)) return;
      const codes = evidenceOf(service);
      for (const argument of field.arguments ?? [])
        visit(argument.type, {
          NamedType: ({ name: { value } }) => void inputs.set(value, new Set([...(inputs.get(value) ?? []), ...codes])),
        });
    },
  });
  return inputs;
}

/** @throws GraphQLError for codes that have no name in either language: no form could ask for them. */
function evidenceOf(service: ConstDirectiveNode): ReadonlySet<string> {
  const list = service.arguments?.find(({ name }) => name.value === 'evidence')?.value;
  const items = list?.kind === Kind.LIST ? list.values : list?.kind === Kind.STRING ? [list] : [];
  const codes = items.flatMap((item) => (item.kind === Kind.STRING ? [item] : []));
  const strange = codes.filter(({ value }) => !EVIDENCE.has(value));
  if (strange.length > 0)
    throw new GraphQLError(
      `schema/evidence.ts has no document with the code ${strange.map(({ value }) => `"${value}"`).join(', ')}; take one of its codes, or add yours there with its English and its Bangla name`,
      { nodes: strange, extensions: { code: 'EVIDENCE_UNKNOWN' } },
    );
  return new Set(codes.map(({ value }) => value));
}

function inputField(sdl: string) {
  const holder = parse(new Source(sdl, 'schema/link.ts')).definitions[0] as InputObjectTypeDefinitionNode;
  const field = holder.fields?.[0];
  if (!field) throw new Error('schema/link.ts: the holder has no field');
  return field;
}
