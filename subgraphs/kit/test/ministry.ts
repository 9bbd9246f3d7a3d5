/** A ministry under test, through its own endpoint: each form filled from its examples, and sent with changes. */

import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linked } from '../../../schema/link.ts';
import { type Clock, dayInDhaka, systemClock } from '../clock.ts';
import { sampleInput } from '../form/sample.ts';
import { type ServiceDefinition, serviceDefinitions } from '../form/service-definition.ts';
import type { SubgraphDefinition } from '../subgraph.ts';
import { citizen, type Harness, startSubgraphs, type TestCaller } from './harness.ts';

/** What a service answers: of an application or of a look-up, whichever it is. */
export type ServiceAnswer = {
  readonly application?: {
    readonly id: string;
    readonly status: string;
    readonly payment: { readonly amountBdt: number; readonly status: string } | null;
    readonly outcome: readonly { readonly name: string; readonly value: string }[];
  } | null;
  readonly answers?: readonly { readonly name: string; readonly value: string }[];
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

export type MinistryUnderTest = {
  readonly services: readonly ServiceDefinition[];
  readonly subgraph: () => Harness;
  /** Fills the service's form from its examples, but for `changes`, and sends it as a citizen. */
  send(code: string, changes?: object, options?: { language?: 'EN' | 'BN'; as?: TestCaller }): Promise<ServiceAnswer>;
};

/**
 * Starts a ministry for the tests of a file, and tests what is the same for all: that every form filled from its own
 * examples is accepted, in both languages.
 */
export function ministryUnderTest(
  code: string,
  ministry: SubgraphDefinition,
  { clock = systemClock, environment = {} }: { clock?: Clock; environment?: Record<string, string> } = {},
): MinistryUnderTest {
  const services = serviceDefinitions(linked(parse(readFileSync(ministry.schema, 'utf8'))));
  let running: Harness | undefined;
  const subgraph = () => {
    if (!running) throw new Error('the ministry runs while tests run; use it inside of one');
    return running;
  };
  beforeAll(async () => {
    running = await startSubgraphs({ [code]: ministry }, { clock, environment });
  });
  afterAll(() => running?.stop());

  const send: MinistryUnderTest['send'] = async (
    service,
    changes = {},
    { language = 'EN', as = citizen('rahima') } = {},
  ) => {
    const found = services.find((each) => each.code === service);
    if (!found) throw new Error(`${code} has no service ${service}`);
    const { operation, field, inputType, form, kind } = found;
    const selection =
      kind === 'LOOKUP'
        ? 'answers { name value }'
        : 'application { id status payment { amountBdt status } outcome { name value } }';
    const input = {
      ...sampleInput(form, dayInDhaka(clock.now()), language),
      ...(kind === 'LOOKUP' ? {} : { idempotencyKey: crypto.randomUUID() }),
      ...changes,
    };
    const query = `${operation} ($input: ${inputType}!) {
      answer: ${field}(input: $input) { ${selection} userErrors { code field message(language: BN) } } }`;
    const { data, errors } = await subgraph().ask(code, as, query, { input });
    expect(errors).toBeUndefined();
    return data?.answer as ServiceAnswer;
  };

  describe('a form filled from its examples is accepted', () => {
    test.each(services.flatMap(({ code: each }) => [[each, 'EN'] as const, [each, 'BN'] as const]))(
      '%s in %s',
      async (service, language) => {
        const answer = await send(service, {}, { language, as: citizen(`${service}-${language}`) });
        expect(answer.userErrors).toEqual([]);
        if (answer.answers) expect(answer.answers).not.toEqual([]);
        else expect(answer.application?.status).toMatch(/^(SUBMITTED|APPROVED)$/);
      },
    );
  });
  return { services, subgraph, send };
}
