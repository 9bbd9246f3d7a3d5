/** The log as citizens, auditors and subgraphs meet it, through the subgraph's own endpoint. The test is the writer. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCESSES_PATH, readTaken } from '#kit/access-log/access-event.ts';
import { idBeside } from '#kit/access-log/blocks.ts';
import { type AccessEntry, genesis, type Head, link } from '#kit/access-log/chain.ts';
import type { Look } from '#kit/access-log/look.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { type Peer, peer } from '#kit/peer.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { anonymous, citizen, type Harness, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import accessLog from './index.ts';
import { MOST_LOOKED_UP_A_DAY, MOST_PEOPLE_A_DAY } from './unusual.ts';

const WRITER = 'applications';
const NOON = '2026-03-03T06:00:00Z';
const AUDITOR: TestCaller = { sub: 'auditor-1', scope: 'auditor' };
const FOCAL_POINT: TestCaller = { sub: 'focal-1', scope: 'focal-point', ministry: 'land' };

/** Whose national ID a ministry writes of, in the place of the id that it does not know. */
const numberOf = (person: string) => `nid:${person}`;

/** In the place of `identity`: who begins with the same letters up to the dash knows each other. */
const identity = defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async () => ({
    resolvers: {},
    routes: (server) => {
      server.post<{ Body: { pairs: { one: string; other: string }[] } }>('/acquaintances', ({ body }) => ({
        acquaintances: body.pairs.map(({ one, other }) =>
          one.split('-')[0] === other.split('-')[0] ? ['NEIGHBOUR', 'KIN'] : [],
        ),
      }));
      server.post<{ Body: { person: string } }>('/own-number', ({ body }) => ({ reference: numberOf(body.person) }));
    },
  }),
});

let now = new Date(NOON);
let place: Harness;
let writer: Peer;
beforeAll(async () => {
  const clock = { now: () => now };
  place = await startSubgraphs({ 'access-log': accessLog, identity }, { clock });
  writer = peer('access-log', place.urls['access-log'], await readKeys(place.keysDirectory, WRITER));
});
afterAll(() => place.stop());

let person = 0;
let rahima = '';
beforeEach(() => {
  rahima = `rahima${++person}-1`;
  now = new Date(NOON);
});

const look = (changes: Partial<Look> = {}): Look => ({
  at: now,
  by: { person: 'official-1', role: 'OFFICIAL', ministry: 'land', desk: 'mutation', centre: null, consent: null },
  citizen: rahima,
  applicationId: 'land-01J',
  service: 'land-mutation',
  purpose: { code: 'TO_DECIDE', text: null },
  fields: ['answers', 'decision'],
  requestId: 'request-1',
  ...changes,
});

let head: Head = genesis(WRITER);
const tell = async (entries: readonly AccessEntry[]) => readTaken(await writer.call(ACCESSES_PATH, { entries }));
/** Writes looks, as a subgraph would, and tells them. */
async function write(...looks: Look[]): Promise<AccessEntry[]> {
  const entries = link(head, looks);
  head = entries.at(-1) ?? head;
  expect(await tell(entries)).toBe(head.seq);
  return entries;
}

type Access = { id: string; words: string; whoReference: string; questions: { id: string }[] };
const SHOWN = `id at role who whoReference ministry { code } desk application { id } purpose fields { name label }
  whoBn: who(language: BN) wordsBn: words(language: BN) words questions { id question answer answeredBy }`;
const OF = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Citizen {
  dataAccesses(first: 50) { totalCount nodes { ${SHOWN} } } } } }`;

/** A citizen's list, as the gateway asks for it. */
async function accessesOf(id: string, as: TestCaller = citizen(id)) {
  const answer = await place.ask('access-log', as, OF, { of: [{ __typename: 'Citizen', id }] });
  const { data } = answer as { data?: { _entities: ({ dataAccesses: { nodes: Access[] } | null } | null)[] } };
  return { ...answer, nodes: data?._entities[0]?.dataAccesses?.nodes };
}

const mutate = (name: string, type: string, input: object, as: TestCaller) =>
  place.ask(
    'access-log',
    as,
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) { question { id question answer } userErrors { code field } } }`,
    { input },
  );

