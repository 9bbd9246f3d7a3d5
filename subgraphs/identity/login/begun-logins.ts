/**
 * How many logins one network may begin, and go on with, in a quarter of an hour. Each step is a record that lives half an
 * hour, and nobody has proven anything yet.
 */
import type { AddressLimit } from './address-limit.model.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { networkOf } from './network-of.ts';

/**
 * A login that is finished takes two actions (a code is asked for, and tried) and up to four steps (begun, and back from its
 * code, role and consent). So by default (600) a network finishes 300 in a quarter of an hour with 1,200 of its 3,000 steps; the
 * rest is for people who leave a login, and apps that ask whether somebody is logged in. A service centre with a hundred
 * citizens an hour takes a tenth; a mobile operator's one address stands for thousands of people.
 */
const STEPS_FOR_EACH_ACTION = 5;

export type BegunLogins = ReturnType<typeof begunLogins>;

/** @param actions how many actions the network has (see address-limit.model.ts). */
export function begunLogins(addresses: AddressLimit, hash: KeyedHash, actions: number) {
  return {
    /** Counts; false when it is too much. @param address the network address that it comes from. */
    take: (address: string): Promise<boolean> =>
      addresses.take(hash('address that begins', networkOf(address)), actions * STEPS_FOR_EACH_ACTION),

    /** Until the network may begin again. */
    secondsLeft: (): number => addresses.secondsLeft(),
  };
}
