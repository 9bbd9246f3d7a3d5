/** The courts' cause lists: one entry for each case that is called on a day. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { LookupService } from '#kit/service.ts';
import type { CauseList, CauseListCourt, CauseListHearing, CauseListInput } from './schema.generated.ts';

/** A case that is called. */
export type Hearing = Required<Omit<CauseListHearing, '__typename'>> & {
  /** Code of the area. */
  district: string;
  court: CauseListCourt;
  day: string;
};

const schema = new Schema<Hearing>({
  district: text,
  court: text,
  day: text,
  serial: number,
  caseNumber: text,
  parties: text,
  partiesBn: text,
  purpose: text,
});
schema.index({ district: 1, court: 1, day: 1, serial: 1 }, { unique: true });

export const hearings = registry('hearings', schema, developmentHearings);

export const findCauseList: LookupService<CauseListInput>['find'] = async ({ input, registry: read }) => {
  const { district, court, day, caseNumber } = input;
  const called = { district, court, day, ...(caseNumber ? { caseNumber } : {}) };
  return causeListOf(await read(hearings).find(called).sort({ serial: 1 }).lean());
};

/**
 * The list as the public sees it; null when there is none. Source: Women and Children Repression Prevention Act 2000, s. 14
 * (who has suffered such a crime is not made known).
 */
export function causeListOf(called: readonly Hearing[]): CauseList | null {
  const [first] = called;
  if (!first) return null;
  const isSecret = first.court === 'WOMEN_AND_CHILDREN_TRIBUNAL';
  return {
    court: first.court,
    day: first.day,
    hearings: called.map(({ serial, caseNumber, parties, partiesBn, purpose }) => ({
      serial,
      caseNumber,
      purpose,
      ...(isSecret ? {} : { parties, partiesBn }),
    })),
  };
}

const PURPOSES = ['SUMMONS', 'CHARGE', 'WITNESSES', 'ARGUMENTS', 'JUDGMENT'] as const;
const COURTS = [
  'DISTRICT_JUDGE',
  'JOINT_DISTRICT_JUDGE',
  'ASSISTANT_JUDGE',
  'CHIEF_JUDICIAL_MAGISTRATE',
  'WOMEN_AND_CHILDREN_TRIBUNAL',
] as const;
const DISTRICTS = ['06-47', '01-08', '02-15', '03-27'] as const;
/** Sundays to Thursdays. */
const DAYS = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-06', '2026-12-07', '2026-12-08'] as const;

/** Two cases for each court and day. */
function developmentHearings(seed: Seed): Partial<Hearing>[] {
  return DISTRICTS.flatMap((district) =>
    COURTS.flatMap((court) =>
      DAYS.flatMap((day) =>
        seed.rows(2, (index): Hearing => {
          const [one, other] = [seed.person().name, seed.person().name];
          const isExample = district === '06-47' && court === 'DISTRICT_JUDGE' && day === '2026-12-06' && index === 0;
          return {
            district,
            court,
            day,
            serial: index + 1,
            caseNumber: isExample ? 'CS-118/2026' : `${seed.pick(['CS', 'CR', 'GR', 'FS'])}-${seed.digits(4)}/2025`,
            parties: `${one.en} v. ${other.en}`,
            partiesBn: `${one.bn} বনাম ${other.bn}`,
            purpose: seed.pick(PURPOSES),
          };
        }),
      ),
    ),
  );
}
