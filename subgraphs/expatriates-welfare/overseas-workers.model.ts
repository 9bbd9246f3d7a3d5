/** Who is registered with BMET to work abroad. */
import { Schema } from 'mongoose';
import { ok, problem } from '#kit/errors/problem.ts';
import { registry, text } from '#kit/registry.ts';
import type { Rule } from '#kit/service.ts';
import type { OverseasWorkerSex } from './schema.generated.ts';

/** A registered worker. */
export type OverseasWorker = {
  registrationNumber: string;
  passportNumber: string;
  name: string;
  /** Missing for who registered here: the form asks for the name as in the passport. */
  nameBn?: string;
  sex: OverseasWorkerSex;
};

const schema = new Schema<OverseasWorker>({
  registrationNumber: text,
  passportNumber: text,
  name: text,
  nameBn: String,
  sex: text,
});
schema.index({ registrationNumber: 1 }, { unique: true });
schema.index({ passportNumber: 1 });

/** Of the forms' examples. */
const karim = {
  registrationNumber: 'BMET-7K3M-9QX2',
  passportNumber: 'A07654321',
  name: 'Karim Uddin',
  nameBn: 'করিম উদ্দিন',
  sex: 'MALE',
} as const;

export const overseasWorkers = registry('overseasWorkers', schema, (seed) => [
  karim,
  ...seed.rows(220, (index) => {
    const { name, gender } = seed.person();
    return {
      registrationNumber: `BMET-${seed.digits(4)}-${1000 + index}`,
      passportNumber: `B${seed.digits(8)}`,
      name: name.en,
      nameBn: name.bn,
      sex: gender,
    };
  }),
]);

type Registered = Pick<OverseasWorker, 'registrationNumber' | 'passportNumber'>;

/** Whose number and passport belong together: who registered, and no one else. */
export const workerIsRegistered: Rule<Registered> = async ({ input, registry: read }) => {
  const { registrationNumber, passportNumber } = input;
  return (await read(overseasWorkers).exists({ registrationNumber, passportNumber }))
    ? ok
    : problem('registrationNumber', 'NOT_REGISTERED', { registrationNumber });
};
