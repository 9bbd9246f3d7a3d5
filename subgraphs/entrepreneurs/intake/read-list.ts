/** Reads a file of operators: the cells of each line by column, and what keeps a line from being read. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { FormField } from '#kit/form/form-field.ts';
import type { IntakeErrorCode } from './errors.ts';

/** A mistake and where it is; without a column the whole line is meant. */
export type Mistake = { readonly line: number; readonly column: string | null; readonly problem: Problem };

/** A line of the file, its values by the form's fields. */
export type Row = { readonly line: number; readonly values: Readonly<Record<string, string>> };

/** As many as `identity` is asked for at once, and as an operator can look over. */
const MAX_ROWS = 1_000;

/** The column of a field: `nationalId` → `national_id`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What is wrong with the file or its first line is told alone: without it no cell's meaning is known. */
export function readList(
  csv: string,
  form: readonly FormField[],
): { readonly rows: readonly Row[]; readonly mistakes: readonly Mistake[] } {
  const stranger = csv.search(/[\uFFFD\0]/);
  if (stranger >= 0) return none(mistake(csv.slice(0, stranger).split('\n').length, null, 'NOT_UTF8'));
  const lines = linesOf(csv);
  if ('problem' in lines) return none(lines);
  const [header, ...rest] = lines;
  const columns = new Map(form.map(({ name }) => [columnOf(name), name]));
  const names = [...columns.keys()].join(', ');
  const head = (header?.cells ?? []).map((cell) => cell.toLowerCase());
  const unknown = head.filter((cell) => !columns.has(cell));
  const missing = [...columns.keys()].filter((column) => !head.includes(column));
  if (unknown.length + missing.length > 0)
    return none(
      ...unknown.map((column) => mistake(header?.line ?? 1, column, 'UNKNOWN_COLUMN', { column, columns: names })),
      ...missing.map((column) => mistake(header?.line ?? 1, column, 'MISSING_COLUMN', { column, columns: names })),
    );
  if (rest.length === 0) return none(mistake(header?.line ?? 1, null, 'EMPTY_FILE'));
  const beyond = rest[MAX_ROWS];
  if (beyond) return none(mistake(beyond.line, null, 'TOO_MANY_ROWS', { maxRows: MAX_ROWS }));
  const wanted = head.length;
  return {
    rows: rest
      .filter(({ cells }) => cells.length === wanted)
      .map(({ line, cells }) => ({
        line,
        values: Object.fromEntries(head.map((column, index) => [columns.get(column) ?? column, cells[index] ?? ''])),
      })),
    mistakes: rest
      .filter(({ cells }) => cells.length !== wanted)
      .map(({ line, cells }) => mistake(line, null, 'WRONG_CELLS', { count: cells.length, wanted })),
  };
}

export function mistake(
  line: number,
  column: string | null,
  code: IntakeErrorCode,
  values: Problem['values'] = {},
): Mistake {
  return { line, column, problem: problem(null, code, values) };
}

type Line = { readonly line: number; readonly cells: readonly string[] };

/** The records that are not blank, with the line on which each ends; or the quote that keeps the file from being read. */
function linesOf(csv: string): Line[] | Mistake {
  const lines: Line[] = [];
  try {
    parse(csv.replace(/\r\n?/g, '\n'), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines: line }) => {
        if (cells.some((cell) => cell !== '')) lines.push({ line, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return mistake(Number(error.lines ?? 1), null, 'QUOTES');
  }
}

function none(...mistakes: readonly Mistake[]) {
  return { rows: [], mistakes };
}
