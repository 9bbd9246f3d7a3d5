/** A client that knows no service: it reads a form from the graph, fills it in, and sends it. */
import type { Answer, Client } from './client.ts';
import { referenceOf } from './document.ts';
import { until } from './until.ts';

export type Language = 'EN' | 'BN';
type Count = 'minLength' | 'maxLength' | 'min' | 'max' | 'minItems' | 'maxItems';
type Sign = 'pattern' | 'format' | 'earliest' | 'latest' | 'example';
export type Field = Readonly<Record<Count, number | null>> &
  Readonly<Record<Sign, string | null>> & {
    readonly name: string;
    readonly required: boolean;
    readonly type: string;
    readonly list: boolean;
    readonly options: readonly { readonly value: string }[];
    readonly fields?: readonly Field[];
  };
export type Service = Readonly<Record<'code' | 'kind', string>> & {
  readonly evidence: readonly string[];
  readonly form: Readonly<Record<'mutation' | 'query', string | null>> & {
    readonly inputType: string;
    readonly fields: readonly Field[];
  };
};
type Words = { readonly label: string; readonly value: string; readonly documentReference: string | null };
export type Sent = Answer<{
  readonly answer: {
    readonly application?: { readonly id: string; readonly status: string; readonly answers: readonly Words[] } | null;
    readonly answers?: readonly Words[];
    readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
  } | null;
} | null>;

const FIELD = `name label(language: $language) required type list options { value label(language: $language) } minLength
  maxLength pattern format min max minItems maxItems earliest latest example`;
const SERVICES = `query Services($language: Language!, $after: String) {
  services(first: 100, after: $after) { nodes { code kind evidence title(language: $language) form { mutation query inputType
    fields { ${FIELD} fields { ${FIELD} fields { ${FIELD} fields { ${FIELD} } } } } } } } }`;

/** Every service of the graph with its form. */
export async function servicesOf(client: Client, language: Language): Promise<readonly Service[]> {
  const { services } = await client.get<{ services: { nodes: Service[] } }>(SERVICES, { language });
  return services.nodes;
}

/**
 * Sends an input to the service's field. What comes back is told by the kind of field that it is. Settles when what was handed
 * in is in the graph for whoever asks by its id: a ministry's answer waits for that a quarter of a second at most.
 */
export async function send(client: Client, { form }: Service, input: object, language: Language): Promise<Sent> {
  const [operation, field] = form.mutation === null ? ['query', form.query] : ['mutation', form.mutation];
  const shown = form.mutation === null ? `answers { ${WORDS} }` : `application { id status answers { ${WORDS} } }`;
  const sent: Sent = await client.ask(
    `${operation} Send($input: ${form.inputType}!, $language: Language!) {
      answer: ${field}(input: $input) { ${shown} userErrors { code field message(language: $language) } } }`,
    { language, input: form.mutation === null ? input : { idempotencyKey: crypto.randomUUID(), ...input } },
  );
  const id = sent.data?.answer?.application?.id;
  if (id !== undefined) await until(() => isKnown(client, id), `${id} is known`);
  return sent;
}

async function isKnown(client: Client, id: string): Promise<boolean> {
  const query = 'query ($id: ID!) { application(id: $id) { id } }';
  const { data } = await client.ask<{ application: object | null } | undefined | null>(query, { id });
  return Boolean(data?.application);
}

const WORDS = 'label(language: $language) value(language: $language) documentReference';

/** Values for a form that keep to what it says; without its documents. */
export function filled(fields: readonly Field[], language: Language): Record<string, unknown> {
  const one = (field: Field) => item(field, language);
  const several = (field: Field) => Array.from({ length: Math.max(1, field.minItems ?? 0) }, () => one(field));
  const written = fields.filter((field) => !isDocument(field));
  return Object.fromEntries(written.map((field) => [field.name, field.list ? several(field) : one(field)]));
}

/** The documents of a form, each by its reference: a person sends a file once, for every form that asks for it. */
export async function documentsFor(client: Client, fields: readonly Field[]): Promise<Record<string, unknown>> {
  const groups = fields.filter(({ fields: inside = [] }) => inside.some(isDocument));
  const inGroup = async ({ name, fields: inside = [] }: Field) => [name, await documentsFor(client, inside)] as const;
  const alone = async ({ name }: Field) => [name, await referenceOf(client, evidenceOf(name))] as const;
  return Object.fromEntries(await Promise.all([...groups.map(inGroup), ...fields.filter(isDocument).map(alone)]));
}

const isDocument = ({ format }: Field) => format === 'DOCUMENT';

/** A field's name tells what it takes: `oldPassport` a document with the code `old-passport`. */
function evidenceOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function item(field: Field, language: Language): unknown {
  const { type, options, fields = [], example, min, max, format, pattern } = field;
  if (fields.length > 0) return filled(fields, language);
  if (options[0]) return example ?? options[0].value;
  if (type === 'Int' || type === 'Float') return example === null ? (min ?? Math.min(1, max ?? 1)) : Number(example);
  if (type === 'Boolean') return example !== 'false';
  const today = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10);
  const text = example ?? (type === 'Date' ? (field.latest ?? field.earliest ?? today) : word(field, language));
  return language === 'BN' && (type === 'Date' || format || pattern) ? inBanglaDigits(text) : text;
}

function word({ minLength, maxLength }: Field, language: Language): string {
  return (language === 'BN' ? 'নমুনা' : 'Sample')
    .repeat(Math.ceil((minLength ?? 1) / 5))
    .slice(0, maxLength ?? undefined);
}

function inBanglaDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x30 + 0x09e6));
}
