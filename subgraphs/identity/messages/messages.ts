/** Messages to people's mobiles. Who has one for a person hands it over here, and waits for no gateway. */
import type { FastifyInstance } from 'fastify';
import type { Text } from '#kit/errors/catalogue.ts';
import type { Language } from '../pages/language.ts';
import type { Person } from '../people.model.ts';

export type Message = {
  /** Handed over twice with one id it is one message. */
  readonly id: string;
  /** Null: nobody. It costs the same work as one to a person, and goes nowhere. */
  readonly to: Pick<Person, 'nationalId' | 'mobile'> | null;
  readonly text: Text;
  /** In which they are to read it; left out: Bangla, since no register says what a person reads. */
  readonly language?: Language;
  /** The one-time code in the text, and until when it is of use. */
  readonly code?: { readonly digits: string; readonly expiresAt: Date };
};

export type Messages = {
  /** Settles when the message is kept: from then on it is not lost. Rejects when it could not be kept. */
  post(message: Message): Promise<void>;
  /** Whether messages do not get through now. It is said to everybody alike, whoever a message would be for. */
  areLate(): boolean;
  readonly routes: (server: FastifyInstance) => void;
  start(): void;
  /** Ends after what is under way. */
  stop(): Promise<void>;
};
