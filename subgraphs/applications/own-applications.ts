import { ministryOf } from '#kit/application/record.ts';
import type { Snapshot } from '#kit/application/snapshot.ts';

/** Whether a ministry tells of an application of its own: the id says whose it is. Nobody writes over another's. */
export function isOwn(teller: string, { id, ministry }: Pick<Snapshot, 'id' | 'ministry'>): boolean {
  return ministry === teller && ministryOf(id) === teller;
}
