/** Whether somebody may have a service: the owning ministry is asked, whose rules decide when they apply. */
import { ELIGIBILITY_PATH, type Eligibility, readEligibility } from '#kit/application/eligibility.ts';
import type { Caller } from '#kit/auth/caller.ts';
import type { FormField, ServiceDefinition } from '#kit/form/service-definition.ts';
import { PeerUnavailable } from '#kit/peer.ts';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';

/** What the graph shows: `missing` as fields of the form. */
type EligibilityView = Omit<Eligibility, 'missing'> & { readonly missing: readonly FormField[] };

/** @returns null while the ministry does not answer. A look-up is open to everybody whom the schema lets ask. */
export type AskEligibility = (
  service: ServiceDefinition,
  answers: unknown,
  caller: Caller,
) => Promise<EligibilityView | null>;

export function eligibilityAtMinistry({ log, peer }: Pick<SubgraphEnvironment, 'log' | 'peer'>): AskEligibility {
  return async ({ code, kind, form, subgraph }, answers, caller) => {
    if (kind === 'LOOKUP') return { verdict: 'ELIGIBLE', reasons: [], missing: [], about: [] };
    if (subgraph === null) return null;
    try {
      const asked = { serviceCode: code, answers: answers ?? {} };
      const { missing, ...said } = readEligibility(
        await peer(subgraph).call(ELIGIBILITY_PATH, asked, caller.commandProof),
      );
      return { ...said, missing: form.filter(({ name }) => missing.includes(name)) };
    } catch (error) {
      if (!(error instanceof PeerUnavailable)) throw error;
      log.warn({ error: error.message }, 'a ministry does not say who may have its services');
      return null;
    }
  };
}
