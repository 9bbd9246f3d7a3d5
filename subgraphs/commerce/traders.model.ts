/** The importers and exporters that are registered, by TIN. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';

/** A business with one certificate or both. */
export type Trader = { tin: string; name: string; ircNumber?: string; ercNumber?: string };

const schema = new Schema<Trader>({ tin: text, name: text, ircNumber: String, ercNumber: String });
schema.index({ tin: 1 }, { unique: true });

export const traders = registry('traders', schema, developmentTraders);

function developmentTraders(seed: Seed): Partial<Trader>[] {
  return [
    { tin: '171234567802', name: 'Roy Trading', ircNumber: 'IRC-260326110', ercNumber: 'ERC-260326111' },
    ...seed.rows(240, (index) => {
      const irc: Partial<Trader> = { ircNumber: `IRC-26032${6200 + index}` };
      const erc: Partial<Trader> = { ercNumber: `ERC-26032${7200 + index}` };
      return {
        tin: `3${String(index).padStart(3, '0')}${seed.digits(8)}`,
        name: `${seed.person().name.en.split(' ').at(-1)} ${seed.pick(['Traders', 'Exports', 'Imports', 'International'])}`,
        ...seed.pick([irc, erc, { ...irc, ...erc }]),
      };
    }),
  ];
}
