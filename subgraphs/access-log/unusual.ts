/**
 * What makes a look unusual. Each rule is a reason to ask, not a proof: the auditor sees it with its figures, the citizen sees
 * the look as any other. Pure: who is a neighbour or kin of whom is told by `identity`, so that neither names nor addresses
 * come here.
 */

import type { LookerRole } from '#kit/access-log/look.ts';
import { hourInDhaka } from '#kit/clock.ts';
import { inBanglaDigits, type Text } from '#kit/errors/catalogue.ts';

export type Rule = 'MANY_PEOPLE' | 'MANY_LOOKED_UP' | 'AT_NIGHT' | 'NEIGHBOUR' | 'KIN';

/** How two people may know each other. */
export type Acquaintance = 'NEIGHBOUR' | 'KIN';

/** What a rule found: its figure, if it has one. */
export type Finding = { readonly rule: Rule; readonly figure: number | null };

/**
 * People in a day. A desk that decides 20,000 applications a year does 90 on each of 220 working days, and opens some twice;
 * with twice as many one reads for another reason.
 */
export const MOST_PEOPLE_A_DAY = 200;

/** People whom a citizen looks up in registers in a day: a family, a household's staff, the nominees of a form. */
export const MOST_LOOKED_UP_A_DAY = 20;

/** Offices close at five; who stays for a backlog is home by ten, and the first shift of no office begins before six. */
const NIGHT = { fromHour: 22, toHour: 6 };

/**
 * Machines run at night, and over everybody: that is what they are for. Who has not logged in is not one person, of whom
 * anything could be said.
 */
export function isPerson(role: LookerRole): boolean {
  return role !== 'MACHINE' && role !== 'ANYBODY';
}

/** What the hour alone tells. A citizen has no office hours. */
export function atNight(at: Date, role: LookerRole): Finding | null {
  const hour = hourInDhaka(at);
  if (role === 'CITIZEN') return null;
  return hour >= NIGHT.fromHour || hour < NIGHT.toHour ? { rule: 'AT_NIGHT', figure: hour } : null;
}

/** What the number of people tells at whom somebody has looked in one day. */
export function manyPeople(people: number, role: LookerRole): Finding | null {
  if (role === 'CITIZEN') return people > MOST_LOOKED_UP_A_DAY ? { rule: 'MANY_LOOKED_UP', figure: people } : null;
  return people > MOST_PEOPLE_A_DAY ? { rule: 'MANY_PEOPLE', figure: people } : null;
}

/** What the acquaintance of the two tells. */
export function acquainted(acquaintances: readonly Acquaintance[]): Finding[] {
  return acquaintances.map((rule) => ({ rule, figure: null }));
}

const REASONS: Readonly<Record<Rule, (figure: string) => Text>> = {
  MANY_PEOPLE: (figure) => ({
    en: `The data of ${figure} people in one day; the work of a desk takes up to ${MOST_PEOPLE_A_DAY}.`,
    bn: `এক দিনে ${figure} জনের তথ্য দেখা হয়েছে; একটি ডেস্কের কাজে ${MOST_PEOPLE_A_DAY} জন পর্যন্ত লাগে।`,
  }),
  MANY_LOOKED_UP: (figure) => ({
    en: `A citizen looked up ${figure} people in one day; up to ${MOST_LOOKED_UP_A_DAY} is usual.`,
    bn: `একজন নাগরিক এক দিনে ${figure} জনের খোঁজ করেছেন; ${MOST_LOOKED_UP_A_DAY} জন পর্যন্ত স্বাভাবিক।`,
  }),
  AT_NIGHT: (figure) => ({
    en: `At ${figure} o’clock in Dhaka, when offices are closed (${NIGHT.fromHour} to ${NIGHT.toHour}).`,
    bn: `ঢাকার সময় ${figure}টায়, যখন অফিস বন্ধ থাকে (${NIGHT.fromHour}টা থেকে ${NIGHT.toHour}টা)।`,
  }),
  NEIGHBOUR: () => ({
    en: 'The person who looked and the citizen live in the same ward or union.',
    bn: 'যিনি দেখেছেন তিনি ও নাগরিক একই ওয়ার্ড বা ইউনিয়নে থাকেন।',
  }),
  KIN: () => ({
    en: 'By their names and those of their fathers, the person who looked and the citizen seem to be relatives.',
    bn: 'নিজেদের ও পিতার নাম অনুযায়ী যিনি দেখেছেন তিনি ও নাগরিক আত্মীয় বলে মনে হয়।',
  }),
};

/** A finding in words. */
export function reasonOf({ rule, figure }: Finding): Text {
  const { en, bn } = REASONS[rule](figure === null ? '' : String(figure));
  return { en, bn: inBanglaDigits(bn) };
}
