/**
 * What we keep in an interaction between its steps. A form that is refused leads back to its page, which says why: so that
 * going back, opening the page anew or in the other language sends nothing a second time. It is sealed, as all that the
 * provider keeps (seal.ts), and gone with the interaction.
 */
import { z } from 'zod';

const memory = z.object({
  /** The code that was asked for. */
  challengeId: z.string().optional(),
  /** What was wrong with the last answer. */
  problem: z
    .object({
      field: z.string().nullable(),
      code: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .optional(),
  /** The national ID that was refused, as it was typed: whoever mistyped one digit does not type them all again. */
  typed: z.string().optional(),
});

export type InteractionMemory = z.infer<typeof memory>;

/** Longer than any national ID with its blanks. */
const MAX_TYPED_LENGTH = 60;

/** @param result of the interaction, which the library leaves to us until the step is done. */
export function rememberedIn(result: unknown): InteractionMemory {
  return memory.safeParse(result).data ?? {};
}

export function asTyped(text: string): string {
  return text.slice(0, MAX_TYPED_LENGTH);
}
