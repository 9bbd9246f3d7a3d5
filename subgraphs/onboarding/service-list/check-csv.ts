/** Everything that is wrong with a file of services, each with its line, column and fix. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { inBanglaDigits } from '#kit/form/digits.ts';
import type { FormField } from '#kit/form/form-field.ts';
import { placeIn, type Surroundings } from './check-declarations.ts';
import type { ListCheck } from './check-list.ts';
import { columnsOf } from './csv-columns.ts';
import type { Declaration } from './declaration.ts';
import { type CsvLimits, type CsvMistake, readCsv } from './read-csv.ts';

type CheckedCsv = { readonly declarations: readonly Declaration[] } | { readonly mistakes: readonly CsvMistake[] };

/** @param form the fields of one service. */
export function csvCheck(check: ListCheck, form: readonly FormField[], limits: CsvLimits) {
  const columns = columnsOf(form);
  return (
    { ministry, csv }: { readonly ministry: string; readonly csv: string },
    today: string,
    around: Pick<Surroundings, 'taken'>,
  ): CheckedCsv => {
    const read = readCsv(csv, columns, limits);
    const { services } = read;
    const lineOf = (index: number) => services[index]?.line ?? 0;
    const placeOf = (index: number) => lineInWords(lineOf(index));
    const checked = check({ ministry, services: services.map(({ values }) => values) }, today, { ...around, placeOf });
    const mistakes: CsvMistake[] = [...read.mistakes];
    for (const problem of 'problems' in checked ? checked.problems : []) {
      const place = placeIn(problem.field);
      const column = columns.find(({ field }) => field.name === place?.field)?.name ?? null;
      // That no service is left to check was told of the file.
      if (place) mistakes.push({ line: lineOf(place.index), column, problem });
      else if (services.length > 0) mistakes.push({ line: 1, column, problem });
    }
    if ('declarations' in checked && mistakes.length === 0) return checked;
    const order = columns.map(({ name }) => name);
    return {
      mistakes: mistakes.toSorted(
        (one, other) => one.line - other.line || order.indexOf(one.column ?? '') - order.indexOf(other.column ?? ''),
      ),
    };
  };
}

function lineInWords(line: number): Text {
  return { en: `line ${line}`, bn: `লাইন ${inBanglaDigits(String(line))}` };
}
