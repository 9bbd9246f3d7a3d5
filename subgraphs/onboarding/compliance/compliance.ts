/** What a ministry and its agencies have done, put together from what is known of them. Pure. */
import { daysBetween } from '#kit/days.ts';
import type { DirectiveCount } from '../directives/directives.model.ts';
import type { Declaration } from '../service-list/declaration.ts';
import { FEWEST_LIVE, TASKS, type Task } from './tasks.ts';

/** What is known of a ministry; whether it has a focal point, another subgraph knows. */
export type Facts = {
  /** The declared services; null while no list is in. */
  readonly declared: readonly Pick<Declaration, 'agency'>[] | null;
  /** The services of the published graph. */
  readonly live: readonly Pick<Declaration, 'agency'>[];
  readonly directives: readonly Omit<DirectiveCount, 'ministry'>[];
};

type Counts = Omit<DirectiveCount, 'ministry' | 'agency'>;

type Measures = {
  readonly daysLate: number;
  readonly isListIn: boolean;
  readonly directives: Counts;
  readonly servicesDeclared: number;
  readonly servicesLive: number;
  readonly hasTwoServicesLive: boolean;
};

export type TaskState = Pick<Task, 'code' | 'title' | 'instructions'> & {
  readonly isDone: boolean;
  readonly deadline: string;
  readonly daysLate: number;
};

export type Compliance = Measures & {
  readonly deadline: string;
  readonly tasks: readonly TaskState[];
  readonly hasFocalPoint: boolean;
  readonly agencies: readonly (Measures & { readonly agency: string })[];
};

export type Day = { readonly deadline: string; readonly today: string };

export function complianceOf(facts: Facts, hasFocalPoint: boolean, day: Day): Compliance {
  const tasks = tasksOf(facts, hasFocalPoint, day);
  return {
    ...measured(
      facts,
      tasks.every(({ isDone }) => isDone),
      day,
    ),
    deadline: day.deadline,
    tasks,
    hasFocalPoint,
    agencies: agenciesOf(facts).map((agency) => ({ agency, ...ofAgency(agency, facts, day) })),
  };
}

/** The open tasks of a ministry that is late; none when it is in time. The focal point is not asked for: see below. */
export function lateTasks(facts: Facts, day: Day): readonly TaskState[] {
  // Only a focal point hands in a list, and one stays until the next: who has a list in has a focal point.
  return tasksOf(facts, facts.declared !== null, day).filter(({ daysLate }) => daysLate > 0);
}

/** Names of the agencies that have declared a service or have one live. */
export function agenciesOf({ declared, live }: Pick<Facts, 'declared' | 'live'>): string[] {
  return [...new Set([...(declared ?? []), ...live].map(({ agency }) => agency))].sort();
}

function tasksOf(facts: Facts, hasFocalPoint: boolean, day: Day): TaskState[] {
  const steps = {
    hasFocalPoint,
    isListIn: facts.declared !== null,
    directivesIssued: sum(facts.directives).issued,
    servicesLive: facts.live.length,
  };
  return TASKS.map(({ isDone, ...task }) => ({
    ...task,
    isDone: isDone(steps),
    deadline: day.deadline,
    daysLate: daysLate(isDone(steps), day),
  }));
}

function ofAgency(agency: string, { declared, live, directives }: Facts, day: Day): Measures {
  const ofThis = (each: { readonly agency: string }) => each.agency === agency;
  const own = {
    declared: declared?.some(ofThis) ? declared.filter(ofThis) : null,
    live: live.filter(ofThis),
    directives: directives.filter(ofThis),
  };
  const { issued, acknowledged } = sum(own.directives);
  return measured(own, own.declared !== null && acknowledged === issued && own.live.length >= FEWEST_LIVE, day);
}

function measured({ declared, live, directives }: Facts, isDone: boolean, day: Day): Measures {
  return {
    daysLate: daysLate(isDone, day),
    isListIn: declared !== null,
    directives: sum(directives),
    servicesDeclared: declared?.length ?? 0,
    servicesLive: live.length,
    hasTwoServicesLive: live.length >= FEWEST_LIVE,
  };
}

function daysLate(isDone: boolean, { deadline, today }: Day): number {
  return isDone ? 0 : Math.max(0, daysBetween(deadline, today));
}

function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (total, each) => ({
      issued: total.issued + each.issued,
      acknowledged: total.acknowledged + each.acknowledged,
      overdue: total.overdue + each.overdue,
    }),
    { issued: 0, acknowledged: 0, overdue: 0 },
  );
}
