import type { Model } from 'mongoose';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { requestLoader } from '#kit/loader.ts';
import type { HeldRoles } from './held-roles.ts';
import { masked } from './national-id.ts';
import type { Person } from './people.model.ts';

type InLanguage = { language: 'EN' | 'BN' };

export function personResolvers(people: Model<Person>, held: HeldRoles) {
  /** Only the caller is ever looked up: for anybody else there is nothing to learn, not even whether they exist. */
  const self = requestLoader(async (ids: readonly string[], { caller: { subject } }: SubgraphContext) => {
    const person = subject !== null && ids.includes(subject) ? await people.findOne({ id: subject }).lean() : null;
    return ids.map((id) => (id === subject ? person : null));
  });

  return {
    Query: {
      me: (_parent: unknown, _args: unknown, context: SubgraphContext) =>
        context.caller.subject === null ? null : self(context).load(context.caller.subject),
    },
    Citizen: {
      __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => self(context).load(id),
      name: ({ nameEn, nameBn }: Person, { language }: InLanguage) => inLanguage({ en: nameEn, bn: nameBn }, language),
      nationalId: ({ nationalId }: Person) => masked(nationalId),
      mobile: ({ mobile }: Person) => masked(mobile),
      roles: ({ id }: Person) => held.all(id),
    },
  };
}