describe('a citizen', () => {
  test('reads who looked, in both languages, and not by name', async () => {
    await write(look({ purpose: { code: 'STATED', text: 'A letter of the court' } }));
    const { nodes, errors } = await accessesOf(rahima);
    expect(errors).toBeUndefined();
    expect(nodes).toEqual([
      expect.objectContaining({
        role: 'OFFICIAL',
        ministry: { code: 'land' },
        desk: 'mutation',
        application: { id: 'land-01J' },
        whoReference: expect.stringMatching(/^\w{4}-\w{4}$/),
        whoBn: expect.stringContaining('কর্মকর্তা'),
        purpose: expect.stringContaining('A letter of the court'),
        words: expect.stringMatching(/^03\/03\/2026, 12:00: An official/),
        wordsBn: expect.stringContaining('দেখেছেন'),
        fields: [
          { name: 'answers', label: 'The form and its answers' },
          { name: 'decision', label: 'The decision and its reason' },
        ],
      }),
    ]);
    expect(JSON.stringify(nodes)).not.toContain('official-1');
  });

  test('reads at which centre an entrepreneur looked, by its name; by its code where none was kept', async () => {
    const by = {
      ...look().by,
      role: 'ENTREPRENEUR',
      ministry: null,
      desk: null,
      centre: 'gulshan',
      consent: 'c',
    } as const;
    const centreName = { en: 'Gulshan Citizen Service centre', bn: 'গুলশান নাগরিক সেবাকেন্দ্র' };
    await write(look({ by }), look({ by: { ...by, centreName } }));
    const { nodes } = await accessesOf(rahima);
    expect(nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          who: 'A Citizen Service entrepreneur at Gulshan Citizen Service centre',
          whoBn: 'একজন নাগরিক সেবা উদ্যোক্তা, গুলশান নাগরিক সেবাকেন্দ্র',
        }),
        expect.objectContaining({ who: 'A Citizen Service entrepreneur at gulshan' }),
      ]),
    );
  });

  test('sees that two looks were of the same person', async () => {
    const other = { ...look().by, person: 'official-2' };
    await write(look(), look(), look({ by: other }));
    const { nodes } = await accessesOf(rahima);
    const references = nodes?.map(({ whoReference }) => whoReference).sort();
    expect(new Set(references).size).toBe(2);
  });

  test.each<[string, TestCaller]>([
    ['another citizen', citizen('karim')],
    ['an auditor', AUDITOR],
    ['nobody', anonymous],
  ])('%s cannot read their list', async (_, as) => {
    await write(look());
    expect(JSON.stringify(await accessesOf(rahima, as))).not.toContain('answers');
  });

  test('nor an entrepreneur who serves them', async () => {
    await write(look());
    const act = { sub: 'e', role: 'entrepreneur', centre: 'c', consent: 'c' };
    expect(
      JSON.stringify(await accessesOf(rahima, { sub: rahima, scope: 'service:land-mutation citizen', act })),
    ).not.toContain('answers');
  });
});

