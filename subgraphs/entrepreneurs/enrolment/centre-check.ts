/** Whether there is a service centre with a code, as `places` says (its `centre-name.route.ts`). */
import { z } from 'zod';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { type Peer, PeerUnavailable } from '#kit/peer.ts';

const answer = z.object({ name: z.unknown() });

/** Why nobody can be bound to a centre; null when there is one with the code. */
export type CentreCheck = (code: string) => Promise<Problem | null>;

/** While `places` does not answer nobody is bound: a wrong code would stand in the record. */
export function centreCheck(places: Peer): CentreCheck {
  return async (code) => {
    try {
      const { name } = answer.parse(await places.call('/centre-name', { code }));
      return name === null ? problem('centre', 'NO_SUCH_CENTRE', { centre: code }) : null;
    } catch (error) {
      if (error instanceof PeerUnavailable) return problem('centre', 'CENTRES_UNKNOWN');
      throw error;
    }
  };
}
