/**
 * What the registration of a birth or a death costs: nothing within 45 days of it, 25 taka within five years, 50 taka
 * after that. Source: Birth and Death Registration Rules 2018, fee schedule, as union parishads publish it.
 */
import { daysBetween, yearsLater } from '#kit/days.ts';

const FREE_DAYS = 45;
const REDUCED_YEARS = 5;
const REDUCED_FEE_BDT = 25;
const FULL_FEE_BDT = 50;

/** @returns whole taka. Days are `YYYY-MM-DD`. */
export function registrationFeeBdt(eventDate: string, today: string): number {
  if (daysBetween(eventDate, today) <= FREE_DAYS) return 0;
  return today <= yearsLater(eventDate, REDUCED_YEARS) ? REDUCED_FEE_BDT : FULL_FEE_BDT;
}
