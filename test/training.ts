/** Somebody who has learnt: takes a module's test with the right answers, which no client is told. */
import { expect } from 'vitest';
import { readModules } from '../subgraphs/entrepreneurs/training/module.ts';
import type { Client } from './client.ts';

const MODULES = readModules(new URL('../subgraphs/entrepreneurs/training/modules/', import.meta.url));

type Asked = { readonly code: string; readonly isPassed: boolean; readonly questions: readonly { code: string }[] };

/** Passes every module that the person's work asks for, but the refresher. @returns their codes. */
export async function passEveryModule(who: Client): Promise<readonly string[]> {
  const { ownTraining } = await who.get<{ ownTraining: readonly Asked[] }>(
    '{ ownTraining { code isPassed questions { code } } }',
  );
  const wanted = ownTraining.filter(({ code }) => code !== 'refresher');
  for (const module of wanted) await pass(who, module);
  return wanted.map(({ code }) => code);
}

async function pass(who: Client, { code, questions }: Asked): Promise<void> {
  const bank = MODULES.find((module) => module.code === code)?.questions ?? [];
  const answers = questions.map((asked) => ({
    question: asked.code,
    choice: bank.find((each) => each.code === asked.code)?.right,
  }));
  const { tried } = await who.get<{ tried: object }>(
    `mutation ($input: TakeTrainingTestInput!) { tried: takeTrainingTest(input: $input) {
      result { isPassed } userErrors { code } } }`,
    { input: { module: code, answers, idempotencyKey: crypto.randomUUID() } },
  );
  expect(tried).toEqual({ result: { isPassed: true }, userErrors: [] });
}
