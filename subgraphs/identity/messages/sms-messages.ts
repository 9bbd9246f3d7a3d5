/**
 * Messages by the SMS gateway: each is kept, and rounds bring what is kept, at least once. A request does the same for everybody
 * and waits for no gateway, so it tells nobody whether there is somebody; whether the gateway answers is known from the messages
 * before.
 */
import type { Clock } from '#kit/clock.ts';
import type { Logger } from '#kit/log.ts';
import { createRounds } from '#kit/rounds.ts';
import type { Messages } from './messages.ts';
import type { Outbox, Taken } from './outbox.model.ts';
import type { SmsGateway } from './sms-gateway.ts';

type SmsParts = {
  readonly outbox: Outbox;
  readonly gateway: SmsGateway;
  readonly clock: Clock;
  readonly log: Logger;
};

const ROUND_MS = 1_000;
const AT_ONCE = 10;
/** So long after a message did not get through people are told to wait; then somebody's next one tells anew. */
const LATE_MS = 60_000;
/** What was done for a person is worth reading for so long; a code until it ends. */
const NOTICE_LIVES_MS = 30 * 24 * 60 * 60_000;

export function smsMessages({ outbox, gateway, clock, log }: SmsParts): Messages {
  let lateUntil = 0;
  const areLate = () => clock.now().getTime() < lateUntil;

  /** @returns false when the gateway did not take it. */
  async function bring(taken: Taken): Promise<boolean> {
    const { id, letter } = taken;
    try {
      if (letter.to === null) await gateway.knock();
      else {
        if ((await gateway.send({ id, to: letter.to, text: letter.text })) === 'refused')
          log.warn({ message: id }, 'the SMS gateway refuses a message: it is given up');
        if (areLate()) log.info('the SMS gateway takes messages again');
        lateUntil = 0;
      }
    } catch (error) {
      if (!areLate()) log.warn({ error: String(error) }, 'the SMS gateway does not take messages; they wait here');
      lateUntil = clock.now().getTime() + LATE_MS;
      await outbox.notYet(taken);
      return false;
    }
    await outbox.done(id);
    return true;
  }

  async function bringAll(): Promise<void> {
    const first = await outbox.take();
    if (!first) return;
    const others = Array.from({ length: AT_ONCE - 1 }, async () => bringFrom(await outbox.take()));
    await Promise.all([bringFrom(first), ...others]);
  }

  /** Goes on until nothing is due, or one did not get through: the others would not either. */
  async function bringFrom(first: Taken | null): Promise<void> {
    for (let taken = first; taken && (await bring(taken)); ) taken = await outbox.take();
  }

  const rounds = createRounds('the database', bringAll, log, { everyMs: ROUND_MS });
  return {
    async post({ id, to, text, language = 'bn', code }) {
      const expiresAt = code?.expiresAt ?? new Date(clock.now().getTime() + NOTICE_LIVES_MS);
      await outbox.put(id, { to: to && `+88${to.mobile}`, text: text[language] }, expiresAt);
      rounds.soon();
    },
    areLate,
    routes: () => undefined,
    start: rounds.start,
    stop: rounds.stop,
  };
}
