/** Being served by an entrepreneur: consent, and what one might try to get without it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { citizen, type GraphqlAnswer, type Harness, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import identity from '../index.ts';
import { toFreshWindow } from '../test/fresh-window.ts';

const MINUTE_MS = 60_000;
let lead = 0;
const clock = { now: () => new Date(Date.now() + lead) };

/** Only its key is needed: it tells identity who is an entrepreneur. */
const entrepreneurs = defineSubgraph({
  schema: new URL('../schema.graphql', import.meta.url),
  start: async () => ({ resolvers: {} }),
});

/** Says what centres are called, or fails. */
let isPlacesDown = false;
const asked: string[] = [];
const places = defineSubgraph({
  schema: new URL('../schema.graphql', import.meta.url),
  start: async () => ({
    resolvers: {},
    routes: (server) => {
      server.post<{ Body: { code: string } }>('/centre-name', ({ body: { code } }) => {
        if (isPlacesDown) throw new Error('places is down, for the test');
        asked.push(code);
        return { name: code === 'gulshan' ? { en: 'Gulshan centre', bn: 'গুলশান কেন্দ্র' } : null };
      });
    },
  }),
});

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs(
    { identity, entrepreneurs, places },
    { clock, environment: { LOGIN_CODES_PER_PERSON: '1000', LOGIN_ACTIONS_PER_ADDRESS: '100000' } },
  );
});
afterAll(() => town.stop());
// Requests are limited by quarters of an hour: each test begins with one.
beforeEach(() => {
  lead += toFreshWindow(clock.now());
});

const RAHIMA = { id: 'person-rahima', nationalId: '1990123456789', mobile: '01810001237' };
const KARIM = { id: 'person-karim', nationalId: '1985123456789' };
const desk = (id: string): TestCaller => ({ sub: id, scope: 'entrepreneur' });
const auditor = (id: string): TestCaller => ({ sub: id, scope: 'auditor' });

