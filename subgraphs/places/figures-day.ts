/** Which day of a centre its figures belong to. Pure. */
import { dayInDhaka } from '#kit/clock.ts';
import type { MoveRecord } from './service-centres.model.ts';

/** The key of a centre's figures of a day: recording them again finds the same document. */
export function figuresId(centre: string, day: string): string {
  return `${centre} ${day}`;
}

/** What a centre was on a day, by its log; the days on which it begins and ends are days of its pilot. */
export function phaseOn(day: string, moves: readonly MoveRecord[]): 'BEFORE' | 'PILOT' | 'AFTER' {
  const began = moves.find(({ to }) => to === 'PILOT');
  if (!began || day < dayInDhaka(began.at)) return 'BEFORE';
  const ended = moves.find(({ from }) => from === 'PILOT');
  return ended && day > dayInDhaka(ended.at) ? 'AFTER' : 'PILOT';
}
