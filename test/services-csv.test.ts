/** The services of the graph against the list of those live at launch (`data/services.csv`): each says what the list says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { linkedSchemaFile } from '../schema/link.ts';
import { ministriesOf, serviceDefinitions } from '../subgraphs/kit/form/service-definition.ts';

const SUBGRAPHS = new URL('../subgraphs/', import.meta.url);

/** What both know of a service. */
type Row = {
  readonly owner: string | undefined;
  readonly agency: string;
  readonly code: string;
  readonly titleEn: string;
  readonly titleBn: string;
  readonly kind: string;
  readonly feeBdt: number;
  readonly slaWorkingDays: number;
  readonly evidence: readonly string[];
  readonly figures: 'KNOWN' | 'EXAMPLE';
};

const listed = listedRows();
const written = writtenRows();
const codes = [...new Set([...listed, ...written].map(({ code }) => code))].sort();

test('the list holds 81 services', () => {
  expect(listed).toHaveLength(81);
});

test.each(codes)('%s', (code) => {
  const of = (rows: readonly Row[]) => rows.filter((row) => row.code === code);
  expect(of(written)).toEqual(of(listed));
});

/** As the subgraphs' SDL says. */
function writtenRows(): Row[] {
  return readdirSync(SUBGRAPHS)
    .map((name) => new URL(`${name}/schema.graphql`, SUBGRAPHS))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const document = linkedSchemaFile(file);
      const [ministry] = ministriesOf(document);
      return serviceDefinitions(document).map(
        ({ agency, code, titleEn, titleBn, kind, feeBdt, slaWorkingDays, evidence, figures }) => ({
          owner: ministry?.code,
          agency,
          code,
          titleEn,
          titleBn: titleBn.normalize('NFC'),
          kind,
          feeBdt,
          slaWorkingDays,
          evidence,
          figures,
        }),
      );
    });
}

/** As the list says. */
function listedRows(): Row[] {
  const rows: Record<string, string>[] = parse(readFileSync(new URL('./data/services.csv', import.meta.url)), {
    columns: true,
    bom: true,
  });
  return rows.map(({ ministry, agency = '', code = '', evidence = '', basis, ...row }) => ({
    owner: ministry,
    agency,
    code,
    titleEn: row.title_en ?? '',
    titleBn: (row.title_bn ?? '').normalize('NFC'),
    kind: (row.kind ?? '').toUpperCase(),
    feeBdt: Number(row.fee_bdt),
    slaWorkingDays: Number(row.sla_working_days),
    evidence: evidence === '' ? [] : evidence.split(';'),
    figures: basis === 'known' ? 'KNOWN' : 'EXAMPLE',
  }));
}
