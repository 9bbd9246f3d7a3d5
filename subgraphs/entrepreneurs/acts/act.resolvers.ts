import type { SubgraphContext } from '#kit/context.ts';
import { entrepreneurOf } from '../acting-as.ts';
import type { QueryOwnActArgs } from '../schema.generated.ts';
import type { ActRecord, Acts } from './acts.model.ts';

export function actResolvers(acts: Pick<Acts, 'underConsent'>) {
  return {
    Query: {
      ownAct: (_parent: unknown, { consentId, service }: QueryOwnActArgs, { caller }: SubgraphContext) =>
        acts.underConsent(entrepreneurOf(caller), consentId, service),
    },
    OwnAct: {
      service: ({ service }: ActRecord) => ({ code: service }),
    },
  };
}
