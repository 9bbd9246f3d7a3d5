/** The parts of a service's form, as a client renders them and as the kit checks them. */

/** One field of a form. */
export type FormField = {
  readonly name: string;
  /** The first line of the field's description. */
  readonly labelEn: string;
  readonly labelBn: string;
  /** The description after its first line; empty when there is no more to say. */
  readonly description: string;
  /** Name of the GraphQL type without list and non-null, e.g. `String`, `Date`, `PassportPages`, `HeirInput`. */
  readonly type: string;
  readonly list: boolean;
  /** Non-null and without a default value. */
  readonly required: boolean;
  /** The choices, when the type is an enum. */
  readonly options: readonly FormOption[];
  /** The fields inside, when the type is an input object. */
  readonly fields: readonly FormField[];
  readonly limits: FormLimits;
};

/** One choice of an enum. */
export type FormOption = { readonly value: string; readonly labelEn: string; readonly labelBn: string };

/** A well-known form of text (`InputFormat` of the shared SDL). */
export type InputFormat = 'NATIONAL_ID' | 'MOBILE' | 'BIRTH_REGISTRATION' | 'AREA' | 'ADDRESS_AREA' | 'DOCUMENT';

/** What a field may hold; of a list, what each item may hold. */
export type FormLimits = {
  /** In code points, after trimming and NFC. */
  readonly minLength?: number;
  /** In code points, after trimming and NFC. */
  readonly maxLength?: number;
  /** Must match the whole text; compiled with the `v` flag, as HTML's `pattern` attribute is. */
  readonly pattern?: string;
  readonly format?: InputFormat;
  readonly min?: number;
  readonly max?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** An ISO date, or `today` with an offset in days; `limitsOn` makes a date of it. */
  readonly earliest?: string;
  readonly latest?: string;
  /** As text, whatever the type; of a Date also relative to today. */
  readonly example?: string;
};

/** Fields of an input that a machine fills, not a person: they are no part of the form. */
export const IDEMPOTENCY_KEY = 'idempotencyKey';

/** The group of a form's documents (schema/evidence-input.ts). */
export const EVIDENCE_FIELD = 'evidence';
