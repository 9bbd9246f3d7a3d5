/** The ministry's list of freedom fighters (MIS), as the gazettes have them. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';

/** For valour; most have none. */
export type HeroicTitle = 'NONE' | 'BIR_PROTIK' | 'BIR_BIKROM' | 'BIR_UTTOM';

/** A listed freedom fighter. */
export type FreedomFighter = {
  misNumber: string;
  gazetteNumber: string;
  name: string;
  nameBn: string;
  /** The 13 digits. */
  nationalId: string;
  title: HeroicTitle;
  /** Left out for who is alive. */
  diedOn?: string;
  /** Left out for who has none yet. */
  certificateNumber?: string;
};

const schema = new Schema<FreedomFighter>({
  misNumber: text,
  gazetteNumber: text,
  name: text,
  nameBn: text,
  nationalId: text,
  title: text,
  diedOn: String,
  certificateNumber: String,
});
schema.index({ misNumber: 1 }, { unique: true });

/** Of the forms' examples: who has no certificate; who has one and is dead. Then who has one and is alive. */
const KNOWN: readonly Partial<FreedomFighter>[] = [
  { name: 'Md. Rafiqul Islam', nameBn: 'মোঃ রফিকুল ইসলাম', nationalId: '1940821685833', title: 'NONE' },
  { certificateNumber: 'FFC-1000-0002', diedOn: '2018-03-26', title: 'NONE' },
  { certificateNumber: 'FFC-1000-0003', nationalId: '1948123456706', title: 'BIR_PROTIK' },
];

export const freedomFighters = registry('freedomFighters', schema, (seed) =>
  seed.rows(220, (row) => {
    const { name } = seed.person();
    const nationalId = `${seed.integer(1925, 1958)}${seed.digits(9)}`;
    const title = row % 20 === 7 ? seed.pick(['BIR_PROTIK', 'BIR_BIKROM', 'BIR_UTTOM']) : 'NONE';
    const number = String(row + 1).padStart(4, '0');
    const given = row % 2 === 1 ? { certificateNumber: `FFC-1000-${number}` } : {};
    const died = row % 3 === 2 && row > KNOWN.length ? { diedOn: seed.day('1980-01-01', '2025-12-31') } : {};
    const listed = { misNumber: `0126000${number}`, gazetteNumber: String(1001 + row), name: name.en, nameBn: name.bn };
    return { ...listed, nationalId, title, ...given, ...died, ...KNOWN[row] };
  }),
);
