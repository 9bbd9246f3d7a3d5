/** The disability cards (Suborno cards) that were given. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';

/** A card, and whose it is. */
export type GivenCard = {
  cardNumber: string;
  /** By `personKey`. */
  person: string;
  dateOfBirth: string;
  nameBn: string;
};

const schema = new Schema<GivenCard>({ cardNumber: text, person: text, dateOfBirth: text, nameBn: text });
schema.index({ cardNumber: 1 }, { unique: true });
schema.index({ person: 1 });

/** The first is the form's example. */
export const disabilityCards = registry('disabilityCards', schema, (seed) =>
  seed.rows(220, (row) => {
    const { nationalId, dateOfBirth, name } = seed.person();
    const card = { person: nationalId, nameBn: name.bn, dateOfBirth: row === 0 ? '1991-02-21' : dateOfBirth };
    return { ...card, cardNumber: `SUB-1000-${String(row + 1).padStart(4, '0')}` };
  }),
);
