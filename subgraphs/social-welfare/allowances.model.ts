/** Who draws an allowance of the Department of Social Services. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';

export type AllowanceProgramme = 'OLD_AGE' | 'WIDOW' | 'DISABILITY';

/** An allowance that is paid. */
export type Allowance = {
  /** By `personKey`. */
  person: string;
  programme: AllowanceProgramme;
  bookNumber: string;
  /** In Bangla, as in the allowance book. */
  nameBn: string;
};

const schema = new Schema<Allowance>({ person: text, programme: text, bookNumber: text, nameBn: text });
schema.index({ person: 1 }, { unique: true });

export const allowances = registry('allowances', schema, (seed) =>
  seed.rows(220, (row) => {
    const { nationalId, name } = seed.person();
    const programme = seed.pick(['OLD_AGE', 'WIDOW', 'DISABILITY']);
    const person = row === 0 ? '1948123456709' : nationalId;
    return { person, programme, bookNumber: `BK-${seed.digits(8)}`, nameBn: name.bn };
  }),
);
