/** What a ministry declares about a service beyond its SDL: the rules that only it knows. */
import type { Model } from 'mongoose';
import type { Problem } from './errors/problem.ts';
import type { Registry } from './registry.ts';

/** What a rule may look at. */
export type RuleContext<Input> = {
  /** The form, checked against its `@input` limits and normalised. */
  readonly input: Input;
  /**
   * The day in Dhaka, `YYYY-MM-DD`: of handing in, also when a correction is checked weeks later; for what a decision gives,
   * of the decision.
   */
  readonly today: string;
  readonly applicantId: string;
  /** Reads one of the ministry's own registries. */
  readonly registry: <Entry>(registry: Registry<Entry>) => Model<Entry>;
};

/** A rule has no objection (null), or names the problem. It changes nothing, and may be asked twice. */
export type Rule<Input> = (context: RuleContext<Input>) => Problem | null | Promise<Problem | null>;

/** What so many may have at once: its name, and how many. */
export type Place = { readonly key: string; readonly capacity: number };

/** A bookable time. Its name says where and when. */
export type Slot = Place & {
  /** From then on it can be neither booked nor moved, and nobody waits for it any more. */
  readonly startsAt: Date;
  /** The field of the form that says when: what is wrong with the time is told there. */
  readonly field: string;
  /** Left out, nobody is there on a public holiday. */
  readonly isOnHolidays?: boolean;
};

/**
 * Something that can be had once: its name, and what to say when somebody has it. Of an APPLICATION it is given by the
 * approval, else by handing in; it is free again when that one is withdrawn or rejected.
 */
export type Claim = { readonly key: string; readonly taken: Problem };

/** How a service of the kinds that keep a record behaves. Everything is optional: a plain form needs nothing. */
export type RecordedService<Input> = {
  /** Checked at submission, after the form's own limits; all problems are told at once. */
  readonly rules?: readonly Rule<Input>[];
  /** What is to be paid, in whole taka, when it is not the fee of `@service`. */
  readonly amountBdt?: (context: RuleContext<Input>) => number | Promise<number>;
  /** The time that is booked; of an APPOINTMENT it can be moved and waited for. */
  readonly slot?: (context: RuleContext<Input>) => Slot | Promise<Slot>;
  /** What only one living application may hold: a seat, a name, an allowance of a person. */
  readonly unique?: (context: RuleContext<Input>) => Claim | Promise<Claim>;
  /** What the ministry gives in the end, for the fields of its type (`passportNumber`). */
  readonly outcome?: (context: RuleContext<Input> & { readonly reference: string }) => Outcome | Promise<Outcome>;
  /**
   * What the decision changes in the ministry's registries: a person on the roll, a demand that is paid. It is done after
   * the decision was saved, so one that lost against another leaves nothing; and at least once, again when the process was
   * killed in between: write it so that a repeat changes nothing (`enter` of registry.ts).
   * @returns nothing, or what only the registry could say, for the outcome: which of the seats it is.
   */
  readonly granted?:
    | ((context: GrantContext<Input>) => Promise<void>)
    | ((context: GrantContext<Input>) => Promise<Outcome>);
  /** The ministry's own field of `Application` that shows form and outcome, e.g. `passport`. */
  readonly field?: string;
};

/** What `granted` may look at; `outcome`: what was given. */
export type GrantContext<Input> = RuleContext<Input> & { readonly reference: string; readonly outcome: Outcome };

/** Values by field name. */
export type Outcome = Readonly<Record<string, string | number | boolean | null>>;

/**
 * How a look-up finds its record, by the fields of its type; null when there is none. Of a record that is somebody's it says
 * whose, so that they can read who looked at it, and that nobody can find it by trying.
 */
export type LookupService<Input, Found extends object = object> = {
  readonly find: (context: Omit<RuleContext<Input>, 'applicantId'>) => Promise<Found | null> | Found | null;
} & (
  | {
      /** `numberReference` or `keyReference` of kit/person-number.ts. */
      whose(input: Input, record: Found): string;
    }
  | {
      /** Published for everybody, or nobody's: looks are not counted, and leave no entry. */
      readonly isPublic: true;
    }
);

/** A ministry's services by code. `never`: each takes the input that its own SDL describes. */
export type Services = Readonly<Record<string, RecordedService<never> | LookupService<never>>>;
