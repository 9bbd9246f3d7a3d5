/**
 * How often somebody may name a person for a role and give none: each answer tells whether there is somebody with the national
 * ID. What is given leaves a record and is not limited.
 */
import { ADDRESS_LIMIT_MINUTES, type AddressLimit } from '../login/address-limit.model.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';

/** In a quarter of an hour: more than are mistyped, and too few to find out who there is. */
const WRONG_NUMBERS_PER_GIVER = 30;

export type WrongNumbers = ReturnType<typeof wrongNumbers>;

export function wrongNumbers(counts: Pick<AddressLimit, 'take' | 'giveBack'>, hash: KeyedHash) {
  const keyOf = (giver: string) => hash('who gives roles', giver);
  return {
    minutes: ADDRESS_LIMIT_MINUTES,

    /** Counts before anything is looked up, as many may be sent at once; false when it is too much. */
    take: (giver: string): Promise<boolean> => counts.take(keyOf(giver), WRONG_NUMBERS_PER_GIVER),

    /** It was none of them. */
    giveBack: (giver: string): Promise<void> => counts.giveBack(keyOf(giver)),
  };
}