let version = 0;
async function works(personId: string, centres: readonly string[], at = town, atLimit: readonly string[] = []) {
  const authorization = await peerAuthorization('identity', await readKeys(at.keysDirectory, 'entrepreneurs'));
  const body = { personId, version: ++version, isHeld: centres.length > 0, centres, validUntil: '2099-12-31', atLimit };
  const answer = await fetch(`${at.urls.identity}/entrepreneur-roles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

type Payload = Record<string, string | null> & { userErrors: { code: string; field: string | null }[] };
const payload = ({ data, errors }: GraphqlAnswer) => {
  expect(errors).toBeUndefined();
  return data?.payload as Payload;
};
const request = async (caller: TestCaller, input: object = {}, at = town) =>
  payload(
    await at.ask(
      'identity',
      caller,
      `mutation ($input: RequestAssistanceInput!) { payload: requestAssistance(input: $input) {
        requestId userErrors { code field } } }`,
      {
        input: {
          citizenNationalId: RAHIMA.nationalId,
          services: ['land-mutation', 'birth-registration'],
          centre: 'gulshan',
          ...input,
        },
      },
    ),
  );
const confirm = async (caller: TestCaller, requestId: string | null | undefined, code: string | null) =>
  payload(
    await town.ask(
      'identity',
      caller,
      `mutation ($input: ConfirmAssistanceInput!) { payload: confirmAssistance(input: $input) {
        consentId subjectToken expiresAt userErrors { code field } } }`,
      { input: { requestId, code } },
    ),
  );
const vouch = async (caller: TestCaller, requestId: string | null | undefined) =>
  payload(
    await town.ask(
      'identity',
      caller,
      `mutation ($input: VouchForAssistanceInput!) { payload: vouchForAssistance(input: $input) {
        requestId userErrors { code field } } }`,
      { input: { requestId } },
    ),
  );
const refusal = (code: string, field: string | null) => ({ userErrors: [{ code, field }] });

type Message = { to: string; code: string | null; text: { en: string; bn: string } };
async function inbox(): Promise<Message[]> {
  const answer = await fetch(`${town.urls.identity}/development/inbox`);
  return ((await answer.json()) as { messages: Message[] }).messages;
}
const newest = async (nationalId = RAHIMA.nationalId) => (await inbox()).find(({ to }) => to === nationalId);

async function revoked(): Promise<{ key: string; before: number }[]> {
  const authorization = `Bearer ${await town.token('identity', {})}`;
  const answer = await fetch(`${town.urls.identity}/revocations`, { headers: { authorization } });
  return ((await answer.json()) as { revoked: { key: string; before: number }[] }).revoked;
}

async function consentsOf(id: string): Promise<Record<string, unknown>[]> {
  const { data } = await town.ask(
    'identity',
    citizen(id),
    '{ me { assistanceConsents { id entrepreneur(language: BN) centre services how revokedAt } } }',
  );
  const me = data?.me as { assistanceConsents: Record<string, unknown>[] } | undefined;
  return me?.assistanceConsents ?? [];
}

describe('consent', () => {
  beforeAll(() => works(KARIM.id, ['gulshan']));

  test('is asked for by a message that says who, where, for what and how long, in both languages', async () => {
    expect((await request(desk(KARIM.id))).userErrors).toEqual([]);
    const message = await newest();
    expect(message?.text.en).toBe(
      `Karim Uddin at Gulshan centre asks to do for you: Land mutation (e-namjari), Birth registration. If you agree, tell them the code ${message?.code}. It allows nothing else, for 30 minutes; STOP to this number ends it.`,
    );
    expect(message?.text.bn).toMatch(/^করিম উদ্দিন \(গুলশান কেন্দ্র\) আপনার হয়ে করতে চান/);
    expect(message?.text.bn).toContain('মেয়াদ ৩০ মিনিট');
  });

  test('does not say for what when one desk alone may know of it', async () => {
    const services = ['violence-report', 'land-mutation'];
    expect((await request(desk(KARIM.id), { services })).userErrors).toEqual([]);
    const text = (await newest())?.text;
    expect(text?.en).toContain('asks to do for you: A service, Land mutation (e-namjari). If you agree');
    expect(text?.bn).toContain('আপনার হয়ে করতে চান: একটি সেবা, নামজারি।');
  });

  test('names the centre by its code while `places` cannot say, and asks once for what it has said', async () => {
    await works(KARIM.id, ['gulshan', 'barishal']);
    isPlacesDown = true;
    await request(desk(KARIM.id), { centre: 'barishal' });
    isPlacesDown = false;
    expect((await newest())?.text.en).toMatch(/^Karim Uddin at barishal asks/);
    await request(desk(KARIM.id));
    expect(asked.filter((code) => code === 'gulshan')).toHaveLength(1);
  });

  test('is given by the code, for half an hour, and the citizen sees it', async () => {
    const { requestId } = await request(desk(KARIM.id));
    const { code } = (await newest()) ?? { code: null };
    const given = await confirm(desk(KARIM.id), requestId, code ?? '');
    expect(given.userErrors).toEqual([]);
    expect(given.subjectToken).toMatch(/^[\w-]{43}$/);
    const minutes = (new Date(given.expiresAt ?? 0).getTime() - clock.now().getTime()) / MINUTE_MS;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    expect((await consentsOf(RAHIMA.id))[0]).toEqual({
      id: given.consentId,
      entrepreneur: 'করিম উদ্দিন',
      centre: 'gulshan',
      services: ['land-mutation', 'birth-registration'],
      how: 'CODE',
      revokedAt: null,
    });
  });

  test('whose answer was lost is had again by the one who asked, and by nobody else', async () => {
    const { requestId } = await request(desk(KARIM.id));
    const code = (await newest())?.code ?? '';
    const first = await confirm(desk(KARIM.id), requestId, code);
    const second = await confirm(desk(KARIM.id), requestId, null);
    expect(second).toMatchObject({ consentId: first.consentId, userErrors: [] });
    expect(second.subjectToken).not.toBe(first.subjectToken);
    await works('person-abdul-karim', ['gulshan']);
    for (const typed of [null, code])
      expect(await confirm(desk('person-abdul-karim'), requestId, typed)).toMatchObject(
        refusal('NO_SUCH_REQUEST', 'requestId'),
      );
  });

  test('is not had by guessing, nor with a code that was sent for something else', async () => {
    const { requestId } = await request(desk(KARIM.id));
    const right = (await newest())?.code ?? '';
    const other = await request(desk(KARIM.id), { services: ['land-mutation'] });
    const otherCode = (await newest())?.code ?? '';
    // Two codes of six digits may be the same; then there is nothing to tell apart.
    if (otherCode !== right)
      expect(await confirm(desk(KARIM.id), requestId, otherCode)).toMatchObject(refusal('WRONG_CODE', 'code'));
    const wrong = (by: number) => String((Number(otherCode) + by) % 1_000_000).padStart(6, '0');
    for (const by of [1, 2, 3, 4])
      expect(await confirm(desk(KARIM.id), other.requestId, wrong(by))).toMatchObject(refusal('WRONG_CODE', 'code'));
    for (const late of [wrong(5), otherCode])
      expect(await confirm(desk(KARIM.id), other.requestId, late)).toMatchObject(refusal('TOO_MANY_TRIES', 'code'));
  });

  test('that is asked for again with the same key is the same request, and rings nobody up again', async () => {
    const idempotencyKey = crypto.randomUUID();
    const first = await request(desk(KARIM.id), { idempotencyKey });
    const before = await inbox();
    expect(await request(desk(KARIM.id), { idempotencyKey })).toEqual(first);
    expect(await inbox()).toEqual(before);
    expect(await request(desk(KARIM.id), { idempotencyKey, services: ['land-mutation'] })).toMatchObject(
      refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    );
    const another = crypto.randomUUID();
    const atOnce = await Promise.all([1, 2, 3].map(() => request(desk(KARIM.id), { idempotencyKey: another })));
    expect(new Set(atOnce.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('says nothing of who has a national ID', async () => {
    const before = await inbox();
    const nobody = await request(desk(KARIM.id), { citizenNationalId: '1999999999999' });
    expect(await inbox()).toEqual(before);
    expect(nobody).toEqual({ requestId: expect.stringMatching(/^[0-9A-Z]{26}$/), userErrors: [] });
    expect(await confirm(desk(KARIM.id), nobody.requestId, '123456')).toMatchObject(refusal('WRONG_CODE', 'code'));
  });

  test.each<[string, object, string, string]>([
    ['for oneself', { citizenNationalId: KARIM.nationalId }, 'OWN_CONSENT', 'citizenNationalId'],
    [
      'for oneself, written in another way',
      { citizenNationalId: `1985${KARIM.nationalId}` },
      'OWN_CONSENT',
      'citizenNationalId',
    ],
    ['at a centre where one does not work', { centre: 'uttara' }, 'NOT_AT_THIS_CENTRE', 'centre'],
    ['for what is no service', { services: ['land-mutation', 'everything'] }, 'NO_SUCH_SERVICE', 'services'],
    ['for a look-up, which needs none', { services: ['passport-status'] }, 'NO_SUCH_SERVICE', 'services'],
    ['for nothing', { services: [] }, 'TOO_FEW', 'services'],
    ['for six services', { services: Array(6).fill('land-mutation') }, 'TOO_MANY', 'services'],
  ])('is not asked for %s', async (_, input, code, field) => {
    const before = await inbox();
    expect(await request(desk(KARIM.id), input)).toMatchObject({ requestId: null, ...refusal(code, field) });
    expect(await inbox()).toEqual(before);
  });

  test('is asked for by nobody who is no entrepreneur, whatever their token says', async () => {
    expect(await request(desk(RAHIMA.id), { citizenNationalId: KARIM.nationalId })).toMatchObject(
      refusal('NOT_AT_THIS_CENTRE', 'centre'),
    );
    const { errors } = await town.ask(
      'identity',
      citizen(KARIM.id),
      'mutation { requestAssistance(input: { citizenNationalId: "1990123456789", services: ["land-mutation"], centre: "gulshan" }) { requestId } }',
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('what was handed in for a citizen', () => {
  const SERVED = {
    ...{ citizen: RAHIMA.id, entrepreneur: KARIM.id, centre: 'gulshan', service: 'land-mutation' },
    reference: 'LAND-7K3M-9QX2',
  };
  async function served(body: object, as = 'entrepreneurs'): Promise<number> {
    const authorization = await peerAuthorization('identity', await readKeys(town.keysDirectory, as));
    const answer = await fetch(`${town.urls.identity}/served-citizens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
    return answer.status;
  }

  test('is told to them in both languages: what, which number, by whom and where', async () => {
    expect(await served(SERVED)).toBe(200);
    expect(await newest()).toMatchObject({
      code: null,
      text: {
        en: 'Karim Uddin at Gulshan centre has handed in for you: Land mutation (e-namjari), number LAND-7K3M-9QX2. If you did not agree to it, send STOP to this number and tell the centre.',
        bn: expect.stringMatching(/^করিম উদ্দিন \(গুলশান কেন্দ্র\) আপনার হয়ে জমা দিয়েছেন: নামজারি, নম্বর LAND-7K3M-9QX2।/),
      },
    });
  });

  test('is told without its name or number when one desk alone may know of it: whoever has the mobile may be whom it is about', async () => {
    const reference = 'WOMEN-CHILDREN-7K3M-9QX2';
    expect(await served({ ...SERVED, service: 'violence-report', reference })).toBe(200);
    expect((await newest())?.text).toEqual({
      en: 'Karim Uddin at Gulshan centre has handed in for you: A service. If you did not agree to it, send STOP to this number and tell the centre.',
      bn: expect.stringMatching(/^করিম উদ্দিন \(গুলশান কেন্দ্র\) আপনার হয়ে জমা দিয়েছেন: একটি সেবা। আপনি/),
    });
    expect(JSON.stringify(await newest())).not.toMatch(/violence|নির্যাতন|WOMEN/i);
  });

  test('is heard from nobody but entrepreneurs, and nothing that is none', async () => {
    const before = await inbox();
    expect(await served(SERVED, 'applications')).toBe(401);
    expect(await served({ ...SERVED, reference: 7 })).toBe(400);
    expect(await inbox()).toEqual(before);
  });
});