describe('a look at somebody whom a register knows by their national ID', () => {
  const nobody = { person: 'nobody', ministry: null, desk: null, centre: null, consent: null };
  const lookedUp = (by: Pick<Look['by'], 'person' | 'role'>, citizenId = rahima) =>
    look({
      by: { ...nobody, ...by },
      citizen: numberOf(citizenId),
      applicationId: null,
      service: 'nid-verification',
      purpose: { code: 'LOOKED_UP', text: null },
      fields: ['record.name', 'record'],
    });

  test('is in their list, beside those under their id: by another citizen, by a machine, by anybody', async () => {
    await write(
      look(),
      lookedUp({ person: 'karim', role: 'CITIZEN' }),
      lookedUp({ person: 'machine-1', role: 'MACHINE' }),
      lookedUp({ person: 'nobody', role: 'ANYBODY' }),
    );
    const { nodes } = await accessesOf(rahima);
    expect(nodes).toHaveLength(4);
    expect(nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          role: 'CITIZEN',
          application: null,
          who: 'Another citizen',
          purpose: 'by entering your number',
          fields: [
            { name: 'record.name', label: 'What the register holds: name' },
            { name: 'record', label: 'What the register holds' },
          ],
        }),
        expect.objectContaining({ role: 'MACHINE' }),
        expect.objectContaining({
          role: 'ANYBODY',
          who: 'Somebody who had not logged in',
          whoBn: 'লগ ইন না করা একজন',
          wordsBn: expect.stringContaining('আপনার নম্বর দিয়ে খুঁজে'),
        }),
      ]),
    );
  });

  test('is not in it when it was their own; in another role it is', async () => {
    await write(lookedUp({ person: rahima, role: 'CITIZEN' }), lookedUp({ person: rahima, role: 'OFFICIAL' }));
    expect((await accessesOf(rahima)).nodes).toMatchObject([{ role: 'OFFICIAL' }]);
  });

  test('is in nobody else’s, and read by its subject it is no further look', async () => {
    await write(lookedUp({ person: 'karim', role: 'CITIZEN' }));
    expect((await accessesOf('karim')).nodes).toEqual([]);
    await accessesOf(rahima);
    // A look of the reader's would come within seconds; what is written after it is there.
    await write(lookedUp({ person: 'salma', role: 'CITIZEN' }));
    expect((await accessesOf(rahima)).nodes?.map(({ words }) => words)).toEqual([
      expect.stringContaining('Another citizen'),
      expect.stringContaining('Another citizen'),
    ]);
  });

  test('is asked about by its subject, and by nobody else', async () => {
    await write(lookedUp({ person: 'karim', role: 'CITIZEN' }));
    const [access] = (await accessesOf(rahima)).nodes ?? [];
    const ask = (as: TestCaller) =>
      mutate(
        'askAboutAccess',
        'AskAboutAccessInput',
        { accessId: access?.id, question: 'Who is this?', idempotencyKey: crypto.randomUUID() },
        as,
      );
    expect(await ask(citizen(rahima))).toMatchObject({ data: { payload: { userErrors: [] } } });
    expect(await ask(citizen('karim'))).toMatchObject({
      data: { payload: { question: null, userErrors: [{ code: 'NO_SUCH_ACCESS' }] } },
    });
  });
});

