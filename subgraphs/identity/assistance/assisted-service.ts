/** Assisted service, put together: all that index.ts needs to know of this folder. */
import type { Text } from '#kit/errors/catalogue.ts';
import type { ServiceDefinition } from '#kit/form/service-definition.ts';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import { consentCardsOn } from '../consent-card/consent-cards.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import { oneTimeCodes } from '../login/codes.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { loginByCode } from '../login/login-by-code.ts';
import { people } from '../people.model.ts';
import type { Revocations } from '../provider/revocations.model.ts';
import { type Assistance, createAssistance } from './assistance.ts';
import { centreNames } from './centre-names.ts';
import { assistanceConsents } from './consents.model.ts';

type Parts = {
  readonly hash: KeyedHash;
  readonly byCode: Awaited<ReturnType<typeof loginByCode>>;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf' | 'isAtLimit'>;
  readonly revocations: Revocations;
  readonly titleOf: (serviceCode: string) => Promise<Text | undefined>;
  readonly isConfidential: (serviceCode: string) => Promise<boolean>;
};

export async function assistedService(
  { clock, connection, ids, log, peer }: SubgraphEnvironment,
  { hash, byCode, ...rest }: Parts,
): Promise<Assistance> {
  const { challenges, limit, addresses, messages } = byCode;
  const consents = assistanceConsents(connection, clock);
  const cards = consentCardsOn(connection, hash, clock);
  await Promise.all([consents.prepare(), cards.prepare()]);
  return createAssistance({
    ...rest,
    people: people.model(connection),
    centreNameOf: centreNames(peer('places'), log),
    consents,
    cards,
    codes: oneTimeCodes({ challenges, hash, ids }, 'assistance'),
    limit,
    counts: addresses,
    hash,
    messages,
    clock,
    ids,
  });
}

/** The title of a service that can be used for somebody: all that keep a record in their name. */
export function titleOf(services: readonly ServiceDefinition[], code: string): Text | undefined {
  const service = services.find((each) => each.code === code && each.kind !== 'LOOKUP');
  return service && { en: service.titleEn, bn: service.titleBn };
}
