/** A client that knows no service: it reads a form from the graph, fills it in, and sends it. */
import type { Answer, Client } from './client.ts';

export type Language = 'EN' | 'BN';
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly type: string;
  readonly list: boolean;
  readonly options: readonly { readonly value: string }[];
  readonly fields?: readonly Field[];
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
  readonly format: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly minItems: number | null;
  readonly maxItems: number | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly example: string | null;
};
export type Service = {
  readonly code: string;
  readonly kind: string;
  readonly form: {
    readonly mutation: string | null;
    readonly query: string | null;
    readonly inputType: string;
    readonly fields: readonly Field[];
  };
};
type UserError = { readonly code: string; readonly field: string | null; readonly message: string };
export type Sent = Answer<{
  readonly answer: {
    readonly application?: { readonly id: string; readonly status: string } | null;
    readonly answers?: readonly { readonly label: string; readonly value: string }[];
    readonly userErrors: readonly UserError[];
  } | null;
} | null>;

const FIELD = `name label(language: $language) required type list options { value label(language: $language) } minLength
  maxLength pattern format min max minItems maxItems earliest latest example`;
const SERVICES = `query Services($language: Language!, $after: String) {
  services(first: 100, after: $after) { nodes { code kind title(language: $language) form { mutation query inputType
    fields { ${FIELD} fields { ${FIELD} fields { ${FIELD} fields { ${FIELD} } } } } } } } }`;

/** Every service of the graph with its form. */
export async function servicesOf(client: Client, language: Language): Promise<readonly Service[]> {
  const { services } = await client.get<{ services: { nodes: Service[] } }>(SERVICES, { language });
  return services.nodes;
}

/** Sends an input to the service's field. What comes back is told by the kind of field that it is. */
export function send(client: Client, { form }: Service, input: object, language: Language): Promise<Sent> {
  const [operation, field] = form.mutation === null ? ['query', form.query] : ['mutation', form.mutation];
  const shown = form.mutation === null ? `answers { ${WORDS} }` : 'application { id status }';
  return client.ask(
    `${operation} Send($input: ${form.inputType}!, $language: Language!) {
      answer: ${field}(input: $input) { ${shown} userErrors { code field message(language: $language) } } }`,
    { language, input: form.mutation === null ? input : { idempotencyKey: crypto.randomUUID(), ...input } },
  );
}

const WORDS = 'label(language: $language) value(language: $language)';

/** Values for a form that keep to what it says. */
export function filled(fields: readonly Field[], language: Language): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.list
        ? Array.from({ length: Math.max(1, field.minItems ?? 0) }, () => item(field, language))
        : item(field, language),
    ]),
  );
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
