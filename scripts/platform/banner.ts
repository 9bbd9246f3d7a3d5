/** What a person is told when everything answers: where, as whom, and what to try first. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { DataFolder } from './data-folder.ts';
import { ROOT, type StartSettings } from './settings.ts';

/** The people of the development data who are named here: the first citizen, and who becomes an entrepreneur. */
const CITIZEN = 'person-rahima';
const ENTREPRENEUR_TO_BE = 'person-karim';
const OFFICIALS_SHOWN = 4;

const personShape = z.object({ id: z.string(), nationalId: z.string(), nameEn: z.string(), nameBn: z.string() });
const officialShape = z.object({ personId: z.string(), ministry: z.string() });

type Login = { readonly role: string; readonly name: string; readonly nationalId: string };

/**
 * The text, which ends with the lines that say `issuer ` and `ready `: programs read them.
 * @param issuerUrl where people log in.
 * @param ministries those that run.
 */
export function banner(
  settings: StartSettings,
  issuerUrl: string,
  data: DataFolder,
  ministries: readonly string[],
): string {
  const logins = developmentLogins(ministries);
  const width = Math.max(...logins.map(({ role }) => role.length));
  return `
Nagarik Graph answers.

  Explore     ${settings.GATEWAY_URL}/
  GraphQL     ${settings.GATEWAY_URL}/graphql
  My account  ${issuerUrl}/account

Apps log people in at the issuer (OpenID Connect). For a token to try things with: npm run login -- <national ID>
A person logs in with their national ID; the one-time code arrives at ${settings.GATEWAY_URL}/development/inbox
${logins.map(({ role, name, nationalId }) => `  ${role.padEnd(width)}  ${nationalId}  ${name}`).join('\n')}

A first query to paste:

${firstQuery()}

Data and logs lie in ${fromCheckout(data.folder)}. Ctrl-C ends everything.

issuer ${issuerUrl}
ready ${settings.GATEWAY_URL}/graphql`;
}

function developmentLogins(ministries: readonly string[]): readonly Login[] {
  const people = rowsOf('subgraphs/identity/people.seed.csv', personShape);
  const officials = rowsOf('subgraphs/identity/officials.seed.csv', officialShape)
    .filter(({ ministry }) => ministries.includes(ministry))
    .slice(0, OFFICIALS_SHOWN);
  return [
    { id: CITIZEN, role: 'citizen' },
    { id: ENTREPRENEUR_TO_BE, role: 'entrepreneur-to-be' },
    ...officials.map(({ personId, ministry }) => ({ id: personId, role: `official of ${ministry}` })),
  ].flatMap(({ id, role }) => {
    const person = people.find((each) => each.id === id);
    return person ? [{ role, name: `${person.nameEn} (${person.nameBn})`, nationalId: person.nationalId }] : [];
  });
}

function rowsOf<Row>(file: string, shape: z.ZodType<Row>): Row[] {
  const rows: unknown = parse(readFileSync(join(ROOT, file)), { columns: true, bom: true, comment: '#' });
  return z.array(shape).parse(rows);
}

/** As short as it can be written. */
function fromCheckout(folder: string): string {
  const path = relative(ROOT, folder);
  return path.startsWith('..') ? folder : path;
}

/** Without its comments, indented. */
function firstQuery(): string {
  return readFileSync(join(ROOT, 'docs/first-query.graphql'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => `  ${line}`)
    .join('\n');
}