describe('a question about a look', () => {
  const ask = (accessId: string, as: TestCaller, key = crypto.randomUUID()) =>
    mutate(
      'askAboutAccess',
      'AskAboutAccessInput',
      { accessId, question: 'Why did you look?', idempotencyKey: key },
      as,
    );
  const asked = async () => {
    await write(look());
    const { nodes } = await accessesOf(rahima);
    return nodes?.[0]?.id ?? '';
  };
  type Payload = { payload: { question: { id: string } | null; userErrors: { code: string }[] } };
  const idOf = ({ data }: { data?: object | null }) => (data as Payload).payload.question?.id ?? '';

  test('is answered by the focal point of the ministry, and the citizen reads it', async () => {
    const id = idOf(await ask(await asked(), citizen(rahima)));
    const answered = await mutate(
      'answerAccessQuestion',
      'AnswerAccessQuestionInput',
      { questionId: id, answer: 'Your file was due.' },
      FOCAL_POINT,
    );
    expect(answered).toMatchObject({
      data: { payload: { question: { answer: 'Your file was due.' }, userErrors: [] } },
    });
    const { nodes } = await accessesOf(rahima);
    // The focal point looked at it too, in the order of the looks after it.
    expect(JSON.stringify(nodes)).toContain('Your file was due.');
  });

  test('is one when it is sent twice', async () => {
    const [access, key] = [await asked(), crypto.randomUUID()];
    const [first, second] = [await ask(access, citizen(rahima), key), await ask(access, citizen(rahima), key)];
    expect(idOf(first)).toBe(idOf(second));
  });

  test('cannot be asked about somebody else’s data, which one is told the same of as of nothing', async () => {
    const access = await asked();
    const [others, none] = [await ask(access, citizen('karim')), await ask('no-such-look', citizen('karim'))];
    expect(others).toEqual(none);
    expect(others).toMatchObject({ data: { payload: { question: null, userErrors: [{ code: 'NO_SUCH_ACCESS' }] } } });
  });

  test('is not for the focal point of another ministry', async () => {
    const id = idOf(await ask(await asked(), citizen(rahima)));
    const other = { ...FOCAL_POINT, ministry: 'health' };
    expect(
      await mutate(
        'answerAccessQuestion',
        'AnswerAccessQuestionInput',
        { questionId: id, answer: 'It was us.' },
        other,
      ),
    ).toMatchObject({ data: { payload: { question: null, userErrors: [{ code: 'NO_SUCH_QUESTION' }] } } });
    const listed = await place.ask('access-log', other, '{ accessQuestions { nodes { id } } }');
    expect(JSON.stringify(listed)).not.toContain(id);
  });

  test.each<[string, string, (looker: string, asker: string) => TestCaller]>([
    ['looked, as an auditor', 'official-1', (looker) => ({ ...AUDITOR, sub: looker })],
    ['looked, as the focal point', 'official-1', (looker) => ({ ...FOCAL_POINT, sub: looker })],
    ['asked, as an auditor', 'official-2', (_, asker) => ({ ...AUDITOR, sub: asker })],
  ])('is not answered by who %s', async (_, looker, as) => {
    await write(look({ by: { ...look().by, person: looker } }));
    const { nodes } = await accessesOf(rahima);
    const id = idOf(await ask(nodes?.[0]?.id ?? '', citizen(rahima)));
    const answer = (caller: TestCaller) =>
      mutate('answerAccessQuestion', 'AnswerAccessQuestionInput', { questionId: id, answer: 'All in order.' }, caller);
    expect(await answer(as(looker, rahima))).toMatchObject({
      data: { payload: { question: null, userErrors: [{ code: 'NOT_YOURS_TO_ANSWER', field: 'questionId' }] } },
    });
    expect(await answer(AUDITOR)).toMatchObject({ data: { payload: { userErrors: [] } } });
  });

  test('is read in office with an entry of its own, which the citizen reads', async () => {
    await ask(await asked(), citizen(rahima));
    await place.ask('access-log', AUDITOR, '{ accessQuestions(first: 100) { nodes { question } } }');
    await expect
      .poll(async () => JSON.stringify((await accessesOf(rahima)).nodes))
      .toContain('Your question about a look');
  });

  test('who reads the list of questions has looked too, and the citizen reads that', async () => {
    const id = idOf(await ask(await asked(), citizen(rahima)));
    const listed = await place.ask(
      'access-log',
      FOCAL_POINT,
      '{ accessQuestions(first: 100) { nodes { id access { words } } } }',
    );
    expect(JSON.stringify(listed)).toContain(id);
    await expect.poll(async () => JSON.stringify((await accessesOf(rahima)).nodes)).toContain('FOCAL_POINT');
  });
});

describe('what subgraphs tell', () => {
  test('a repeat changes nothing', async () => {
    const entries = await write(look(), look());
    expect(await tell(entries)).toBe(head.seq);
    expect((await accessesOf(rahima)).nodes).toHaveLength(2);
  });

  test('what leaves a gap is not taken; the answer says how far it is', async () => {
    const [, second] = link(head, [look(), look()]);
    expect(second && (await tell([second]))).toBe(head.seq);
    expect((await accessesOf(rahima)).nodes).toEqual([]);
  });

  test.each<[string, Partial<AccessEntry>]>([
    ['was changed', { citizen: 'karim' }],
    ['follows from another one', { previous: genesis('health').hash }],
  ])('an entry that %s is refused', async (_, change) => {
    const [entry] = link(head, [look()]);
    await expect(entry && tell([{ ...entry, ...change }])).rejects.toThrow('409');
    expect((await accessesOf(rahima)).nodes).toEqual([]);
  });

  test('nobody writes in another’s chain: who speaks says whose it is', async () => {
    const [entry] = link(genesis('documents'), [look()]);
    await expect(entry && tell([{ ...entry, seq: head.seq + 1 }])).rejects.toThrow('409');
  });

  test('a citizen’s client is not heard', async () => {
    const { status } = await fetch(`${place.urls['access-log']}${ACCESSES_PATH}`, { method: 'POST' });
    expect(status).toBe(401);
  });
});

