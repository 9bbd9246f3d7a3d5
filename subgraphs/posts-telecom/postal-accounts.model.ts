/** The savings accounts of the post offices. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import type { PostalSavingsKind } from './schema.generated.ts';

/** An account and who owns it. */
export type PostalAccount = {
  accountNumber: string;
  kind: PostalSavingsKind;
  /** By `nationalIdKey`: one, or two of a joint account. */
  holders: string[];
  depositBdt: number;
};

const schema = new Schema<PostalAccount>({
  accountNumber: text,
  kind: text,
  holders: { type: [String], required: true },
  depositBdt: number,
});
schema.index({ accountNumber: 1 }, { unique: true });
schema.index({ holders: 1 });

/** Near to the ceiling. */
const karims = { accountNumber: 'PSB-0001-2025', kind: 'ORDINARY', depositBdt: 950_000 } as const;

export const postalAccounts = registry('postalAccounts', schema, (seed) => [
  { ...karims, holders: ['1985123456789'] },
  ...seed.rows(220, (index) => ({
    accountNumber: `PSB-${1000 + index}-2025`,
    kind: seed.pick(['ORDINARY', 'FIXED']),
    holders: seed.rows(index % 5 === 0 ? 2 : 1, () => seed.person().nationalId),
    depositBdt: seed.integer(1, 90) * 10_000,
  })),
]);
