/** Where messages go in development, in place of mobiles: a list in memory that anybody on the machine can read. */

import type { Clock } from '#kit/clock.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { Messages } from './messages.ts';

const MAX_MESSAGES = 100;

/** `to`: the national ID; `code`: the one in the text, for a test to read. */
type InInbox = {
  readonly id: string;
  readonly to: string;
  readonly code: string | null;
  readonly text: Text;
  readonly at: Date;
};

export type DevelopmentInbox = Messages & {
  /** Newest first. */
  messages(): readonly InInbox[];
};

export function developmentInbox(clock: Clock): DevelopmentInbox {
  let messages: readonly InInbox[] = [];
  return {
    post: async ({ id, to, code, text }) => {
      if (!to || messages.some((each) => each.id === id)) return;
      const message = { id, to: to.nationalId, code: code?.digits ?? null, text, at: clock.now() };
      messages = [message, ...messages].slice(0, MAX_MESSAGES);
    },
    areLate: () => false,
    messages: () => messages,
    routes: (server) => {
      server.get('/development/inbox', () => ({ messages }));
    },
    start: () => undefined,
    stop: async () => undefined,
  };
}
