/**
 * Many clients at once for what can be had a few times. Each does what any client should: when no answer comes, it sends the
 * same request again with the same key, until it has the place or is told that there is none.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Client } from '../client.ts';
import { filled, type Service } from '../generic-client.ts';

/** What there is to be had. */
export type Offer = {
  readonly service: Service;
  /** The form, but for its examples. */
  readonly form: object;
  /** The ministry's code, and the name of the slot in its database. */
  readonly ministry: string;
  readonly slot: string;
};

/** What a client was told in the end. */
export type Told = {
  readonly client: Client;
  readonly key: string;
  /** The application that has the place; null when there was none left. */
  readonly id: string | null;
  /** Why there was none: the codes, and the words in both languages. */
  readonly refusal: readonly { readonly code: string; readonly en: string; readonly bn: string }[];
  /** Requests that got no answer, and were sent again. */
  readonly repeats: number;
};

type Payload = { readonly application: { readonly id: string } | null; readonly userErrors: Told['refusal'] };

const RETRY_AFTER_MS = 250;
/** What the gateway says while the ministry's process is away. */
const AWAY: ReadonlySet<unknown> = new Set(['SERVICE_UNAVAILABLE', 'SERVICE_TIMEOUT', 'SERVICE_BAD_ANSWER']);

/** One client's way to a place, or to being told that there is none. @throws Error when it is told anything else. */
export async function goFor({ service, form }: Offer, client: Client, key: string): Promise<Told> {
  const { inputType, mutation, fields } = service.form;
  const query = `mutation ($input: ${inputType}!) { payload: ${mutation}(input: $input) {
    application { id } userErrors { code en: message(language: EN) bn: message(language: BN) } } }`;
  const input = { ...filled(fields, 'EN'), ...form, idempotencyKey: key };
  for (let repeats = 0; ; repeats += 1) {
    const answer = await client.ask<{ payload: Payload | null } | null>(query, { input }).catch(() => null);
    const payload = answer?.data?.payload;
    if (payload) return { client, key, id: payload.application?.id ?? null, refusal: payload.userErrors, repeats };
    const strange = answer?.errors?.find(({ extensions }) => !AWAY.has(extensions?.code));
    if (strange) throw new Error(`${key}: ${strange.message}`);
    await pause(RETRY_AFTER_MS);
  }
}

/** What a ministry's database says of a slot. */
export type Held = {
  /** The applications that have a place of it. */
  readonly named: readonly string[];
  /** Places that no application names: the process was killed between taking one and writing down whose it is. */
  readonly orphans: number;
};

/** @param keys of all requests that went for the slot. */
export async function heldOf(store: Connection, { ministry, slot }: Offer, keys: readonly string[]): Promise<Held> {
  const [places, records] = await Promise.all([
    slotsOf(store, ministry).findOne({ _id: slot }),
    applicationsOf(store, ministry)
      .find({ idempotencyKey: { $in: [...keys] } })
      .toArray(),
  ]);
  const named = records.map(({ _id }) => _id).sort();
  const taken = (places?.taken ?? []).map(({ by }) => by);
  const lost = named.filter((id) => !taken.includes(id));
  if (lost.length > 0) throw new Error(`${lost.join()} has no place any more`);
  if (new Set(taken).size !== taken.length) throw new Error(`one application has two places: ${taken.join()}`);
  return { named, orphans: taken.length - named.length };
}

/** Lets a while pass for the places of a slot, without waiting: each was taken so much earlier. */
export async function makeOlder(store: Connection, { ministry, slot }: Offer, byMs: number): Promise<void> {
  const slots = slotsOf(store, ministry);
  const { taken } = (await slots.findOne({ _id: slot })) ?? { taken: [] };
  const earlier = taken.map((each) => ({ ...each, at: new Date(each.at.getTime() - byMs) }));
  await slots.updateOne({ _id: slot }, { $set: { taken: earlier } });
}

function slotsOf(store: Connection, ministry: string) {
  return store.useDb(`nagarik_${ministry}`).collection<{ _id: string; taken: { by: string; at: Date }[] }>('slots');
}

function applicationsOf(store: Connection, ministry: string) {
  return store.useDb(`nagarik_${ministry}`).collection<{ _id: string; idempotencyKey: string }>('applications');
}
