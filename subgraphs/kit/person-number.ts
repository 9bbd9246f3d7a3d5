/** The numbers by which a person is known: the national ID, and the birth registration before one has an ID. Pure. */
import { yearsBetween } from './days.ts';
import { ok, problem } from './errors/problem.ts';
import type { Rule } from './service.ts';

/** Source: Majority Act 1875, s. 3. */
export const OF_AGE_YEARS = 18;

export function isOfAge(dateOfBirth: string, day: string): boolean {
  return yearsBetween(dateOfBirth, day) >= OF_AGE_YEARS;
}

/** Which number somebody of this age is known by. Source: National Identity Registration Act 2010 (a citizen's ID at 18). */
export function numberFieldOf(dateOfBirth: string, day: string): 'nationalId' | 'birthRegistration' {
  return isOfAge(dateOfBirth, day) ? 'nationalId' : 'birthRegistration';
}

/**
 * One text for a person's national ID: of 17 digits the first four are the year of birth, and the rest is the number as
 * older cards have it. Source: Election Commission, NID Wing.
 */
export function nationalIdKey(nationalId: string): string {
  return nationalId.length === 17 ? nationalId.slice(4) : nationalId;
}

export function isSamePerson(oneNationalId: string, otherNationalId: string): boolean {
  return nationalIdKey(oneNationalId) === nationalIdKey(otherNationalId);
}

type Numbers = {
  readonly nationalId?: string | null | undefined;
  readonly birthRegistration?: string | null | undefined;
};

/** One text for a person: the key of the national ID or, of who gives none, the 17 digits of the birth registration. */
export function personKey({ nationalId, birthRegistration }: Numbers): string {
  return nationalId ? nationalIdKey(nationalId) : (birthRegistration ?? '');
}

/**
 * How a log of looks names a person of whom only a number is known, e.g. `nid:1990123456789`. The person themselves is found
 * by their national ID.
 */
export function numberReference({ nationalId, birthRegistration, passport }: Numbers & { passport?: string }): string {
  if (nationalId) return `nid:${nationalIdKey(nationalId)}`;
  return birthRegistration ? `birth:${birthRegistration}` : `passport:${passport ?? ''}`;
}

/** The key of the national ID that a reference holds; null for every other name. */
export function keyOfReference(reference: string): string | null {
  return reference.startsWith('nid:') ? reference.slice('nid:'.length) : null;
}

/** The reference of somebody whom a register keeps by `personKey`: a birth registration has more digits than any key of an ID. */
export function keyReference(personKey: string): string {
  return numberReference(personKey.length === 17 ? { birthRegistration: personKey } : { nationalId: personKey });
}

type Born = Pick<Numbers, 'birthRegistration'> & { readonly dateOfBirth?: string | null | undefined };

/** A birth registration number begins with the year of birth. Source: Birth and Death Registration Rules 2018. */
export const birthYearAgrees: Rule<Born> = ({ input: { birthRegistration, dateOfBirth } }) =>
  birthRegistration && dateOfBirth && birthRegistration.slice(0, 4) !== dateOfBirth.slice(0, 4)
    ? problem('birthRegistration', 'BIRTH_YEAR_DIFFERS', { year: dateOfBirth.slice(0, 4) })
    : ok;
