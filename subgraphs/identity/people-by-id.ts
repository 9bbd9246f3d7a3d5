/** People whom an answer names, by their ids: one query a request, however many are named. */
import type { Model } from 'mongoose';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { requestLoader } from '#kit/loader.ts';
import type { Person } from './people.model.ts';

type InLanguage = { readonly language: 'EN' | 'BN' };

/** @returns a person's name in the reader's language; null for an id that nobody has. */
export function namesById(people: Model<Person>) {
  const personOf = requestLoader(async (ids: readonly string[], _context: SubgraphContext) => {
    const found = await people.find({ id: { $in: ids } }).lean();
    return ids.map((id) => found.find((person) => person.id === id) ?? null);
  });
  return async (id: string, { language }: InLanguage, context: SubgraphContext): Promise<string | null> => {
    const person = await personOf(context).load(id);
    return person && inLanguage({ en: person.nameEn, bn: person.nameBn }, language);
  };
}
