/** What `entrepreneurs` sends (its `enrolment/role-event.ts`): the whole state with its version, at least once. */
import { z } from 'zod';

const roleEvent = z.object({
  personId: z.string().min(1).max(100),
  version: z.int().min(1),
  isHeld: z.boolean(),
  centres: z.array(z.string().max(100)).max(100),
  validUntil: z.iso.date().nullable(),
  // Left out by an `entrepreneurs` from before there was a limit.
  atLimit: z.array(z.string().max(100)).max(100).default([]),
});

export type RoleEvent = z.infer<typeof roleEvent>;

/** @throws ZodError when it is none. */
export function readRoleEvent(body: unknown): RoleEvent {
  return roleEvent.parse(body);
}
