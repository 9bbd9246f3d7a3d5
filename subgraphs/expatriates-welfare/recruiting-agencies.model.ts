/** The recruiting agencies and whether their licence stands. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';

/** A recruiting agency. */
export type RecruitingAgency = { licence: string; name: string; nameBn: string; isSuspended: boolean };

const text = { type: String, required: true };
const schema = new Schema<RecruitingAgency>({
  licence: text,
  name: text,
  nameBn: text,
  isSuspended: { type: Boolean, required: true },
});
schema.index({ licence: 1 }, { unique: true });

export const recruitingAgencies = registry('recruitingAgencies', schema, (seed) => [
  // Of the form's example, and one that may not send anybody.
  { licence: 'RL-0101', name: 'Padma Overseas', nameBn: 'পদ্মা ওভারসিজ', isSuspended: false },
  { licence: 'RL-0102', name: 'Turag Overseas', nameBn: 'তুরাগ ওভারসিজ', isSuspended: true },
  ...seed.rows(220, (index) => {
    const { name } = seed.person();
    return {
      licence: `RL-${1000 + index}`,
      name: `${name.en} Overseas`,
      nameBn: `${name.bn} ওভারসিজ`,
      isSuspended: seed.integer(1, 12) === 1,
    };
  }),
]);
