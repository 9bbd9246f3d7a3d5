/** What an operator does with service centres. Each is one write of one document, or none at all. */
import type { Model } from 'mongoose';
import { pathOf } from '#kit/areas/area-map.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { CentreFigures } from './centre-figures.model.ts';
import { BANGLADESH } from './countries.ts';
import { figuresId, phaseOn } from './figures-day.ts';
import { isEndOfPilot, moveProblem } from './moves.ts';
import { type PilotTotals, pilotCriteria } from './pilot-criteria.ts';
import { type Plan, planProblems } from './plan-problems.ts';
import type { MoveServiceCentreInput, RecordCentreFiguresInput, Weekday } from './schema.generated.ts';
import type { MoveRecord, ServiceCentreRecord } from './service-centres.model.ts';

/** The centre as it is now, or what stands in the way. */
export type Operated = { readonly record: ServiceCentreRecord } | { readonly problems: readonly Problem[] };

/** Who does it, and when. */
export type Deed = { readonly operatorId: string; readonly at: Date };

type OperationParts = {
  readonly centres: Model<ServiceCentreRecord>;
  readonly figures: Model<CentreFigures>;
  /** What is published now. */
  readonly published: () => Promise<PublishedSupergraph>;
  /** The sums of a centre's pilot as they are now. */
  readonly pilotOf: (code: string) => Promise<PilotTotals | null>;
};

const WEEK: readonly Weekday[] = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

export type Operations = ReturnType<typeof operations>;

export function operations({ centres, figures, published, pilotOf }: OperationParts) {
  const find = (filter: { _id: string } | { planKey: string }) => centres.findOne(filter).lean<ServiceCentreRecord>();

  /** The answer to the first plan with this key, if there was one. */
  async function firstPlan(code: string, planKey: string): Promise<Operated | null> {
    const record = await find({ planKey });
    if (!record) return null;
    return record._id === code ? { record } : refused(problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED'));
  }

  return {
    async plan(plan: Plan, idempotencyKey: string, deed: Deed): Promise<Operated> {
      const planKey = `${deed.operatorId} ${idempotencyKey}`;
      const repeat = await firstPlan(plan.code, planKey);
      if (repeat) return repeat;
      const services = new Set((await published()).services.map(({ code }) => code));
      const problems = planProblems(plan, services);
      if (problems.length > 0) return { problems };
      const record = recordOf(plan, planKey, deed);
      try {
        await centres.create(record);
        return { record };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // The code is taken, perhaps by this very request, sent twice at once.
        return (await firstPlan(plan.code, planKey)) ?? refused(problem('code', 'CODE_TAKEN', { code: plan.code }));
      }
    },

    async move(input: MoveServiceCentreInput, deed: Deed): Promise<Operated> {
      const { code, to } = input;
      const record = await find({ _id: code });
      if (!record) return refused(problem('code', 'NO_SUCH_CENTRE', { code }));
      const repeat = firstMove(record, input, deed);
      if (repeat) return repeat;
      const from = record.status;
      const totals = isEndOfPilot(from, to) ? await pilotOf(code) : null;
      const criteria = pilotCriteria(totals ? [totals] : []);
      const overrideReason = input.overrideReason ?? null;
      const objection = moveProblem({ from, to, criteria, overrideReason });
      if (objection) return refused(objection);
      const isOverridden = isEndOfPilot(from, to) && criteria.some(({ isMet }) => !isMet);
      const entry = {
        ...entryOf(deed, from, to, input.reason),
        overrideReason: isOverridden ? overrideReason : null,
        idempotencyKey: input.idempotencyKey ?? null,
      };
      const moved = await centres
        .findOneAndUpdate(
          { _id: code, status: from },
          { $set: { status: to }, $push: { moves: entry } },
          { returnDocument: 'after' },
        )
        .lean<ServiceCentreRecord>();
      if (moved) return { record: moved };
      // Somebody was quicker, perhaps this very request, sent twice at once.
      const now = await find({ _id: code });
      return (now && firstMove(now, input, deed)) ?? refused(problem('to', 'CHANGED_MEANWHILE'));
    },

    async recordFigures(input: RecordCentreFiguresInput, deed: Deed): Promise<Operated> {
      const { code, day, served, waitingMinutes, complaints } = input;
      const record = await find({ _id: code });
      if (!record) return refused(problem('code', 'NO_SUCH_CENTRE', { code }));
      const phase = phaseOn(day, record.moves);
      if (phase === 'BEFORE') return refused(problem('day', 'NOT_BEGUN'));
      await figures.updateOne(
        { _id: figuresId(code, day) },
        {
          $set: {
            ...{ centre: code, day, served, waitingMinutes, complaints, isPilot: phase === 'PILOT' },
            ...{ recordedAt: deed.at, recordedBy: deed.operatorId },
          },
        },
        { upsert: true },
      );
      return { record };
    },
  };
}

function recordOf(plan: Plan, planKey: string, deed: Deed): ServiceCentreRecord {
  const { code, nameEn, nameBn, addressEn, addressBn, area, abroad, openingHours, services } = plan;
  return {
    _id: code,
    name: { en: nameEn, bn: nameBn },
    stage: plan.stage,
    area: area ?? null,
    path: pathOf(area ?? '').map((each) => each.code),
    country: abroad?.country ?? BANGLADESH,
    city: abroad ? { en: abroad.cityEn, bn: abroad.cityBn } : null,
    address: { en: addressEn, bn: addressBn },
    latitude: plan.latitude,
    longitude: plan.longitude,
    status: 'PLANNED',
    openingHours: openingHours.toSorted(
      (one, other) => WEEK.indexOf(one.day) - WEEK.indexOf(other.day) || (one.opens < other.opens ? -1 : 1),
    ),
    services: [...new Set(services)],
    plannedAt: deed.at,
    planKey,
    moves: [entryOf(deed, null, 'PLANNED', null)],
  };
}

function entryOf(
  { operatorId, at }: Deed,
  from: MoveRecord['from'],
  to: MoveRecord['to'],
  reason: MoveRecord['reason'],
): MoveRecord {
  return { at, from, to, role: 'OPERATOR', by: operatorId, reason, overrideReason: null, idempotencyKey: null };
}

/** The answer to the first move with this key, if there was one. */
function firstMove(record: ServiceCentreRecord, input: MoveServiceCentreInput, deed: Deed): Operated | null {
  const first = input.idempotencyKey
    ? record.moves.find((move) => move.idempotencyKey === input.idempotencyKey && move.by === deed.operatorId)
    : undefined;
  if (!first) return null;
  return first.to === input.to ? { record } : refused(problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED'));
}

function refused(objection: Problem): Operated {
  return { problems: [objection] };
}