describe('the heads', () => {
  test('are published when the day has ended in Dhaka, for everybody', async () => {
    const [entry] = await write(look());
    now = new Date('2026-03-03T18:00:30Z');
    // The first of the new day is not in the head of the old one.
    await write(look());
    const heads = async (day?: string) =>
      place.ask('access-log', anonymous, 'query ($day: Date) { accessLogHeads(day: $day) { day writer seq head } }', {
        day,
      });
    await expect
      .poll(async () => (await heads('2026-03-03')).data?.accessLogHeads)
      .toContainEqual({ day: '2026-03-03', writer: WRITER, seq: entry?.seq, head: entry?.hash });
  });
});

describe('unusual looks', () => {
  type Flag = { rule: string; reason: string; citizenReference: string; access: { id: string } };
  const FLAGS =
    '{ flaggedAccesses(first: 100) { nodes { rule reason reasonBn: reason(language: BN) citizenReference access { id at } } } }';
  const flags = async () => {
    const { data } = await place.ask('access-log', AUDITOR, FLAGS);
    return (data as { flaggedAccesses: { nodes: Flag[] } }).flaggedAccesses.nodes;
  };
  const accessId = (entry: AccessEntry | undefined) => idBeside(WRITER, entry?.seq ?? 0);
  const expectFlag = (entry: AccessEntry | undefined, rule: string) =>
    expect
      .poll(async () => (await flags()).filter(({ access }) => access.id === accessId(entry)).map((each) => each.rule))
      .toContain(rule);

  test('at night', async () => {
    const [entry] = await write(look({ at: new Date('2026-03-03T19:30:00Z') }));
    await expectFlag(entry, 'AT_NIGHT');
  });

  test('at a neighbour and a relative', async () => {
    const [entry] = await write(look({ by: { ...look().by, person: rahima.replace('-1', '-2') } }));
    await expectFlag(entry, 'NEIGHBOUR');
    await expectFlag(entry, 'KIN');
  });

  test('at many people in a day, told once', async () => {
    const by = { ...look().by, person: `busy-${rahima}` };
    const looks = Array.from({ length: MOST_PEOPLE_A_DAY + 1 }, (_, index) => look({ by, citizen: `many-${index}` }));
    const entries = await write(...looks);
    const crowds = async () =>
      (await flags()).filter(({ rule }) => rule === 'MANY_PEOPLE').map(({ access }) => access.id);
    await expect.poll(crowds).toHaveLength(1);
    const [last] = await write(look({ by, citizen: 'many-last', at: new Date('2026-03-03T19:30:00Z') }));
    await expectFlag(last, 'AT_NIGHT');
    const [flagged] = await crowds();
    expect(await crowds()).toHaveLength(1);
    expect(entries.map(accessId)).toContain(flagged);
  });

  test('of a citizen at more people than they have a reason to look up; at night they may', async () => {
    const by = { ...look().by, person: `curious-${rahima}`, role: 'CITIZEN', ministry: null, desk: null } as const;
    const at = new Date('2026-03-03T19:30:00Z');
    const looks = Array.from({ length: MOST_LOOKED_UP_A_DAY + 1 }, (_, index) =>
      look({ by, at, citizen: `nid:${index}`, purpose: { code: 'LOOKED_UP', text: null } }),
    );
    const entries = await write(...looks);
    await expectFlag(entries.at(-1), 'MANY_LOOKED_UP');
    const found = (await flags()).filter(({ access }) => entries.some((entry) => accessId(entry) === access.id));
    expect(found.map(({ rule }) => rule)).toEqual(['MANY_LOOKED_UP']);
  });

  test('one at noon at a stranger is none', async () => {
    const [usual] = await write(look());
    const [later] = await write(look({ at: new Date('2026-03-03T19:30:00Z') }));
    await expectFlag(later, 'AT_NIGHT');
    expect((await flags()).map(({ access }) => access.id)).not.toContain(accessId(usual));
  });

  test.each<[string, TestCaller]>([
    ['an official', { sub: 'o', scope: 'official', ministry: 'land' }],
    ['a focal point', FOCAL_POINT],
    ['a citizen', citizen('karim')],
  ])('%s does not see them', async (_, as) => {
    expect((await place.ask('access-log', as, FLAGS)).data?.flaggedAccesses).toBeNull();
  });
});
