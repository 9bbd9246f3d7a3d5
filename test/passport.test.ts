/** One citizen, one passport, from the log-in to the list of all applications: with only what a client has. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { pay } from './pay.ts';
import { people, type Town, town } from './town.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

type Payload = {
  application: { id: string; reference: string; status: string; actions: string[] } | null;
  userErrors: { code: string; field: string | null }[];
};

const SHOWN = 'application { id reference status actions } userErrors { code field }';

test('a citizen applies for a passport, is asked for more, answers, and gets it', async () => {
  const rahima = await place.citizen(people.rahima);
  const official = await place.official(people.passportOfficial);

  const { services } = await rahima.get<{ services: { nodes: { code: string; title: string }[] } }>(
    'query ($search: String!) { services(first: 5, filter: { search: $search }) { nodes { code title(language: BN) } } }',
    { search: 'পাসপোর্ট' },
  );
  expect(services.nodes).toContainEqual({ code: 'passport-new', title: 'নতুন ই-পাসপোর্ট' });

  const { service } = await rahima.get<{
    service: { form: { mutation: string; inputType: string; fields: { name: string; required: boolean }[] } };
  }>(
    '{ service(code: "passport-new") { form { mutation inputType fields { name label(language: BN) required type options { value label(language: BN) } } } } }',
  );
  const { mutation, inputType, fields } = service.form;
  expect(fields.map(({ name }) => name)).not.toContain('idempotencyKey');

  const input = {
    fullName: 'Rahima Begum',
    nationalId: '১৯৯০১২৩৪৫৬৭৮৯',
    dateOfBirth: '1990-05-17',
    mobile: '+880 1712-345678',
    pages: 'PAGES_48',
    delivery: 'REGULAR',
    idempotencyKey: 'my-passport-2026',
  };
  const apply = `mutation ($input: ${inputType}!) { payload: ${mutation}(input: $input) { ${SHOWN} } }`;
  const first = await rahima.get<{ payload: Payload }>(apply, { input });
  const again = await rahima.get<{ payload: Payload }>(apply, { input });
  expect(first.payload).toMatchObject({ application: { status: 'SUBMITTED' }, userErrors: [] });
  expect(again).toEqual(first);
  const applicationId = first.payload.application?.id;

  const act = (who: typeof rahima, field: string, type: string, more: object = {}) =>
    who
      .get<{ payload: Payload }>(`mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${SHOWN} } }`, {
        input: { applicationId, ...more },
      })
      .then(({ payload }) => payload);

  const paying = await rahima.get<{
    payload: { application: { payment: { checkoutUrl: string; amountBdt: number } } };
  }>(
    'mutation ($input: ApplicationActionInput!) { payload: startPayment(input: $input) { application { payment { checkoutUrl amountBdt } } } }',
    { input: { applicationId } },
  );
  expect(paying.payload.application.payment.amountBdt).toBe(4025);
  await pay(paying.payload.application.payment.checkoutUrl);

  expect(await act(official, 'takeApplication', 'ApplicationActionInput')).toMatchObject({
    application: { status: 'UNDER_REVIEW' },
  });
  expect(
    await act(official, 'requestInformation', 'RequestInformationInput', {
      question: 'Which mobile reaches you?',
      fields: ['mobile'],
    }),
  ).toMatchObject({ application: { status: 'INFORMATION_REQUESTED' } });
  expect(
    await act(rahima, 'answerInformationRequest', 'AnswerInformationRequestInput', {
      message: 'My new number',
      answers: { mobile: '01812345678' },
    }),
  ).toMatchObject({ application: { status: 'UNDER_REVIEW' }, userErrors: [] });
  expect(
    await act(official, 'approveApplication', 'DecideApplicationInput', { reason: 'All is in order' }),
  ).toMatchObject({
    application: { status: 'APPROVED' },
    userErrors: [],
  });

  for (const code of ['land-mutation', 'birth-registration']) await applyFromForm(rahima, code);
  const { me } = await rahima.get<{
    me: {
      applications: {
        totalCount: number;
        nodes: { service: { code: string }; passport: { passportNumber: string } | null }[];
      };
    };
  }>(`{ me { name applications(first: 10) { totalCount nodes {
        status reference service { code title(language: BN) ministry { name } }
        answers { label(language: BN) value(language: BN) } timeline { action at actor note }
        passport { passportNumber } } } } }`);
  expect(me.applications.totalCount).toBe(3);
  expect(me.applications.nodes.map(({ service: { code } }) => code)).toEqual([
    'birth-registration',
    'land-mutation',
    'passport-new',
  ]);
  expect(me.applications.nodes[2]).toMatchObject({
    status: 'APPROVED',
    passport: { passportNumber: expect.stringMatching(/^A\d{8}$/) },
    answers: expect.arrayContaining([{ label: 'মোবাইল নম্বর', value: '01812345678' }]),
  });
});

/** Applies for a service as its form asks. */
async function applyFromForm(who: Client, code: string): Promise<void> {
  const service = (await servicesOf(who, 'EN')).find((each) => each.code === code);
  if (!service) throw new Error(`the graph has no ${code}`);
  const { data, errors } = await send(who, service, filled(service.form.fields, 'EN'), 'EN');
  expect({ errors, userErrors: data?.answer?.userErrors }).toEqual({ errors: undefined, userErrors: [] });
}
