/** Reads a file of services into lines of cells (RFC 4180), and tells what is wrong with its shape. Pure. */
import { parse } from 'csv-parse/sync';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { codePoints } from '#kit/form/check-leaf.ts';
import { type Column, columnNamed, valueIn } from './csv-columns.ts';
import type { CsvErrorCode } from './errors.ts';

/** A service as its line tells it, by the form's field names. */
export type CsvService = { readonly line: number; readonly values: Readonly<Record<string, unknown>> };

/** `column`: its name, or its number where it has none; null when the whole line is meant. */
export type CsvMistake = {
  readonly line: number;
  readonly column: string | null;
  readonly problem: Problem;
};

export type CsvLimits = { readonly maxLength: number; readonly maxRows: number };

type Read = { readonly services: readonly CsvService[]; readonly mistakes: readonly CsvMistake[] };
/** One record of the file: its cells, and the line where it begins. */
type Line = { readonly line: number; readonly cells: readonly string[] };

/** Line ends of Windows and of old Macs, also mixed; they are read as `\n`. */
const OTHER_LINE_END = /\r\n?/g;
const OTHER_SEPARATORS = [';', '\t', '|'];

/** Codes of csv-parse, as ours. */
const OF_QUOTES: Readonly<Record<string, CsvErrorCode>> = {
  CSV_QUOTE_NOT_CLOSED: 'QUOTE_NOT_CLOSED',
  INVALID_OPENING_QUOTE: 'QUOTE_WITHIN_TEXT',
  CSV_INVALID_CLOSING_QUOTE: 'TEXT_AFTER_QUOTE',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'TEXT_AFTER_QUOTE',
};

/** What is wrong with the file or its first line is told alone: without it no cell's meaning is known. */
export function readCsv(file: string, columns: readonly Column[], { maxLength, maxRows }: CsvLimits): Read {
  const text = file.replace(OTHER_LINE_END, '\n');
  const unreadable = unreadableMistake(text, maxLength);
  if (unreadable) return { services: [], mistakes: [unreadable] };
  const { lines, mistakes } = linesOf(text, columns);
  const [header, ...rows] = lines;
  if (!header) return { services: [], mistakes: mistakes.length > 0 ? mistakes : [mistake(1, null, 'EMPTY_FILE')] };
  const read = readHeader(header, columns);
  if ('mistakes' in read) return { services: [], mistakes: read.mistakes };
  const [first = header, beyond] = [rows[0], rows[maxRows]];
  if (rows.length === 0 && mistakes.length === 0)
    return { services: [], mistakes: [mistake(first.line, null, 'NO_ROWS')] };
  if (beyond) return { services: [], mistakes: [mistake(beyond.line, null, 'TOO_MANY_ROWS', { maxRows })] };
  const services = rows.map((row) => serviceOf(row, header, read.columns));
  return {
    services: services.flatMap((each) => ('values' in each ? [each] : [])),
    mistakes: [...mistakes, ...services.flatMap((each) => ('problem' in each ? [each] : []))],
  };
}

function unreadableMistake(text: string, maxLength: number): CsvMistake | null {
  const length = codePoints(text);
  if (length > maxLength) return mistake(1, null, 'FILE_TOO_LONG', { length, maxLength });
  // The sign that a reader of UTF-8 puts for bytes that are none; and the zero of UTF-16.
  const stranger = text.search(/[\uFFFD\0]/);
  return stranger < 0 ? null : mistake(lineAt(text, stranger), null, 'NOT_UTF8');
}

