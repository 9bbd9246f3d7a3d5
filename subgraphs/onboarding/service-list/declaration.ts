/** A service as its ministry declares it. */
import { z } from 'zod';
import type { ServiceDeclarationInput } from '../schema.generated.ts';

/** A declaration that has kept to the limits of the form. */
const declaration = z.object({
  code: z.string(),
  titleEn: z.string(),
  titleBn: z.string(),
  agency: z.string(),
  kind: z.enum(['APPLICATION', 'LOOKUP', 'PAYMENT', 'APPOINTMENT', 'REPORT']),
  feeBdt: z.number(),
  slaWorkingDays: z.number(),
  evidence: z.array(z.string()).default([]),
  presentWay: z.enum(['PAPER', 'PARTLY_ONLINE', 'ONLINE', 'PHONE', 'NOT_YET']),
  wantedDate: z.string(),
}) satisfies z.ZodType<ServiceDeclarationInput>;

export type Declaration = z.infer<typeof declaration>;

/**
 * Reads the services of a checked input.
 * @throws ZodError when they were not checked: the caller's mistake, not the person's.
 */
export function declarationsOf(values: unknown): Declaration[] {
  return z.array(declaration).parse(values);
}
