/** A ministry's desk: everything that can be done with its applications. The parts are the files beside it. */
import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Model } from 'mongoose';
import { type Clock, dayInDhaka } from '../clock.ts';
import type { Problem } from '../errors/problem.ts';
import type { ServiceDefinition } from '../form/service-definition.ts';
import type { IdSource } from '../ids.ts';
import type { Logger } from '../log.ts';
import type { PaymentProvider } from '../payment/provider.ts';
import type { RecordedService, RuleContext } from '../service.ts';
import { guessOfForm } from '../tries/guess.ts';
import type { Tries } from '../tries/tries.ts';
import { askRegisters } from './ask-registers.ts';
import type { Kind } from './lifecycle.ts';
import type { Slots } from './places/slots.ts';
import type { ApplicationRecord } from './record.ts';
import type { Relay } from './relay.ts';
import type { HolidayCalendar } from './working-days.ts';

/** A service that keeps records: its SDL and its rules. */
export type RecordedServiceEntry = {
  readonly definition: ServiceDefinition & { readonly kind: Kind };
  readonly behaviour: RecordedService<never>;
  /** The type of the ministry's own field of `Application`; null when the service has none. */
  readonly outcomeType: string | null;
};

export type Desk = {
  readonly ministry: string;
  /** The ministry's own base URL, where the payment provider calls. */
  readonly url: string;
  /** Where people reach the platform. */
  readonly gatewayUrl: string;
  readonly schema: GraphQLSchema;
  readonly services: ReadonlyMap<string, RecordedServiceEntry>;
  readonly applications: Model<ApplicationRecord>;
  readonly slots: Slots;
  readonly relay: Relay;
  readonly payments: PaymentProvider | null;
  readonly registry: RuleContext<never>['registry'];
  readonly tries: Tries;
  readonly holidays: HolidayCalendar;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
};

/** The record as it is now, or what stands in the way. */
export type Answered = { readonly record: ApplicationRecord } | { readonly problems: readonly Problem[] };

/** What the rules of a service may look at. @param at on whose day they hold. */
export function ruleContext(
  desk: Desk,
  { values, applicantId }: Pick<ApplicationRecord, 'values' | 'applicantId'>,
  at: Date,
): RuleContext<never> {
  return {
    // The values were checked against the input type of the SDL that the rule's type is generated from.
    input: values as never,
    today: dayInDhaka(at),
    applicantId,
    registry: desk.registry,
  };
}

/** Asks every rule, and tells all problems at once. What the registers refuse is a try at the numbers of the form. */
export async function objections(
  desk: Desk,
  { behaviour: { rules = [] }, definition: { code: service, form } }: RecordedServiceEntry,
  context: RuleContext<never>,
  { applicantId, assistance }: Pick<ApplicationRecord, 'applicantId' | 'assistance'>,
): Promise<readonly Problem[]> {
  if (rules.length === 0) return [];
  const asker = { id: assistance?.entrepreneur ?? applicantId, isMachine: false };
  const question = { service, guess: guessOfForm(form, context.input), asker, isFreeWhenFound: true };
  const said = await askRegisters(desk, question, context, async (given) => {
    // Each in a promise of its own: one that throws must not leave another's failure to nobody.
    const answers = await Promise.all(rules.map(async (rule) => rule(given)));
    return answers.filter((answer) => answer !== null);
  });
  return 'tooMany' in said ? [said.tooMany] : said.problems;
}

/** What is to be paid for a form, in whole taka. */
export async function amountOf(
  { behaviour, definition }: RecordedServiceEntry,
  context: RuleContext<never>,
): Promise<number> {
  return behaviour.amountBdt ? behaviour.amountBdt(context) : definition.feeBdt;
}

/** What an application says of an amount that nobody has paid yet; nothing when it is free. */
export function demandOf(amountBdt: number): ApplicationRecord['payment'] {
  return amountBdt > 0 ? { amountBdt, status: 'DUE', checkoutUrl: null, paidAt: null, receipt: null } : null;
}

/** Tells a repeat of a request from another request with the same key. */
export function requestDigest(serviceCode: string, request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([serviceCode, request]))
    .digest('base64url');
}
