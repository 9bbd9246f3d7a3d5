/** What `identity` is told of an entrepreneur: whether they hold the role, where, and until when. Pure. */
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';

/** Where `identity` takes it, by a peer's token. */
export const ROLES_PATH = '/entrepreneur-roles';

/**
 * The whole state with its version: whoever takes the newest is right, however often or in which order they come.
 * `identity` ends a role after `validUntil` by itself.
 */
export type RoleEvent = {
  readonly personId: string;
  readonly version: number;
  /** Certified, and not suspended. */
  readonly isHeld: boolean;
  /** Codes of the centres; no centre, no role. */
  readonly centres: readonly string[];
  /** The last day of the card, `YYYY-MM-DD`; null without one. */
  readonly validUntil: string | null;
  /** Codes of the centres at which no new work begins until fees are paid in. */
  readonly atLimit: readonly string[];
};

export function roleEventOf({ personId, version, card, centres, suspension, atLimit }: EntrepreneurRecord): RoleEvent {
  return {
    personId,
    version,
    isHeld: card !== null && suspension === null,
    centres: centres.map(({ code }) => code),
    validUntil: card?.validUntil ?? null,
    atLimit: atLimit ?? [],
  };
}
