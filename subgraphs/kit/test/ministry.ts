/**
 * A ministry under test, through its own endpoints: each form filled from its examples and sent with changes, then paid for
 * and decided.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkedSchemaFile } from '../../../schema/link.ts';
import { COMMANDS_PATH } from '../application/commands.ts';
import { readCommandAnswer } from '../application/events.ts';
import { PAYMENTS_PATH } from '../application/pay.ts';
import type { CommandAnswer } from '../application/payload.ts';
import { readKeys } from '../auth/keys.ts';
import { type Clock, dayInDhaka, systemClock } from '../clock.ts';
import { daysLater } from '../days.ts';
import { type FormField, IDEMPOTENCY_KEY } from '../form/form-field.ts';
import { sampleInput } from '../form/sample.ts';
import { type ServiceDefinition, serviceDefinitions } from '../form/service-definition.ts';
import { signatureOf } from '../payment/provider.ts';
import { peer } from '../peer.ts';
import type { SubgraphDefinition } from '../subgraph.ts';
import { citizen, type Harness, official, startSubgraphs, type TestCaller } from './harness.ts';

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
  /** Lets the payment provider say that an application is paid. @returns the ministry's HTTP status. */
  pay(application: ServiceAnswer['application']): Promise<number>;
  /** Lets an official take an application and decide it. */
  decide(application: ServiceAnswer['application'], decision: 'APPROVE' | 'REJECT'): Promise<CommandAnswer>;
  /** Sends a form, pays what is due, and lets an official approve it. @returns what was given, by the name of the field. */
  granted(code: string, changes?: object): Promise<Record<string, string>>;
};

const PAYMENT_SECRET = 'the-test-secret-of-the-provider';

/**
 * Starts a ministry for the tests of a file, and tests what is the same for all: that every form filled from its own
 * examples is accepted, in both languages.
 */
export function ministryUnderTest(
  code: string,
  ministry: SubgraphDefinition,
  { clock = systemClock }: { clock?: Clock } = {},
): MinistryUnderTest {
  const services = serviceDefinitions(linkedSchemaFile(ministry.schema));
  let running: Harness | undefined;
  const subgraph = () => {
    if (!running) throw new Error('the ministry runs while tests run; use it inside of one');
    return running;
  };
  beforeAll(async () => {
    const environment = { PAYMENT_PROVIDER_URL: 'http://127.0.0.1:1', PAYMENT_SECRET };
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
    expect(errors, 'no answer; TEST_LOG_LEVEL=error prints the cause').toBeUndefined();
    const answer = data?.answer as ServiceAnswer;
    for (const told of answer.userErrors) expectMendable(told, form);
    return answer;
  };

  const pay: MinistryUnderTest['pay'] = async (application) => {
    const paid = { applicationId: application?.id, amountBdt: application?.payment?.amountBdt, receipt: 'R-1' };
    const body = JSON.stringify(paid);
    const headers = { 'content-type': 'application/json', 'x-payment-signature': signatureOf(body, PAYMENT_SECRET) };
    return (await fetch(`${subgraph().urls[code]}${PAYMENTS_PATH}`, { method: 'POST', headers, body })).status;
  };

  const decide: MinistryUnderTest['decide'] = async (application, decision) => {
    const { urls, keysDirectory, token } = subgraph();
    const office = peer(code, urls[code], await readKeys(keysDirectory, 'applications'));
    const proof = `Bearer ${await token('commands', official(code))}`;
    const command = { applicationId: application?.id, note: 'All is in order', answers: null };
    await office.call(COMMANDS_PATH, { ...command, command: 'TAKE' }, proof);
    return readCommandAnswer(await office.call(COMMANDS_PATH, { ...command, command: decision }, proof));
  };

  const granted: MinistryUnderTest['granted'] = async (service, changes = {}) => {
    const { application, userErrors } = await send(service, changes);
    expect(userErrors).toEqual([]);
    if (application?.payment) expect(await pay(application)).toBe(200);
    const { snapshot } = await decide(application, 'APPROVE');
    expect(snapshot?.status).toBe('APPROVED');
    return Object.fromEntries((snapshot?.outcome ?? []).map(({ name, value }) => [name, value.en]));
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
  for (const { code: service, form } of services.filter(({ kind }) => kind === 'APPOINTMENT'))
    test(`${service} cannot be booked for yesterday, and the answer says so at the field`, async () => {
      const yesterday = daysLater(dayInDhaka(clock.now()), -1);
      const [day] = form.filter(({ type, limits }) => type === 'Date' && /^today(\+|$)/.test(limits.earliest ?? ''));
      const { application, userErrors } = await send(service, { [day?.name ?? 'day']: yesterday });
      expect(application).toBeNull();
      expect(userErrors).toContainEqual({
        code: 'DATE_TOO_EARLY',
        field: day?.name,
        message: expect.stringMatching(/\p{Script=Bengali}/u),
      });
    });
  return { services, subgraph, send, pay, decide, granted };
}

/** What is told can be mended: it is at a field of the form, and its text says all. */
function expectMendable(told: ServiceAnswer['userErrors'][number], form: readonly FormField[]): void {
  const [name] = told.field?.split('.') ?? [];
  const names = [...form.map((field) => field.name), IDEMPOTENCY_KEY];
  if (name) expect(names, `${told.code} is told at a field that the form does not have`).toContain(name);
  expect(told.message, `the text of ${told.code} has a value that problem(…) does not give`).not.toMatch(/\{\w+\}/);
}
