/** Who draws an allowance of the Department of Social Services. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';

export type AllowanceProgramme = 'OLD_AGE' | 'WIDOW' | 'DISABILITY';

/** An allowance that is paid. */
export type Allowance = {
  /** Of a national ID the 13 digits, else the birth registration. */
  personNumber: string;
  programme: AllowanceProgramme;
  bookNumber: string;
  /** In Bangla, as in the allowance book. */
  nameBn: string;
};

const text = { type: String, required: true };
const schema = new Schema<Allowance>({ personNumber: text, programme: text, bookNumber: text, nameBn: text });
schema.index({ personNumber: 1 }, { unique: true });

export const allowances = registry('allowances', schema, (seed) =>
  seed.rows(220, (row) => {
    const { nationalId, name } = seed.person();
    const programme = seed.pick<AllowanceProgramme>(['OLD_AGE', 'WIDOW', 'DISABILITY']);
    const personNumber = row === 0 ? '1948123456709' : nationalId;
    return { personNumber, programme, bookNumber: `BK-${seed.digits(8)}`, nameBn: name.bn };
  }),
);
