/** What a ministry's standing counts of a decided application: no person, no answers. Pure. */
import type { Snapshot } from '#kit/application/snapshot.ts';
import { type HolidayCalendar, workingDaysBetween } from '#kit/application/working-days.ts';

export type Decided = {
  readonly at: Date;
  /** From the day it was handed in to the day of the decision. */
  readonly workingDays: number;
  /** By the end of the day that was promised. */
  readonly isInTime: boolean;
};

/** Null while no official has decided: what the platform does by itself (a slot, a paid bill) is no decision. */
export function decidedOf(
  { decision, submittedAt, dueAt }: Pick<Snapshot, 'decision' | 'submittedAt' | 'dueAt'>,
  holidays: HolidayCalendar,
): Decided | null {
  if (!decision || submittedAt === null || dueAt === null) return null;
  const at = new Date(decision.decidedAt);
  return {
    at,
    workingDays: workingDaysBetween(new Date(submittedAt), at, holidays),
    isInTime: at.getTime() <= Date.parse(dueAt),
  };
}
