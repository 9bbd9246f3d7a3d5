/** What a service centre is called, as `places` says (its `centre-name.route.ts`). */
import { z } from 'zod';
import type { Text } from '#kit/errors/catalogue.ts';
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';

const answer = z.object({ name: z.object({ en: z.string(), bn: z.string() }).nullable() });

/** By a centre's code; null when there is no such centre, or `places` does not answer: nobody is kept waiting for a name. */
export type CentreNameOf = (code: string) => Promise<Text | null>;

/** Asks once for each centre: none is ever renamed. */
export function centreNames(places: Peer, log: Logger): CentreNameOf {
  const known = new Map<string, Text>();

  async function ask(code: string): Promise<Text | null> {
    try {
      return answer.parse(await places.call('/centre-name', { code })).name;
    } catch (error) {
      log.warn({ err: error, centre: code }, 'the name of a centre cannot be had; its code stands in for it');
      return null;
    }
  }

  return async (code) => {
    const name = known.get(code) ?? (await ask(code));
    if (name) known.set(code, name);
    return name;
  };
}
