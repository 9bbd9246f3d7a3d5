/** Markup made of templates: values are escaped, so that no text can become markup. */

/** Markup that is safe to send. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text and numbers are escaped, markup is not, nothing is left out. */
export type Inserted = string | number | Html | readonly Html[] | null | undefined;

/** @example html`<p>${name}</p>` */
export function html(markup: TemplateStringsArray, ...values: readonly Inserted[]): Html {
  return new Html(markup.map((part, index) => part + shown(values[index])).join(''));
}

function shown(value: Inserted): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.text;
  return typeof value === 'object' ? value.map(({ text }) => text).join('') : escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
