/**
 * Links a subgraph's own SDL with the SDL that all subgraphs share (`schema/shared/*.graphql`), so that a ministry
 * writes only what it knows. Used by the kit (to serve a subgraph) and by composition (to compose it): both see the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type InputObjectTypeDefinitionNode,
  Kind,
  parse,
  Source,
  visit,
} from 'graphql';
import { asContractOfMinistry } from './ministry-contract.ts';

const SHARED = new URL('./shared/', import.meta.url);

const HEADER = parse(
  new Source(
    /* GraphQL */ `
      extend schema
        @link(
          url: "https://specs.apollo.dev/federation/v2.9"
          import: ["@key", "@external", "@provides", "@requires", "@shareable", "@inaccessible", "@tag", "@override",
            "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
        )
        @link(url: "https://specs.nagarik.gov.bd/service/v1.0", import: ["@service", "@input", "@label", "@ministry"])
        @composeDirective(name: "@service")
        @composeDirective(name: "@input")
        @composeDirective(name: "@label")
        @composeDirective(name: "@ministry")
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

/** Kinds of service that keep a record of each request; a look-up keeps none. */
const RECORDED_KINDS = new Set(['APPLICATION', 'PAYMENT', 'APPOINTMENT', 'REPORT']);

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
  // The four directives are composed from every subgraph, so each document holds all of them.
  for (const name of ['@service', '@input', '@label', '@ministry']) {
    const directive = shared.get(name);
    if (directive) reached.set(name, directive);
  }
  for (const directive of [...reached.values()]) reach(directive);
  reach(own);
  const inputs = recordedInputs(own);
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      ...HEADER,
      ...reached.values(),
      ...own.definitions.map((node) =>
        node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && inputs.has(node.name.value)
          ? { ...node, fields: [...(node.fields ?? []), IDEMPOTENCY_KEY] }
          : node,
      ),
    ],
  };
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

/** Names of the input types of the services that keep a record. */
function recordedInputs(own: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(own, {
    FieldDefinition: (field) => {
      const service = field.directives?.find(({ name }) => name.value === 'service');
      const kind = service?.arguments?.find(({ name }) => name.value === 'kind')?.value;
      if (kind?.kind !== Kind.ENUM || !RECORDED_KINDS.has(kind.value)) return;
      for (const argument of field.arguments ?? [])
        visit(argument.type, { NamedType: ({ name }) => void names.add(name.value) });
    },
  });
  return names;
}

function inputField(sdl: string) {
  const holder = parse(new Source(sdl, 'schema/link.ts')).definitions[0] as InputObjectTypeDefinitionNode;
  const field = holder.fields?.[0];
  if (!field) throw new Error('schema/link.ts: the holder has no field');
  return field;
}
