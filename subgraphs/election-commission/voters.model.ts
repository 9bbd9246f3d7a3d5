/** The register of voters: one entry for each national ID. */
import { Schema } from 'mongoose';
import { ok, problem } from '#kit/errors/problem.ts';
import { nationalIdKey, numberReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { GrantContext, LookupService, Rule, RuleContext } from '#kit/service.ts';
import type { NidState, NidVerificationInput } from './schema.generated.ts';

/** Somebody on the roll. */
export type Voter = {
  /** 10 or 13 digits. */
  nationalId: string;
  dateOfBirth: string;
  birthRegistration: string;
  name: string;
  nameBn: string;
  state: NidState;
  /** References of the corrections and of the cards that were given: the next one's fee depends on how many. */
  corrections: string[];
  reissues: string[];
};

const schema = new Schema<Voter>({
  nationalId: text,
  dateOfBirth: text,
  birthRegistration: text,
  name: text,
  nameBn: text,
  state: text,
  corrections: [String],
  reissues: [String],
});
schema.index({ nationalId: 1 }, { unique: true });
schema.index({ birthRegistration: 1 });

const known = (name: string, nameBn: string, nationalId: string, dateOfBirth: string): Partial<Voter> => ({
  ...{ name, nameBn, nationalId, dateOfBirth, state: 'IN_FORCE' },
  birthRegistration: `${dateOfBirth.slice(0, 4)}${nationalId}`,
});

export const voters = registry('voters', schema, (seed): Partial<Voter>[] => [
  known('Rahima Begum', 'রহিমা বেগম', '1990123456789', '1990-05-17'),
  { ...known('Karim Uddin', 'করিম উদ্দিন', '1985123456789', '1985-02-11'), corrections: ['ELEC-0000-0001'] },
  { ...known('Abdul Karim', 'আব্দুল করিম', '1965123456701', '1965-08-30'), state: 'HOLDER_DIED' },
  { ...known('Bimal Kanti Roy', 'বিমল কান্তি রায়', '1971234567802', '1971-04-14'), state: 'LOCKED' },
  ...seed.rows<Partial<Voter>>(220, (index) => {
    const { name, nationalId, dateOfBirth } = seed.person();
    return {
      ...known(name.en, name.bn, nationalId, dateOfBirth),
      state: seed.pick(['IN_FORCE', 'IN_FORCE', 'IN_FORCE', 'IN_FORCE', 'LOCKED', 'HOLDER_DIED']),
      corrections: seed.rows(seed.integer(0, 2), (nth) => `ELEC-C${index}-${nth}`),
      reissues: seed.rows(seed.integer(0, 2), (nth) => `ELEC-R${index}-${nth}`),
    };
  }),
]);

/** Whose card it is. */
export function cardOf({ nationalId, dateOfBirth }: NidVerificationInput) {
  return { nationalId: nationalIdKey(nationalId), dateOfBirth };
}

export const nidVerification: LookupService<NidVerificationInput> = {
  find: ({ input, registry: read }) => read(voters).findOne(cardOf(input)).select('name nameBn state').lean(),
  whose: (input) => numberReference(input),
};

/** Nobody changes a card that is not theirs, is locked, or was a dead person's. Source: example. */
export const cardIsInForce: Rule<NidVerificationInput> = async ({ input, registry: read }) => {
  const voter = await read(voters).findOne(cardOf(input)).lean();
  if (!voter) return problem('nationalId', 'NID_UNKNOWN');
  return voter.state === 'IN_FORCE' ? ok : problem('nationalId', 'NID_NOT_IN_FORCE');
};

/** The card's fee of the first, the second and each further time. */
export async function feeByTurn(
  { input, registry: read }: RuleContext<NidVerificationInput>,
  turns: 'corrections' | 'reissues',
  [first, second, further]: readonly [number, number, number],
): Promise<number> {
  const voter = await read(voters).findOne(cardOf(input)).lean();
  return [first, second][voter?.[turns].length ?? 0] ?? further;
}

/** Writes down that a card was corrected or given again. A repeat writes nothing more, since the reference is the same. */
export async function noteTurn(
  { input, registry: read, reference }: GrantContext<NidVerificationInput>,
  turns: 'corrections' | 'reissues',
): Promise<void> {
  await read(voters).updateOne(cardOf(input), { $addToSet: { [turns]: reference } });
}
