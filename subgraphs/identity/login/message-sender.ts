import type { Text } from '#kit/errors/catalogue.ts';

/** A message to a person's mobile. `to`: the national ID; `code`: the one in the text, for a test to read. */
export type Message = { readonly to: string; readonly code: string | null; readonly text: Text; readonly at: Date };

/** Sends a message. It does not wait: the time of an answer would tell that there is somebody to send it to. */
export type MessageSender = (message: Message) => void;