/** The file's records that are not blank, and the quotes that keep others from being read. */
function linesOf(text: string, columns: readonly Column[]): { lines: Line[]; mistakes: CsvMistake[] } {
  const [lines, mistakes]: [Line[], CsvMistake[]] = [[], []];
  let read = 0;
  parse(text, {
    bom: true,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
    on_record: (cells: string[], info) => {
      read = info.lines;
      if (cells.some((cell) => cell !== '')) lines.push({ line: read - lineEndsIn(cells), cells });
      return null;
    },
    on_skip: (error) => {
      const code = OF_QUOTES[error?.code ?? ''];
      if (!code) throw error ?? new Error('csv-parse has skipped a record without a reason');
      const last = mistakes.at(-1);
      // After a quote that is closed too early, all others are counted the wrong way.
      if (code === 'QUOTE_NOT_CLOSED' && last?.problem.code === 'TEXT_AFTER_QUOTE') return;
      // A quote within a text has a second one as its end.
      if (code === last?.problem.code && error?.lines === last.line) return;
      const begun = notBlank(text, read);
      read = Number(error?.lines);
      const column = columnNamed(lines[0]?.cells[Number(error?.column)] ?? '', columns);
      mistakes.push(mistake(code === 'QUOTE_NOT_CLOSED' ? begun : read, column?.name ?? null, code));
    },
  });
  return { lines, mistakes };
}

/** The first line after the given one that is not blank; the given one when there is none. */
function notBlank(text: string, line: number): number {
  const following = text.split('\n').slice(line);
  return Math.max(1, line + 1 + following.findIndex((each) => each.trim() !== ''));
}

/** The column of each cell; or what is wrong with the first line. */
function readHeader(
  { cells, line }: Line,
  columns: readonly Column[],
): { readonly columns: readonly Column[] } | { readonly mistakes: CsvMistake[] } {
  const names = columns.map(({ name }) => name).join(', ');
  const meant = cells.map((cell) => columnNamed(cell, columns));
  if (meant.every((column) => column === undefined)) {
    const separator = OTHER_SEPARATORS.find((each) =>
      cells.some((cell) => cell.split(each).some((name) => columnNamed(name, columns))),
    );
    return {
      mistakes: [
        separator
          ? mistake(line, null, 'WRONG_SEPARATOR', { separator: separator === '\t' ? 'Tab' : separator })
          : mistake(line, null, 'NO_HEADER', { columns: names }),
      ],
    };
  }
  const mistakes = cells.flatMap((cell, index) => {
    const column = meant[index];
    if (cell === '') return [mistake(line, String(index + 1), 'COLUMN_WITHOUT_NAME', { number: index + 1 })];
    if (!column) return [mistake(line, shown(cell), 'UNKNOWN_COLUMN', { column: shown(cell), columns: names })];
    return meant.indexOf(column) < index ? [mistake(line, column.name, 'COLUMN_TWICE', { column: column.name })] : [];
  });
  const missing = columns.filter((column) => !meant.includes(column));
  mistakes.push(...missing.map(({ name }) => mistake(line, name, 'MISSING_COLUMN', { column: name })));
  return mistakes.length > 0 ? { mistakes } : { columns: meant.filter((column) => column !== undefined) };
}

function serviceOf({ line, cells }: Line, header: Line, columns: readonly Column[]): CsvService | CsvMistake {
  if (cells.every((cell, index) => cell === header.cells[index])) return mistake(line, null, 'HEADER_AGAIN');
  const [count, wanted] = [cells.length, columns.length];
  if (count !== wanted)
    return mistake(line, null, count < wanted ? 'TOO_FEW_CELLS' : 'TOO_MANY_CELLS', { count, wanted });
  return {
    line,
    values: Object.fromEntries(columns.map(({ field }, index) => [field.name, valueIn(cells[index] ?? '', field)])),
  };
}

function mistake(line: number, column: string | null, code: CsvErrorCode, values: Problem['values'] = {}): CsvMistake {
  return { line, column, problem: problem(null, code, values) };
}

const MOST_SHOWN = 60;

/** As much of a strange name as tells which it is. */
function shown(cell: string): string {
  return [...cell].slice(0, MOST_SHOWN).join('');
}

function lineAt(text: string, position: number): number {
  return lineEndsIn([text.slice(0, position)]) + 1;
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
}
