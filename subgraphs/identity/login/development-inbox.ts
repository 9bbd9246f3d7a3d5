/** Where messages go in development, in place of mobiles: a list in memory that anybody on the machine can read. */
import type { FastifyInstance } from 'fastify';
import type { Message, MessageSender } from './message-sender.ts';

const MAX_MESSAGES = 100;

export function developmentInbox() {
  let messages: readonly Message[] = [];
  const send: MessageSender = (message) => {
    messages = [message, ...messages].slice(0, MAX_MESSAGES);
  };
  return {
    send,
    /** Newest first. */
    messages: () => messages,
    routes: (server: FastifyInstance) => {
      server.get('/development/inbox', () => ({ messages }));
    },
  };
}
