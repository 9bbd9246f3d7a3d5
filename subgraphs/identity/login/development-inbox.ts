/** Where codes go in development, in place of mobiles: a list in memory that anybody on the machine can read. */
import type { FastifyInstance } from 'fastify';
import { catalogue, inWords, type Text } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { CODE_LIVES_MINUTES } from './one-time-code.ts';

/** Sends a code to a person. It does not wait: the time of an answer would tell that there is somebody to send it to. */
export type CodeSender = (to: { readonly nationalId: string }, code: string, at: Date) => void;

/** `to`: the national ID. */
type Message = { readonly to: string; readonly code: string; readonly text: Text; readonly at: Date };

const MAX_MESSAGES = 100;

// The code stays in ASCII digits in both languages: mobiles find it in the message and offer it to the app.
const texts = catalogue({
  LOGIN_CODE: {
    en: 'Your code to log in is {code}. It works for {minutes} minutes. Tell it to nobody.',
    bn: 'আপনার লগ ইন কোড {code}। এটি {minutes} মিনিট কাজ করবে। কোডটি কাউকে বলবেন না।',
  },
});

export function developmentInbox() {
  let messages: readonly Message[] = [];
  const send: CodeSender = ({ nationalId }, code, at) => {
    const { message } = inWords(problem(null, 'LOGIN_CODE', { code, minutes: CODE_LIVES_MINUTES }), texts);
    messages = [{ to: nationalId, code, text: message, at }, ...messages].slice(0, MAX_MESSAGES);
  };
  return {
    send,
    routes: (server: FastifyInstance) => {
      server.get('/development/inbox', () => ({ messages }));
    },
  };
}
