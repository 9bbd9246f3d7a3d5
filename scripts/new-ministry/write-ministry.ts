/** Writes the folder of a new ministry from the templates beside. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type NewMinistry = { readonly code: string; readonly nameEn: string; readonly nameBn: string };

const TEMPLATES = join(import.meta.dirname, 'template');
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const BANGLA = /\p{Script=Bengali}/u;
const MAX_CODE_LENGTH = 30;
const MAX_NAME_LENGTH = 120;
/** It would end a text of the SDL, or stand for something in it. */
const NOT_IN_A_NAME = /["\\\p{Cc}]/u;

/** Why there cannot be such a ministry, and what to do; null when there can. */
export function nameProblem({ code, nameEn, nameBn }: NewMinistry, root: string): string | null {
  if (!KEBAB_CASE.test(code) || code.length > MAX_CODE_LENGTH)
    return `"${code}" is no code: write it in kebab-case with at most ${MAX_CODE_LENGTH} characters, e.g. water-resources`;
  if (existsSync(join(root, 'subgraphs', code)))
    return `subgraphs/${code} exists: choose another code, or edit that folder`;
  if (nameEn === '' || BANGLA.test(nameEn))
    return 'the English name is missing, or not in English: --name-en "Ministry of …"';
  if (!BANGLA.test(nameBn)) return 'the Bangla name is missing, or not in Bangla: --name-bn "… মন্ত্রণালয়"';
  for (const name of [nameEn, nameBn])
    if (name.length > MAX_NAME_LENGTH || NOT_IN_A_NAME.test(name))
      return `"${name}" cannot be a name: at most ${MAX_NAME_LENGTH} characters, without quotes and backslashes`;
  return null;
}

/** @returns the files, from the root. */
export async function writeMinistry({ code, nameEn, nameBn }: NewMinistry, root: string): Promise<readonly string[]> {
  const pascal = code.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const values: Readonly<Record<string, string>> = { code, nameEn, nameBn, Pascal: pascal, camel };
  await mkdir(join(root, 'subgraphs', code));
  const names = await readdir(TEMPLATES);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(TEMPLATES, name), 'utf8');
      const file = join('subgraphs', code, name.replace(/\.template$/, '').replace(/^ministry\.test/, `${code}.test`));
      await writeFile(
        join(root, file),
        text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole),
      );
      return file;
    }),
  );
}
