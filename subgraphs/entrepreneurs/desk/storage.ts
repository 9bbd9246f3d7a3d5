/** What a desk needs of a disk. Whatever a promise here says is done is still so after the power has failed. */

/** How the desk's key is made again; nothing in it is secret. */
export type Header = {
  readonly salt: Uint8Array;
  /** Rounds of PBKDF2. */
  readonly rounds: number;
  /** A known text, sealed: it opens with the right key only. */
  readonly check: Sealed;
};

/** AES-GCM. */
export type Sealed = { readonly iv: Uint8Array; readonly bytes: Uint8Array };

/** A form on the disk. That it waits, and how it was judged, is all that can be read without the key. */
export type StoredForm = {
  /** From 1, in the order in which they were kept. */
  readonly order: number;
  readonly idempotencyKey: string;
  readonly state: 'WAITING' | 'ACCEPTED' | 'ALREADY_DONE' | 'REFUSED';
  /** The form while it waits, and when it was refused; the judgement after. */
  readonly sealed: Sealed;
};

export type DeskStorage = {
  /** Null for a desk that was never opened. */
  header(): Promise<Header | null>;
  /** Keeps the header, unless there is one. */
  begin(header: Header): Promise<void>;
  /** Adds a form. @returns whether its order was free. */
  add(form: StoredForm): Promise<boolean>;
  /** Puts a form in the place of the one with its order; without it, takes that one away. */
  replace(order: number, form: StoredForm | null): Promise<void>;
  /** All forms, in their order. */
  forms(): Promise<readonly StoredForm[]>;
  /** The greatest order there is; 0 when there is none. */
  lastOrder(): Promise<number>;
  /** The first form that waits; null when none does. */
  firstWaiting(): Promise<StoredForm | null>;
  /** How many wait. */
  waiting(): Promise<number>;
};
