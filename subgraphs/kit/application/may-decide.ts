/** Whether an official may move an application on: nobody decides what is their own, or before they have learnt how. Pure. */
import type { Caller } from '../auth/caller.ts';
import { type Problem, problem } from '../errors/problem.ts';
import type { Snapshot } from './snapshot.ts';

/** Why they may not; null when they may. @param official in that role already. */
export function objectionToDeciding(
  { applicantId, assistance }: Pick<Snapshot, 'applicantId'> & Partial<Pick<Snapshot, 'assistance'>>,
  { subject, isTrained }: Pick<Caller, 'subject' | 'isTrained'>,
): Problem | null {
  if (subject === applicantId || subject === assistance?.entrepreneur) return problem(null, 'OWN_APPLICATION');
  return isTrained ? null : problem(null, 'TRAINING_NEEDED');
}
