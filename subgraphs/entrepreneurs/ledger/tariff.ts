/** What a service costs at a desk: the ministry's fee of the published graph, and the centre's commission of `tariff.csv`. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { ServiceDefinition, ServiceKind } from '#kit/form/service-definition.ts';

export type Tariff = {
  readonly service: string;
  readonly kind: ServiceKind;
  readonly ministry: string;
  readonly title: { readonly en: string; readonly bn: string };
  /** Null when it depends on the case. */
  readonly feeBdt: number | null;
  readonly commissionBdt: number;
};

/** By code or kind of a service. */
export type Commissions = ReadonlyMap<string, number>;

const rows = z.array(z.strictObject({ service: z.string().min(1), commission_bdt: z.string().regex(/^\d{1,6}$/) }));

/** @throws ZodError when a row is none. */
export function readCommissions(file: URL): Commissions {
  const read: unknown = parse(readFileSync(file), { columns: true, bom: true, comment: '#' });
  return new Map(rows.parse(read).map((row) => [row.service, Number(row.commission_bdt)]));
}

export function tariffOf(
  { code, kind, feeBdt, subgraph, titleEn, titleBn }: ServiceDefinition,
  commissions: Commissions,
): Tariff {
  return {
    service: code,
    kind,
    ministry: subgraph ?? '-',
    title: { en: titleEn, bn: titleBn },
    // A demand is settled: its amount is the bill's or the tax's.
    feeBdt: kind === 'PAYMENT' && feeBdt === 0 ? null : feeBdt,
    commissionBdt: commissions.get(code) ?? commissions.get(kind) ?? 0,
  };
}

/** What is owed to the ministry for one case. */
export function feeOf({ feeBdt }: Pick<Tariff, 'feeBdt'>, givenBdt: number | null): number | Problem {
  if (feeBdt === null) return givenBdt ?? problem('amountBdt', 'AMOUNT_NEEDED');
  if (givenBdt === null || givenBdt === feeBdt) return feeBdt;
  return feeBdt === 0 ? problem('amountBdt', 'NOTHING_DUE') : problem('amountBdt', 'AMOUNT_IS_FIXED', { feeBdt });
}
