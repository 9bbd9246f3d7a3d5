/** What must be so for a pilot to end. Pure. */
import { type Criterion, criterion, type Target } from './criterion.ts';

/** The sums over days of a pilot. */
export type PilotTotals = {
  readonly served: number;
  /** Of all who were served, together. */
  readonly waitedMinutes: number;
  readonly complaints: number;
};

type PilotTarget = Target & { readonly figureOf: (totals: PilotTotals) => number | null };

/** Source: example; the ICT Division has published none. */
const PILOT_TARGETS: readonly PilotTarget[] = [
  {
    measure: 'CITIZENS_SERVED',
    name: { en: 'Citizens served', bn: 'সেবাগ্রহীতার সংখ্যা' },
    comparison: 'AT_LEAST',
    target: 1000,
    figureOf: ({ served }) => served,
  },
  {
    measure: 'WAITING_MINUTES',
    name: { en: 'Mean waiting time in minutes', bn: 'গড় অপেক্ষার সময় (মিনিট)' },
    comparison: 'AT_MOST',
    target: 20,
    figureOf: ({ served, waitedMinutes }) => (served === 0 ? null : waitedMinutes / served),
  },
  {
    measure: 'COMPLAINTS_PER_THOUSAND',
    name: { en: 'Complaints for each thousand served', bn: 'প্রতি হাজার সেবাগ্রহীতায় অভিযোগ' },
    comparison: 'AT_MOST',
    target: 5,
    figureOf: ({ served, complaints }) => (served === 0 ? null : (complaints * 1000) / served),
  },
];

/** The criteria with the figures of one pilot, or of several together; of none, nothing is met. */
export function pilotCriteria(pilots: readonly PilotTotals[]): Criterion[] {
  const totals = pilots.reduce(
    (sum, each) => ({
      served: sum.served + each.served,
      waitedMinutes: sum.waitedMinutes + each.waitedMinutes,
      complaints: sum.complaints + each.complaints,
    }),
    { served: 0, waitedMinutes: 0, complaints: 0 },
  );
  return PILOT_TARGETS.map(({ figureOf, ...target }) =>
    criterion(target, pilots.length === 0 ? null : figureOf(totals)),
  );
}
