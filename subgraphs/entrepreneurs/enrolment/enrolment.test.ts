/** From the application to the card and beyond, through the subgraph's own endpoint. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, citizen, official, type TestCaller } from '#kit/test/harness.ts';
import { entrepreneur, OPERATOR, startTown, type Town } from '../test/town.ts';

const START = new Date('2026-03-10T06:00:00Z');
let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

let number = 0;
let person = '';
beforeEach(() => {
  person = `person-${++number}`;
  town.clock.at = START;
});

const check = (cardNumber: string) =>
  town.ask<{ isValid: boolean; verdict: string; centres: { code: string }[] }>(
    `query ($cardNumber: String!) { answer: verifyEntrepreneur(cardNumber: $cardNumber) {
      isValid verdict name photoReference validUntil centres { code } en: message bn: message(language: BN) } }`,
    { cardNumber },
  );
const lastTold = () => town.lastRole(person);
const steps = async (id: string) =>
  (
    await town.ask<{ steps: { nodes: { what: string }[] } }>(
      'query ($id: ID!) { answer: entrepreneur(id: $id) { steps { nodes { what role centre reason } } } }',
      { id },
      OPERATOR,
    )
  ).steps.nodes;

describe('becoming an entrepreneur', () => {
  test('takes an application, an operator who accepts, and three tests; the last one gives the card', async () => {
    const id = (await town.apply(person)).entrepreneur?.id ?? '';
    expect(
      await town.takeTest('forms-and-papers', citizen(person), { answers: [{ question: 'slip', choice: 'b' }] }),
    ).toMatchObject({
      userErrors: [{ code: 'NOT_IN_TRAINING' }],
    });
    const { entrepreneur } = await town.step('screenEntrepreneur', id, { decision: 'ACCEPT', reason: 'good papers' });
    expect(entrepreneur?.stage).toBe('IN_TRAINING');
    const [one = '', two = '', three = ''] = town.CERTIFICATE;
    for (const module of [one, two]) await town.takeTest(module, citizen(person));
    expect(await town.cardOf(id)).toBeNull();
    await town.takeTest(three, citizen(person));
    expect(await town.cardOf(id)).toEqual({
      number: expect.stringMatching(/^\d{4}-\d{4}-\d$/),
      validUntil: '2028-03-10',
    });
    expect(await steps(id)).toEqual([
      { what: 'CERTIFIED', role: 'PLATFORM', centre: null, reason: null },
      { what: 'ACCEPTED', role: 'OPERATOR', centre: null, reason: 'good papers' },
      { what: 'APPLIED', role: 'SELF', centre: null, reason: null },
    ]);
  });

  test('a repeat with the same key applies once, also at once; another request with it is refused', async () => {
    const idempotencyKey = town.key();
    const answers = await Promise.all([1, 2, 3].map(() => town.apply(person, { idempotencyKey })));
    expect(new Set(answers.map(({ entrepreneur }) => entrepreneur?.id)).size).toBe(1);
    expect((await town.apply(person, { idempotencyKey, centre: 'uttara' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' },
    ]);
    expect((await town.apply(person)).userErrors).toMatchObject([{ code: 'ALREADY_APPLIED' }]);
  });

  test('who was refused reads why, and may apply again', async () => {
    const id = (await town.apply(person)).entrepreneur?.id ?? '';
    await town.step('screenEntrepreneur', id, { decision: 'REFUSE', reason: 'the photo is of somebody else' });
    const own = await town.ask(
      '{ answer: ownEntrepreneur { stage steps(first: 1) { nodes { what reason } } } }',
      {},
      citizen(person),
    );
    expect(own).toEqual({
      stage: 'REFUSED',
      steps: { nodes: [{ what: 'REFUSED', reason: 'the photo is of somebody else' }] },
    });
    const again = await town.apply(person, { photo: await town.uploaded(person, 'photo') });
    expect(again.entrepreneur).toEqual({ id, stage: 'APPLIED' });
  });

  test('what is withdrawn before it was screened is not screened, and may be applied for again; after it, nothing is withdrawn', async () => {
    const withdraw = (idempotencyKey = town.key()) =>
      town.mutate('withdrawEntrepreneurApplication', { idempotencyKey }, 'entrepreneur { id stage }', citizen(person));
    expect(await withdraw()).toMatchObject({ userErrors: [{ code: 'NOT_AN_ENTREPRENEUR' }] });
    const id = (await town.apply(person)).entrepreneur?.id ?? '';
    const withdrawn = { entrepreneur: { id, stage: 'WITHDRAWN' }, userErrors: [] };
    const key = town.key();
    expect(await withdraw(key)).toEqual(withdrawn);
    expect(await withdraw(key)).toEqual(withdrawn);
    const decision = { decision: 'ACCEPT', reason: 'good papers' };
    expect((await town.step('screenEntrepreneur', id, decision)).userErrors).toMatchObject([{ code: 'WRONG_STAGE' }]);
    expect((await town.apply(person, { centre: 'uttara' })).entrepreneur).toEqual({ id, stage: 'APPLIED' });
    await town.step('screenEntrepreneur', id, decision);
    expect(await withdraw()).toMatchObject({ userErrors: [{ code: 'WRONG_STAGE' }] });
  });

  test('a centre that there is not takes nobody, nor any while `places` cannot say', async () => {
    const refusal = (code: string) => [{ code, field: 'centre', bn: expect.stringMatching(/\p{Script=Bengali}/u) }];
    expect((await town.apply(person, { centre: 'atlantis' })).userErrors).toMatchObject(refusal('NO_SUCH_CENTRE'));
    const id = await town.accepted(person);
    const assigned = async (centre: string) => (await town.step('assignEntrepreneur', id, { centre })).userErrors;
    expect(await assigned('atlantis')).toMatchObject(refusal('NO_SUCH_CENTRE'));
    town.heard.isPlacesDown = true;
    expect(await assigned('gulshan')).toMatchObject(refusal('CENTRES_UNKNOWN'));
    expect((await town.apply('somebody', {})).userErrors).toMatchObject(refusal('CENTRES_UNKNOWN'));
    town.heard.isPlacesDown = false;
    expect(await assigned('gulshan')).toEqual([]);
  });

  test.each([
    ['an empty name', { nameEn: ' ' }, 'nameEn', 'REQUIRED'],
    ['no document', { documents: [] }, 'documents', 'TOO_FEW'],
    ['a centre that is no code', { centre: 'Gulshan Avenue' }, 'centre', 'PATTERN'],
    ['a key that is too short', { idempotencyKey: 'x' }, 'idempotencyKey', 'TOO_SHORT'],
  ])('with %s is refused in both languages', async (_, changes, field, code) => {
    const { entrepreneur, userErrors } = await town.apply(person, changes);
    expect(entrepreneur).toBeNull();
    expect(userErrors).toMatchObject([{ field, code, bn: expect.stringMatching(/\p{Script=Bengali}/u) }]);
  });

  test.each<[string, (person: string) => Promise<object>, string, string]>([
    ['a photo that is none', async () => ({ photo: 'photo.jpg' }), 'photo', 'NOT_A_DOCUMENT'],
    [
      'a signature of nobody',
      async (own) => ({ photo: `${await town.uploaded(own, 'photo')}x` }),
      'photo',
      'NOT_A_DOCUMENT',
    ],
    ["another's photo", async () => ({ photo: await town.uploaded('karim', 'photo') }), 'photo', 'DOCUMENT_OF_ANOTHER'],
    [
      'a bill as photo',
      async (own) => ({ photo: await town.uploaded(own, 'invoice') }),
      'photo',
      'DOCUMENT_OF_OTHER_KIND',
    ],
    [
      "another's papers",
      async () => ({ documents: [await town.uploaded('karim', 'nid')] }),
      'documents.0',
      'DOCUMENT_OF_ANOTHER',
    ],
  ])('with %s is refused', async (_, changes, field, code) => {
    const { userErrors } = await town.apply(person, await changes(person));
    expect(userErrors).toMatchObject([{ field, code, bn: expect.stringMatching(/\p{Script=Bengali}/u) }]);
  });

  test('an operator decides once; a repeat changes nothing', async () => {
    const id = await town.accepted(person);
    const decision = { decision: 'ACCEPT', reason: 'good papers' };
    expect((await town.step('screenEntrepreneur', id, decision)).userErrors).toEqual([]);
    expect(await steps(id)).toHaveLength(2);
    const late = await town.step('screenEntrepreneur', id, { decision: 'REFUSE', reason: 'on second thought' });
    expect(late.userErrors).toMatchObject([{ code: 'WRONG_STAGE', en: expect.stringContaining('in training') }]);
  });

  test('of ten operators at once one decides, and all is in the log once', async () => {
    const id = (await town.apply(person)).entrepreneur?.id ?? '';
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        town.mutate<{ entrepreneur: unknown }>(
          'screenEntrepreneur',
          { entrepreneurId: id, decision: index % 2 ? 'ACCEPT' : 'REFUSE', reason: `reason ${index}` },
          'entrepreneur { id }',
          { sub: `operator-${index}`, scope: 'operator' },
        ),
      ),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(await steps(id)).toHaveLength(2);
  });
});

describe('the role', () => {
  test('is held by who is certified and assigned; identity is told before the operator has the answer', async () => {
    const id = await town.certified(person);
    await expect.poll(lastTold).toMatchObject({ isHeld: true, centres: [] });
    expect((await town.step('assignEntrepreneur', id, { centre: 'gulshan' })).entrepreneur?.isInForce).toBe(true);
    expect(lastTold()).toMatchObject({ isHeld: true, centres: ['gulshan'], validUntil: '2028-03-10' });
    await town.step('assignEntrepreneur', id, { centre: 'uttara' });
    await town.step('unassignEntrepreneur', id, { centre: 'gulshan', reason: 'moved' });
    await expect.poll(lastTold).toMatchObject({ centres: ['uttara'] });
  });

  test('ends with a suspension at once, and is there again after it', async () => {
    const id = await town.working(person);
    const { number: card } = await town.cardOf(id);
    const { entrepreneur } = await town.step('suspendEntrepreneur', id, { reason: 'took more than the tariff' });
    expect(entrepreneur?.isInForce).toBe(false);
    await expect.poll(lastTold).toMatchObject({ isHeld: false });
    expect(await check(card)).toMatchObject({ isValid: false, verdict: 'SUSPENDED', centres: [] });
    expect((await town.step('suspendEntrepreneur', id, { reason: 'another reason' })).userErrors).toMatchObject([
      { code: 'ALREADY_SUSPENDED' },
    ]);
    await town.step('reinstateEntrepreneur', id, { reason: 'the complaint was not upheld' });
    await expect.poll(lastTold).toMatchObject({ isHeld: true });
    expect(await check(card)).toMatchObject({ isValid: true });
  });

  test('that identity did not hear of is told when it answers again', async () => {
    const id = await town.working(person);
    town.heard.isDown = true;
    await town.step('suspendEntrepreneur', id, { reason: 'while identity is down' });
    expect(lastTold()).toMatchObject({ isHeld: true });
    town.heard.isDown = false;
    await expect.poll(lastTold).toMatchObject({ isHeld: false });
  });

  test.each([
    ['twice at one centre', 'assignEntrepreneur', { centre: 'gulshan' }, 'ALREADY_ASSIGNED'],
    ['away from where they are not', 'unassignEntrepreneur', { centre: 'nilkhet', reason: 'moved' }, 'NOT_ASSIGNED'],
    ['back from no suspension', 'reinstateEntrepreneur', { reason: 'because' }, 'NOT_SUSPENDED'],
  ])('is not moved %s', async (_, field, input, code) => {
    const id = await town.working(person, 'gulshan', 'uttara');
    expect((await town.step(field, id, input)).userErrors).toMatchObject([
      { code, bn: expect.stringMatching(/\p{Script=Bengali}/u) },
    ]);
  });

  test('is given at five centres at most', async () => {
    const id = await town.working(person, 'one', 'two', 'three', 'four', 'five');
    expect((await town.step('assignEntrepreneur', id, { centre: 'six' })).userErrors).toMatchObject([
      { code: 'TOO_MANY_CENTRES' },
    ]);
  });

  test('of nobody is told to be none', async () => {
    expect((await town.step('suspendEntrepreneur', 'nobody', { reason: 'because' })).userErrors).toMatchObject([
      { code: 'NO_SUCH_ENTREPRENEUR', field: 'entrepreneurId' },
    ]);
  });
});

describe("an entrepreneur's card", () => {
  test('is checked by anybody, in either script, who learns what the card shows and no more', async () => {
    const id = await town.working(person);
    const { number: card } = await town.cardOf(id);
    const seen = {
      isValid: true,
      verdict: 'VALID',
      name: 'Salma Khatun',
      photoReference: `photo/photo-of-${person}`,
      validUntil: '2028-03-10',
      centres: [{ code: 'gulshan' }],
      en: expect.stringContaining('valid'),
      bn: expect.stringContaining('বৈধ'),
    };
    expect(await check(card)).toEqual(seen);
    const inBangla = card.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? digit).replaceAll('-', ' ');
    expect(await check(inBangla)).toEqual(seen);
  });

  test('with a wrong digit is no number; one that nobody has is told so', async () => {
    const { number: card } = await town.cardOf(await town.certified(person));
    const digits = card.replaceAll('-', '');
    const wrong = `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`;
    expect(await check(wrong)).toMatchObject({ isValid: false, verdict: 'MISTYPED', name: null });
    expect(await check('5724')).toMatchObject({ verdict: 'NO_SUCH_CARD', name: null, photoReference: null });
    expect(await check(card)).toMatchObject({ verdict: 'NOT_ASSIGNED', centres: [] });
  });

  test('ends after its last day', async () => {
    const { number: card } = await town.cardOf(await town.working(person));
    town.clock.at = new Date('2028-03-10T17:59:00Z');
    expect(await check(card)).toMatchObject({ verdict: 'VALID' });
    town.clock.at = new Date('2028-03-10T18:00:00Z');
    expect(await check(card)).toMatchObject({ verdict: 'EXPIRED', centres: [] });
  });

  test('has a QR code with its number', async () => {
    await town.certified(person);
    const { card } = await town.ask<{ card: { qrText: string; qrSvg: string } }>(
      '{ answer: ownEntrepreneur { card { qrText qrSvg } } }',
      {},
      citizen(person),
    );
    expect(card.qrText).toMatch(/^nagarik:entrepreneur\/\d{9}$/);
    expect(card.qrSvg).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });

  test('is renewed in its last days by who has passed the refresher, from the old end on', async () => {
    const id = await town.working(person);
    const renew = (idempotencyKey = town.key(), as: TestCaller = entrepreneur(person)) =>
      town.mutate<{ entrepreneur: { card: { validUntil: string } } | null }>(
        'renewEntrepreneurCard',
        { idempotencyKey },
        'entrepreneur { card { validUntil } }',
        as,
      );
    expect((await renew()).userErrors).toMatchObject([
      { code: 'TOO_EARLY_TO_RENEW', en: expect.stringContaining('2028-01-10') },
    ]);
    await town.takeTest('refresher', entrepreneur(person));
    town.clock.at = new Date('2028-02-01T06:00:00Z');
    expect((await renew()).userErrors).toMatchObject([{ code: 'REFRESHER_NOT_PASSED' }]);
    expect((await town.takeTest('refresher', entrepreneur(person))).result?.isPassed).toBe(true);
    const key = town.key();
    for (const answer of [await renew(key), await renew(key)])
      expect(answer.entrepreneur?.card.validUntil).toBe('2030-03-10');
    expect((await renew()).userErrors).toMatchObject([{ code: 'TOO_EARLY_TO_RENEW' }]);
    expect((await steps(id)).filter(({ what }) => what === 'RENEWED')).toHaveLength(1);
  });
});

describe('who sees what', () => {
  test('an operator lists them, by stage, centre and suspension', async () => {
    const id = await town.working(person, `centre-${number}`);
    const listed = (filter: object) =>
      town.ask<{ nodes: { id: string }[]; totalCount: number }>(
        'query ($filter: EntrepreneurFilter) { answer: entrepreneurs(filter: $filter) { totalCount nodes { id } } }',
        { filter },
        OPERATOR,
      );
    const here = { totalCount: 1, nodes: [{ id }] };
    expect(await listed({ centre: `centre-${number}` })).toEqual(here);
    expect(await listed({ centre: `centre-${number}`, stage: 'CERTIFIED', isSuspended: false })).toEqual(here);
    expect(await listed({ centre: `centre-${number}`, isSuspended: true })).toMatchObject({ totalCount: 0 });
    expect((await listed({ stage: 'REFUSED' })).nodes).not.toContainEqual({ id });
  });

  test.each<[string, TestCaller, string]>([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['a citizen', citizen('rahima'), 'FORBIDDEN'],
    ['an official', official('land'), 'FORBIDDEN'],
    ['an entrepreneur', entrepreneur('somebody'), 'FORBIDDEN'],
  ])("%s sees no list, and takes no operator's step", async (_, as, code) => {
    const id = await town.working(person);
    for (const query of [
      '{ entrepreneurs { totalCount } }',
      `{ entrepreneur(id: "${id}") { name } }`,
      `mutation { suspendEntrepreneur(input: { entrepreneurId: "${id}", reason: "because" }) { userErrors { code } } }`,
      `mutation { assignEntrepreneur(input: { entrepreneurId: "${id}", centre: "uttara" }) { userErrors { code } } }`,
    ]) {
      const { data, errors } = await town.subgraphs.ask('entrepreneurs', as, query);
      expect(Object.values(data ?? {})).toEqual([null]);
      expect(errors?.[0]?.extensions?.code).toBe(code);
    }
    expect(lastTold()).toMatchObject({ isHeld: true, centres: ['gulshan'] });
  });
});
