/** From training to the certificate: who may learn, and who has learnt enough. */
import type { Model } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import type { Training } from '../training/training.ts';
import { newCardNumbers } from './card-numbers.ts';
import type { Enrolments } from './enrolments.ts';
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';
import { certify } from './steps.ts';

export type Certification = ReturnType<typeof certificationOf>;

export function certificationOf(entrepreneurs: Model<EntrepreneurRecord>, enrolments: Enrolments, training: Training) {
  async function certifyIfReady(personId: string, at: Date): Promise<void> {
    if (!(await training.isReadyForCertificate(personId, at))) return;
    // Who is certified already gets a refusal, which is none here.
    await enrolments.take({ personId }, certify(newCardNumbers, dayInDhaka(at)), { by: null, role: 'PLATFORM', at });
  }

  return {
    /** Whether the tests are open to a person: accepted, or certified and about to renew. */
    async mayLearn(personId: string): Promise<boolean> {
      const record = await enrolments.find({ personId });
      return record?.stage === 'IN_TRAINING' || record?.stage === 'CERTIFIED';
    },

    /** Gives certificate and card to who has passed every module, and does nothing for others. */
    certifyIfReady,

    /** At the start: a kill between the last pass and the certificate leaves somebody without. */
    async certifyLeftOver(at: Date): Promise<void> {
      const learning = await entrepreneurs.find({ stage: 'IN_TRAINING' }, { personId: 1 }).lean();
      for (const { personId } of learning) await certifyIfReady(personId, at);
    },
  };
}
