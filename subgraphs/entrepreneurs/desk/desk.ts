/**
 * A desk that keeps filled forms while there is no line, and sends them later.
 *
 * A form is written before `keep` answers, with an idempotency key that stays its own. It is sent until it is judged: a
 * try whose answer is lost is sent again with the same key, and the server says that it is done already. One after the
 * other, in the order in which they were kept: the first without a judgement ends the round.
 */
import { newSeal, type Seal, sealOf, type Unlock, WrongKey } from './seal.ts';
import type { DeskStorage, StoredForm } from './storage.ts';

/** A filled form: the service's root field and its input, and by which code of their card the citizen consents. */
export type Form = {
  /** Code of the service. */
  readonly service: string;
  /** The root field of the service, e.g. `applyForLandMutation`. */
  readonly field: string;
  readonly inputType: string;
  /** By the fields of the service's form, without the idempotency key. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Null for a citizen who consents when it is sent. */
  readonly card: {
    readonly citizenNationalId: string;
    readonly cardNumber: string;
    readonly number: number;
    readonly code: string;
  } | null;
};

/** Why a form was refused: what a person can mend. */
export type Reason = {
  readonly code: string;
  readonly field: string | null;
  readonly message: { readonly en: string; readonly bn: string };
};

/** What the server says of a form: taken now, taken before, or not taken, and why. */
export type Judgement =
  | { readonly verdict: 'ACCEPTED' | 'ALREADY_DONE'; readonly reference: string | null }
  | { readonly verdict: 'REFUSED'; readonly reasons: readonly Reason[] };

/** A form and its key, as it is sent. */
export type KeptForm = { readonly form: Form; readonly idempotencyKey: string };

/** Sends a form. Rejects when no judgement came: the line was cut, or the server had no answer. */
export type Send = (kept: KeptForm) => Promise<Judgement>;

/** A form on the desk. `form`: null when it was taken; `judgement`: null while it waits. */
export type DeskForm = {
  readonly order: number;
  readonly idempotencyKey: string;
  readonly form: Form | null;
  readonly judgement: Judgement | null;
};

/** `form` has just been judged. `judged`: how many were, since nothing was left the last time, however often the line was cut. */
export type Progress = { readonly form: DeskForm; readonly judged: number; readonly left: number };

/** What a round came to. `cut`: why it ended before all were judged; null when none is left. */
export type Round = { readonly judged: number; readonly left: number; readonly cut: unknown };

export type Desk = {
  /** Keeps a form; when this answers it is on the disk. @returns its idempotency key. */
  keep(form: Form): Promise<string>;
  /**
   * Sends what waits, in order, until all is judged or the line is cut. A second call meanwhile joins the first.
   * @param watch is told of each form when its judgement is on the disk.
   */
  sendAll(watch?: (progress: Progress) => void): Promise<Round>;
  /** Every form that was not forgotten, in order. */
  forms(): Promise<readonly DeskForm[]>;
  /** Takes a judged form off the desk. One that waits stays. */
  forget(idempotencyKey: string): Promise<void>;
};

type Contents = { readonly form: Form | null; readonly judgement: Judgement | null };

/**
 * Opens the desk, for the first time or again.
 * @throws WrongKey when it was opened before with another passphrase or secret.
 */
export async function openDesk({
  unlock,
  storage,
  send,
}: {
  readonly unlock: Unlock;
  readonly storage: DeskStorage;
  readonly send: Send;
}): Promise<Desk> {
  const seal = await sealFor(unlock, storage);
  let round: Promise<Round> | null = null;
  let judgedInAll = 0;
  const watching = new Set<(progress: Progress) => void>();

  async function sendRound(): Promise<Round> {
    for (let judged = 0; ; judged += 1) {
      const stored = await storage.firstWaiting();
      if (!stored) {
        judgedInAll = 0;
        return { judged, left: 0, cut: null };
      }
      const { form } = await contentsOf(stored, seal);
      if (!form) throw new WrongKey('a form that waits is empty');
      try {
        const judgement = await send({ form, idempotencyKey: stored.idempotencyKey });
        const contents = contentsWhen(judgement, form);
        await storage.replace(stored.order, await closed(stored, contents, judgement, seal));
        const { order, idempotencyKey } = stored;
        const progress = { judged: ++judgedInAll, left: await storage.waiting() };
        for (const watch of watching) watch({ form: { order, idempotencyKey, ...contents }, ...progress });
      } catch (cut) {
        return { judged, left: await storage.waiting(), cut };
      }
    }
  }

  return {
    keep: async (form) => {
      const idempotencyKey = crypto.randomUUID();
      for (;;) {
        const order = (await storage.lastOrder()) + 1;
        const stored = { order, idempotencyKey, state: 'WAITING' as const };
        const sealed = await seal.close({ form, judgement: null } satisfies Contents, labelOf(stored));
        if (await storage.add({ ...stored, sealed })) return idempotencyKey;
      }
    },

    sendAll: (watch) => {
      if (watch) watching.add(watch);
      round ??= sendRound().finally(() => {
        round = null;
        watching.clear();
      });
      return round;
    },

    forms: async () =>
      Promise.all(
        (await storage.forms()).map(async (stored) => ({
          order: stored.order,
          idempotencyKey: stored.idempotencyKey,
          ...(await contentsOf(stored, seal)),
        })),
      ),

    forget: async (idempotencyKey) => {
      const stored = (await storage.forms()).find((each) => each.idempotencyKey === idempotencyKey);
      if (stored && stored.state !== 'WAITING') await storage.replace(stored.order, null);
    },
  };
}

async function sealFor(unlock: Unlock, storage: DeskStorage): Promise<Seal> {
  const known = await storage.header();
  if (known) return sealOf(unlock, known);
  const { seal, header } = await newSeal(unlock);
  await storage.begin(header);
  // Another window may have been quicker: its header counts.
  const begun = await storage.header();
  return begun && begun.salt.join() !== header.salt.join() ? sealOf(unlock, begun) : seal;
}

/** A form that was taken is needed no more; one that was refused is there to mend. */
function contentsWhen(judgement: Judgement, form: Form): Contents {
  return { form: judgement.verdict === 'REFUSED' ? withoutCode(form) : null, judgement };
}

async function closed(stored: StoredForm, contents: Contents, { verdict }: Judgement, seal: Seal): Promise<StoredForm> {
  const judged = { ...stored, state: verdict };
  return { ...judged, sealed: await seal.close(contents, labelOf(judged)) };
}

/** The code has been tried: it is no use any more, and nobody else's business. */
function withoutCode(form: Form): Form {
  return { ...form, card: null };
}

async function contentsOf(stored: StoredForm, seal: Seal): Promise<Contents> {
  // Only `Contents` is closed with this label.
  return (await seal.open(stored.sealed, labelOf(stored))) as Contents;
}

/** Binds what is sealed to its place: a record that was moved, or whose state was changed, does not open. */
function labelOf({ order, idempotencyKey, state }: Omit<StoredForm, 'sealed'>): string {
  return `${order} ${idempotencyKey} ${state}`;
}
