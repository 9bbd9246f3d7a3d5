/** The columns of a file of services: one for each field of the form. Pure. */
import type { FormField } from '#kit/form/form-field.ts';

export type Column = {
  /** As the first line of a file has it, e.g. `fee_bdt`. */
  readonly name: string;
  readonly field: FormField;
};

export function columnsOf(form: readonly FormField[]): Column[] {
  return form.map((field) => ({ name: field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), field }));
}

/** The column that a cell of the first line means: by its name, or by its label in either language. */
export function columnNamed(cell: string, columns: readonly Column[]): Column | undefined {
  const wanted = plain(cell);
  return columns.find(({ name, field }) => [name, field.labelEn, field.labelBn].some((each) => plain(each) === wanted));
}

/**
 * A cell as the form's field takes it: choices by value or label, lists by semicolons; undefined when it is empty. What
 * fits nothing stays as it is.
 */
export function valueIn(cell: string, { list, options }: FormField): unknown {
  if (list) return cell.split(';').flatMap((item) => item.trim() || []);
  if (cell === '') return undefined;
  const wanted = plain(cell);
  return (
    options.find(({ value, labelEn, labelBn }) => [value, labelEn, labelBn].some((each) => plain(each) === wanted))
      ?.value ?? cell
  );
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}