describe('for who has neither phone nor card, a second person', () => {
  const SECOND = 'person-abdul-karim';
  beforeAll(async () => {
    await works(KARIM.id, ['gulshan']);
    await works(SECOND, ['gulshan']);
    await works('person-bimal-kanti-roy', ['uttara']);
  });

  test('at the centre speaks for one service; it is marked, and the citizen is told', async () => {
    const { requestId } = await request(desk(KARIM.id), { services: ['land-mutation'] });
    expect(await vouch(desk(SECOND), requestId)).toEqual({ requestId, userErrors: [] });
    const given = await confirm(desk(KARIM.id), requestId, null);
    expect(given.subjectToken).toMatch(/^[\w-]{43}$/);
    expect((await consentsOf(RAHIMA.id))[0]).toMatchObject({ id: given.consentId, how: 'SECOND_PERSON' });
    expect((await newest())?.text.en).toContain('A second person there has confirmed');
  });

  test.each<[string, string, object, string]>([
    ['is not the one who asked', KARIM.id, {}, 'NOT_THE_SAME_PERSON'],
    ['works at the same centre', 'person-bimal-kanti-roy', {}, 'NOT_THE_SAME_PERSON'],
    ['holds the role', RAHIMA.id, {}, 'NOT_THE_SAME_PERSON'],
    ['speaks for one service only', SECOND, { services: ['land-mutation', 'birth-registration'] }, 'ONE_SERVICE_ONLY'],
  ])('%s', async (_, second, input, code) => {
    const { requestId } = await request(desk(KARIM.id), { services: ['land-mutation'], ...input });
    expect(await vouch(desk(second), requestId)).toMatchObject(refusal(code, 'requestId'));
    expect(await confirm(desk(KARIM.id), requestId, '000000')).toMatchObject({ subjectToken: null });
  });

  test('is reviewed by an auditor, once, and never by one who had a part in it', async () => {
    const { requestId } = await request(desk(KARIM.id), { services: ['land-mutation'] });
    await vouch(desk(SECOND), requestId);
    const waiting = async () => {
      const answer = await town.ask(
        'identity',
        auditor('person-auditor'),
        '{ vouchedAssistance(first: 100) { nodes { id entrepreneur secondPerson centre service finding } } }',
      );
      const list = answer.data?.vouchedAssistance as { nodes: { id: string }[] } | undefined;
      return list?.nodes.filter(({ id }) => id === requestId);
    };
    const review = async (as: TestCaller) =>
      payload(
        await town.ask(
          'identity',
          as,
          `mutation ($input: ReviewAssistanceInput!) { payload: reviewAssistance(input: $input) {
            consent { id finding } userErrors { code field } } }`,
          { input: { consentId: requestId, finding: 'The citizen was asked and agrees.' } },
        ),
      );
    expect(await waiting()).toMatchObject([
      { entrepreneur: 'Karim Uddin', secondPerson: 'Abdul Karim', centre: 'gulshan', service: 'land-mutation' },
    ]);
    for (const ofIt of [KARIM.id, SECOND, RAHIMA.id])
      expect(await review(auditor(ofIt))).toMatchObject(refusal('NOT_TO_REVIEW', 'consentId'));
    expect(await review(auditor('person-auditor'))).toMatchObject({
      consent: { id: requestId, finding: 'The citizen was asked and agrees.' },
    });
    expect(await waiting()).toEqual([]);
    expect(await review(auditor('person-auditor'))).toMatchObject(refusal('NOT_TO_REVIEW', 'consentId'));
    const { errors } = await town.ask('identity', desk(SECOND), '{ vouchedAssistance { totalCount } }');
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('cannot speak for a person whom nobody knows', async () => {
    const { requestId } = await request(desk(KARIM.id), {
      citizenNationalId: '1999999999998',
      services: ['land-mutation'],
    });
    expect(await vouch(desk(SECOND), requestId)).toMatchObject(refusal('NO_SUCH_REQUEST', 'requestId'));
  });
});

describe('for who has no phone, a card', () => {
  beforeAll(async () => {
    await works(KARIM.id, ['gulshan']);
    await works('person-abdul-karim', ['gulshan']);
  });

  async function issue(by: string, citizenNationalId = RAHIMA.nationalId) {
    const answer = await town.ask(
      'identity',
      desk(by),
      `mutation ($input: IssueConsentCardInput!) { payload: issueConsentCard(input: $input) {
        card { cardNumber codes { number code } validUntil } userErrors { code field } } }`,
      { input: { citizenNationalId, centre: 'gulshan' } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.payload as {
      card: { cardNumber: string; codes: { number: number; code: string }[] } | null;
      userErrors: { code: string }[];
    };
  }
  type Card = NonNullable<Awaited<ReturnType<typeof issue>>['card']>;
  const byCard = async (card: Card | null, number: number, input: object = {}, caller = desk(KARIM.id)) =>
    payload(
      await town.ask(
        'identity',
        caller,
        `mutation ($input: AssistByCardInput!) { payload: assistByCard(input: $input) {
          consentId subjectToken userErrors { code field } } }`,
        {
          input: {
            ...{ citizenNationalId: RAHIMA.nationalId, services: ['land-mutation'], centre: 'gulshan' },
            ...{ cardNumber: card?.cardNumber, codeNumber: number, code: card?.codes[number - 1]?.code },
            idempotencyKey: crypto.randomUUID(),
            ...input,
          },
        },
      ),
    );
  const wrongCode = (card: Card | null, number: number) => ({
    code: card?.codes[number - 1]?.code === '000000' ? '000001' : '000000',
  });

  test('gives consent by one of its codes, once, and rings nobody up', async () => {
    const { card } = await issue('person-abdul-karim');
    const before = await inbox();
    const given = await byCard(card, 7);
    expect(given).toMatchObject({ subjectToken: expect.stringMatching(/^[\w-]{43}$/), userErrors: [] });
    expect((await consentsOf(RAHIMA.id))[0]).toMatchObject({ id: given.consentId, how: 'CARD' });
    expect(await byCard(card, 7)).toMatchObject({ subjectToken: null, ...refusal('CARD_CODE_USED', 'codeNumber') });
    expect(await inbox()).toEqual(before);
  });

  test('asked again with the same key, also at once, gives the same consent and uses no other code', async () => {
    const { card } = await issue('person-abdul-karim');
    const idempotencyKey = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => byCard(card, 2, { idempotencyKey })));
    answers.push(await byCard(card, 2, { idempotencyKey }));
    expect(new Set(answers.map(({ consentId }) => consentId)).size).toBe(1);
    expect(new Set(answers.map(({ subjectToken }) => subjectToken)).size).toBe(answers.length);
    expect(await byCard(card, 3, { idempotencyKey, services: ['birth-registration'] })).toMatchObject({
      subjectToken: null,
      ...refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    });
    expect((await byCard(card, 3)).userErrors).toEqual([]);
  });

  test('has as many citizens served as there are right codes, more than messages could be sent', async () => {
    for (const _ of [1, 2, 3, 4]) {
      const { card } = await issue('person-abdul-karim');
      for (const { number } of card?.codes ?? []) expect((await byCard(card, number)).userErrors).toEqual([]);
    }
  });

  test('of one citizen opens nothing of another’s, and does not say whether there is somebody', async () => {
    const { card } = await issue('person-abdul-karim', '1974234567803');
    for (const citizenNationalId of [RAHIMA.nationalId, '1999999999999'])
      expect(await byCard(card, 1, { citizenNationalId })).toMatchObject({
        ...{ consentId: null, subjectToken: null },
        ...refusal('WRONG_CARD_CODE', null),
      });
  });

  test('is not guessed: one entrepreneur has so many wrong tries, with all cards together and also at once', async () => {
    const codes: (string | undefined)[] = [];
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      const { card } = await issue('person-abdul-karim');
      const tries = await Promise.all([1, 2, 3, 4, 5].map(() => byCard(card, 1, wrongCode(card, 1))));
      codes.push(...tries.map(({ userErrors: [error] }) => error?.code));
    }
    expect(codes.filter((code) => code === 'WRONG_CARD_CODE')).toHaveLength(30);
    expect(codes.filter((code) => code === 'TOO_MANY_WRONG_CARDS')).toHaveLength(5);
    const { card } = await issue('person-abdul-karim');
    expect(await byCard(card, 1)).toMatchObject(refusal('TOO_MANY_WRONG_CARDS', null));
    lead += 16 * MINUTE_MS;
    expect((await byCard(card, 1)).userErrors).toEqual([]);
  });

  test.each<[string, TestCaller, object, string, string | null]>([
    ['at a centre where one does not work', desk(KARIM.id), { centre: 'uttara' }, 'NOT_AT_THIS_CENTRE', 'centre'],
    ['by who is no entrepreneur', desk(RAHIMA.id), {}, 'NOT_AT_THIS_CENTRE', 'centre'],
    ['for what is no service', desk(KARIM.id), { services: ['everything'] }, 'NO_SUCH_SERVICE', 'services'],
    ['for oneself', desk(KARIM.id), { citizenNationalId: KARIM.nationalId }, 'OWN_CONSENT', 'citizenNationalId'],
    ['by who has handed it out', desk('person-abdul-karim'), {}, 'CARD_FROM_ONES_OWN_HAND', 'cardNumber'],
  ])('is not used %s', async (_, caller, input, code, field) => {
    const { card } = await issue('person-abdul-karim');
    expect(await byCard(card, 1, input, caller)).toMatchObject({ subjectToken: null, ...refusal(code, field) });
    expect((await byCard(card, 1)).userErrors).toEqual([]);
  });

  test('whose consent has ended meanwhile says so, and which it was', async () => {
    const { card } = await issue('person-abdul-karim');
    const idempotencyKey = crypto.randomUUID();
    const { consentId } = await byCard(card, 1, { idempotencyKey });
    lead += 31 * MINUTE_MS;
    expect(await byCard(card, 1, { idempotencyKey })).toEqual({
      ...{ consentId, subjectToken: null },
      ...refusal('CONSENT_OVER', 'idempotencyKey'),
    });
  });

  test('is asked for by one entrepreneur only so often: each answer says whether there is such a citizen', async () => {
    const asked = await Promise.all(Array.from({ length: 65 }, () => issue(KARIM.id, '1999999999999')));
    const codes = asked.map(({ userErrors: [error] }) => error?.code);
    expect(codes.filter((code) => code === 'NO_SUCH_PERSON')).toHaveLength(60);
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(5);
  });

  test('is handed out by who works there, to somebody else', async () => {
    expect(await issue(KARIM.id, KARIM.nationalId)).toMatchObject({ card: null, ...refusal('CARD_FOR_ONESELF', null) });
    expect(await issue(RAHIMA.id, KARIM.nationalId)).toMatchObject(refusal('NOT_AT_THIS_CENTRE', 'centre'));
    expect((await newest('1974234567803'))?.text.en).toContain('has printed a card');
  });
});

describe('while the fees that a desk holds have reached the limit', () => {
  const SECOND = 'person-abdul-karim';
  const worksWithLimit = (atLimit: readonly string[]) => works(KARIM.id, ['gulshan', 'uttara'], town, atLimit);
  beforeAll(() => works(SECOND, ['gulshan']));
  beforeEach(() => worksWithLimit([]));

  test('nobody is asked for consent there, by a message or a card; elsewhere they are', async () => {
    await worksWithLimit(['gulshan']);
    const before = await inbox();
    expect(await request(desk(KARIM.id))).toMatchObject(refusal('BALANCE_LIMIT', 'centre'));
    const answer = await town.ask(
      'identity',
      desk(KARIM.id),
      `mutation ($input: AssistByCardInput!) { payload: assistByCard(input: $input) {
        consentId userErrors { code field } } }`,
      {
        input: {
          ...{ citizenNationalId: RAHIMA.nationalId, services: ['land-mutation'], centre: 'gulshan' },
          ...{ cardNumber: '1234-5678-9012', codeNumber: 1, code: '000000', idempotencyKey: crypto.randomUUID() },
        },
      },
    );
    expect(payload(answer)).toMatchObject(refusal('BALANCE_LIMIT', 'centre'));
    expect(await inbox()).toEqual(before);
    expect((await request(desk(KARIM.id), { centre: 'uttara' })).userErrors).toEqual([]);
  });

  test('a request of before waits: its code, and a second person, count when the fees are paid in', async () => {
    const { requestId } = await request(desk(KARIM.id), { services: ['land-mutation'] });
    const code = (await newest())?.code ?? null;
    await worksWithLimit(['gulshan']);
    expect(await confirm(desk(KARIM.id), requestId, code)).toMatchObject(refusal('BALANCE_LIMIT', 'requestId'));
    expect(await vouch(desk(SECOND), requestId)).toMatchObject(refusal('BALANCE_LIMIT', 'requestId'));
    await worksWithLimit([]);
    expect((await confirm(desk(KARIM.id), requestId, code)).userErrors).toEqual([]);
  });

  test('what is consented to already goes on', async () => {
    const { requestId } = await request(desk(KARIM.id));
    expect((await confirm(desk(KARIM.id), requestId, (await newest())?.code ?? null)).userErrors).toEqual([]);
    await worksWithLimit(['gulshan']);
    expect((await confirm(desk(KARIM.id), requestId, null)).userErrors).toEqual([]);
  });
});

describe('a consent ends', () => {
  beforeAll(() => works(KARIM.id, ['gulshan']));

  async function given(): Promise<string> {
    const { requestId } = await request(desk(KARIM.id));
    const { consentId } = await confirm(desk(KARIM.id), requestId, (await newest())?.code ?? '');
    return consentId ?? '';
  }
  const revoke = async (id: string, consentId: string) =>
    payload(
      await town.ask(
        'identity',
        citizen(id),
        'mutation ($input: RevokeAssistanceInput!) { payload: revokeAssistance(input: $input) { userErrors { code field } } }',
        { input: { consentId } },
      ),
    );
  /** With every token by it, also one that is being made in this moment. */
  const isEnded = async (consentId: string) => {
    const soon = clock.now().getTime() / 1000 + 60;
    return (await revoked()).some(({ key, before }) => key === `consent:${consentId}` && before > soon);
  };
  const sms = (from: string, text: string) =>
    fetch(`${town.urls.identity}/development/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from, text }),
    });

  test('when the citizen takes it back in their account, and nobody else can', async () => {
    const consentId = await given();
    expect(await revoke(KARIM.id, consentId)).toEqual(refusal('NO_SUCH_CONSENT', 'consentId'));
    expect(await isEnded(consentId)).toBe(false);
    expect(await revoke(RAHIMA.id, consentId)).toEqual({ userErrors: [] });
    expect(await isEnded(consentId)).toBe(true);
    expect(await revoke(RAHIMA.id, consentId)).toEqual(refusal('NO_SUCH_CONSENT', 'consentId'));
    expect(await confirm(desk(KARIM.id), consentId, null)).toMatchObject(refusal('NO_SUCH_REQUEST', 'requestId'));
  });

  test.each(['STOP', ' stop ', 'বন্ধ'])('when the citizen sends "%s" from their mobile', async (keyword) => {
    const consentId = await given();
    await sms('01999999999', keyword);
    await sms(RAHIMA.mobile, 'hello');
    expect(await isEnded(consentId)).toBe(false);
    await sms(`+88${RAHIMA.mobile}`, keyword);
    expect(await isEnded(consentId)).toBe(true);
    expect((await newest())?.text.en).toMatch(/^Your consents have ended: \d+\./);
  });

  test('by itself after half an hour', async () => {
    const { requestId } = await request(desk(KARIM.id));
    await confirm(desk(KARIM.id), requestId, (await newest())?.code ?? '');
    lead += 31 * MINUTE_MS;
    expect(await confirm(desk(KARIM.id), requestId, null)).toMatchObject(refusal('NO_SUCH_REQUEST', 'requestId'));
  });
});

test('while messages do not get through, whoever asks a citizen is told to wait, whether there is such a citizen or not', async () => {
  const gateway = { SMS_GATEWAY_URL: 'http://127.0.0.1:9/nobody-listens', SMS_GATEWAY_TOKEN: 'a token' };
  const late = await startSubgraphs({ identity, entrepreneurs, places }, { environment: gateway });
  try {
    await works(KARIM.id, ['gulshan'], late);
    const ask = (citizenNationalId: string) => request(desk(KARIM.id), { citizenNationalId }, late);
    expect((await ask('1999999999999')).requestId).not.toBeNull();
    const told = refusal('MESSAGES_LATE', null);
    await expect.poll(() => ask(RAHIMA.nationalId)).toMatchObject(told);
    expect(await ask('1999999999998')).toMatchObject(told);
  } finally {
    await late.stop();
  }
});

test('in production a message comes in from the SMS gateway only, by its token', async () => {
  const gateway = { SMS_GATEWAY_URL: 'https://sms.example', SMS_GATEWAY_TOKEN: 'a token' };
  const production = await startSubgraphs({ identity }, { environment: { MODE: 'production', ...gateway } });
  const bring = async (path: string, authorization: string) => {
    const body = JSON.stringify({ from: RAHIMA.mobile, text: 'STOP' });
    const headers = { 'content-type': 'application/json', authorization };
    return (await fetch(`${production.urls.identity}${path}`, { method: 'POST', headers, body })).status;
  };
  try {
    expect(await bring('/development/sms', 'Bearer a token')).toBe(404);
    for (const wrong of ['', 'Bearer', 'Bearer a tokem', 'a token', 'Bearer a token, a token'])
      expect(await bring('/incoming-sms', wrong)).toBe(401);
    expect(await bring('/incoming-sms', 'Bearer a token')).toBe(200);
  } finally {
    await production.stop();
  }
});
