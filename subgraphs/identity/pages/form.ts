/** The parts that forms on our pages are made of. */
import type { Text } from '#kit/errors/catalogue.ts';
import { type Html, html } from '#kit/html.ts';
import type { PageProblem } from './document.ts';
import type { Language } from './language.ts';

/** The name of the field in which a form's token goes back: see form-token.ts. */
export const TOKEN_FIELD = 'token';

/** @param action where it is sent. */
export function form(action: string, token: string, content: Html): Html {
  return html`<form method="post" action="${action}" novalidate>
<input type="hidden" name="${TOKEN_FIELD}" value="${token}">
${content}
</form>`;
}

export type TextField = {
  readonly name: string;
  readonly label: Text;
  readonly hint: Text;
  /** What browsers fill in by themselves. */
  readonly autocomplete: 'off' | 'one-time-code';
  /** What stands in it already. */
  readonly typed?: string;
  readonly problem: PageProblem | null;
};

/** One line of digits. */
export function digitsField(
  { name, label, hint, autocomplete, typed = '', problem }: TextField,
  language: Language,
): Html {
  const wrong = problem?.field === name ? problem : null;
  const describedBy = `${name}-hint${wrong ? ` ${name}-error` : ''}`;
  const invalid = wrong ? html` aria-invalid="true"` : null;
  return html`<label for="${name}">${label[language]}</label>
<p class="hint" id="${name}-hint">${hint[language]}</p>
${wrong ? html`<p class="error" id="${name}-error">${wrong.message[language]}</p>` : null}
<input type="text" id="${name}" name="${name}" value="${typed}" inputmode="numeric" autocomplete="${autocomplete}" spellcheck="false"
 required aria-describedby="${describedBy}"${invalid}>`;
}

export function button(label: Text, language: Language): Html {
  return html`<button type="submit">${label[language]}</button>`;
}

/** A second way out of the form. @param value goes back as `answer`. */
export function otherButton(label: Text, language: Language, value: string): Html {
  return html`<button type="submit" class="other" name="answer" value="${value}" formnovalidate>${label[language]}</button>`;
}

/** Ends one of several things on a page. @param which says to who cannot see the page what it stands beside. */
export function endButton(label: string, which: string, name: string, value: string): Html {
  return html`<button type="submit" class="other" name="${name}" value="${value}" aria-label="${label}: ${which}">${label}</button>`;
}
