import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';

/** The one source of identifiers. Injected, so that a test can set it. */
export type IdSource = {
  /** A new id that sorts by time (ULID). */
  id(): string;
  /** A short number to read out, `7K3M-9QX2`: 40 random bits in Crockford's alphabet, which has no I, L, O or U. */
  reference(): string;
};

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomIds: IdSource = {
  id: () => ulid(),
  reference: () => {
    const characters = [...randomBytes(8)].map((byte) => CROCKFORD[byte & 31]).join('');
    return `${characters.slice(0, 4)}-${characters.slice(4)}`;
  },
};
