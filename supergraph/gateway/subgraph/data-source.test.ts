import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faults, says } from '../test/faults.ts';
import { type Answer, type Graph, startGraph } from '../test/graph.ts';

const PARTS = {
  land: {
    sdl: `
      extend schema @ministry(code: "land", nameEn: "Ministry of Land", nameBn: "ভূমি মন্ত্রণালয়")
      type Query { plot: Plot plots: [Plot!] parcels: Int sure: Sure }
      type Mutation { register: Plot }
      type Plot @key(fields: "id") { id: ID! name: String area: Int! }
      type Sure @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Query: {
        plot: () => ({ id: '1', name: 'Dhanmondi 7', area: 10 }),
        plots: () => ['1', '2', '3'].map((id) => ({ id, name: id, area: 1 })),
        parcels: () => 9,
        sure: () => ({ id: '1' }),
      },
      Mutation: { register: () => ({ id: '4', name: 'new', area: 2 }) },
    },
  },
  tax: {
    sdl: `
      extend schema @ministry(code: "tax", nameEn: "National Board of Revenue", nameBn: "জাতীয় রাজস্ব বোর্ড")
      type Query { rate: Int }
      type Plot @key(fields: "id") { id: ID! dueBdt: Int zone: String }
      type Sure @key(fields: "id") { id: ID! promisedBdt: Int! }
    `,
    resolvers: {
      Query: { rate: () => 3 },
      Plot: { __resolveReference: ({ id }: { id: string }) => ({ id, dueBdt: 100, zone: `zone ${id}` }) },
      Sure: { __resolveReference: ({ id }: { id: string }) => ({ id, promisedBdt: 5 }) },
    },
  },
  platform: { sdl: 'type Query { motd: String }', resolvers: { Query: { motd: () => 'hello' } } },
};

let graph: Graph;
/** The same with little patience: for what never answers. */
let hurried: Graph;
beforeAll(async () => {
  [graph, hurried] = await Promise.all([
    startGraph(PARTS, { SUBGRAPH_TIMEOUT_MS: '60000' }),
    startGraph(PARTS, { SUBGRAPH_TIMEOUT_MS: '1500' }),
  ]);
});
beforeEach(() => {
  for (const each of [graph, hurried])
    for (const name of Object.keys(PARTS)) {
      each.subgraph(name).failWith(null);
      each.subgraph(name).forget();
    }
});
afterAll(() => Promise.all([graph.stop(), hurried.stop()]));

type Fault = keyof typeof faults;

const CODES: Readonly<Record<Fault, string>> = {
  'never answers': 'SERVICE_TIMEOUT',
  'begins its answer and never ends it': 'SERVICE_TIMEOUT',
  'cuts the connection at once': 'SERVICE_UNAVAILABLE',
  'cuts the connection in the middle of its answer': 'SERVICE_UNAVAILABLE',
  'answers 500 with JSON': 'SERVICE_UNAVAILABLE',
  'answers 502 with a page of a proxy': 'SERVICE_UNAVAILABLE',
  'answers 401: it does not trust the gateway': 'SERVICE_UNAVAILABLE',
  'sends the browser elsewhere': 'SERVICE_UNAVAILABLE',
  'answers with a page': 'SERVICE_BAD_ANSWER',
  'answers half of a JSON': 'SERVICE_BAD_ANSWER',
  'answers nothing': 'SERVICE_BAD_ANSWER',
  'answers a number as data': 'SERVICE_BAD_ANSWER',
  'answers a list as data': 'SERVICE_BAD_ANSWER',
  'answers no data and no error': 'SERVICE_BAD_ANSWER',
  'answers an empty object': 'SERVICE_BAD_ANSWER',
  'answers an empty list of errors': 'SERVICE_BAD_ANSWER',
  'answers errors that are none': 'SERVICE_BAD_ANSWER',
  'answers errors at a place that is none': 'SERVICE_BAD_ANSWER',
  'answers null': 'SERVICE_BAD_ANSWER',
  'answers a text': 'SERVICE_BAD_ANSWER',
  'answers more than anybody can read': 'SERVICE_BAD_ANSWER',
  'does not know what is published of it': 'SERVICE_BAD_ANSWER',
  'leaves out what was asked': 'SERVICE_BAD_ANSWER',
};

const WORDS: Readonly<Record<string, readonly [en: string, bn: string]>> = {
  SERVICE_TIMEOUT: [
    'takes too long to answer. The rest works; try this again in a few minutes.',
    ' সাড়া দিতে বেশি সময় নিচ্ছে। বাকি সেবা চালু আছে; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  ],
  SERVICE_UNAVAILABLE: [
    'does not answer at the moment. The rest works; try this again in a few minutes.',
    ' এই মুহূর্তে সাড়া দিচ্ছে না। বাকি সেবা চালু আছে; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  ],
  SERVICE_BAD_ANSWER: [
    'has a problem at the moment. The rest works; try this again later.',
    '-এ এই মুহূর্তে সমস্যা হচ্ছে। বাকি সেবা চালু আছে; পরে আবার চেষ্টা করুন।',
  ],
};

/** The error of a service at a place, as a client gets it. */
function told(service: 'land' | 'tax', code: string, ...path: (string | number)[]) {
  const [en = '', bn = ''] = WORDS[code] ?? [];
  const [nameEn, nameBn] =
    service === 'land' ? ['Ministry of Land', 'ভূমি মন্ত্রণালয়'] : ['National Board of Revenue', 'জাতীয় রাজস্ব বোর্ড'];
  const messages = { en: `${nameEn} ${en}`, bn: `${nameBn}${bn}` };
  return { message: messages.en, path, extensions: { code, messages, serviceName: service } };
}

/** Neither an address of ours, nor how the code is written, is told to anybody. */
function expectNothingOfTheInside({ text }: Answer): void {
  expect(text).not.toMatch(/127\.0\.0\.1|localhost|\.internal|nginx|node_modules|\.ts|Error:|undici|ECONN|stack/i);
}

describe('a service that fails costs its own fields, and says which service it is', () => {
  test.each(Object.entries(CODES))('it %s', async (fault, code) => {
    const at = code === 'SERVICE_TIMEOUT' ? hurried : graph;
    at.subgraph('land').failWith(faults[fault as Fault]);
    const answer = await at.ask('{ motd plot { id name } count: parcels rate }');
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ motd: 'hello', plot: null, count: null, rate: 3 });
    expect(answer.errors).toEqual([told('land', code, 'plot'), told('land', code, 'count')]);
    expectNothingOfTheInside(answer);
    expect(at.log()).toContain('land');
  });

  test('it is not there at all', async () => {
    const other = await startGraph(PARTS);
    await other.subgraph('land').stop();
    const answer = await other.ask('{ motd plot { id name } rate }');
    expect(answer.data).toEqual({ motd: 'hello', plot: null, rate: 3 });
    expect(answer.errors).toEqual([told('land', 'SERVICE_UNAVAILABLE', 'plot')]);
    expectNothingOfTheInside(answer);
    await other.stop();
  });

  test('nobody has told the gateway where it is', async () => {
    const other = await startGraph(PARTS, { SUBGRAPH_URLS: '{}' });
    const answer = await other.ask('{ plot { id } }');
    expect(answer.data).toEqual({ plot: null });
    expect(answer.errors).toEqual([told('land', 'SERVICE_UNAVAILABLE', 'plot')]);
    expectNothingOfTheInside(answer);
    await other.stop();
  });
});

describe('a service that fails while others have answered costs what it adds to theirs', () => {
  test.each(Object.entries(CODES))('it %s', async (fault, code) => {
    const at = code === 'SERVICE_TIMEOUT' ? hurried : graph;
    at.subgraph('tax').failWith(faults[fault as Fault]);
    const answer = await at.ask('{ plots { name dueBdt zone } plot { name due: dueBdt } }');
    expect(answer.data).toEqual({
      plots: ['1', '2', '3'].map((name) => ({ name, dueBdt: null, zone: null })),
      plot: { name: 'Dhanmondi 7', due: null },
    });
    const paths = [
      ...[0, 1, 2].flatMap((index) => ['dueBdt', 'zone'].map((field) => ['plots', index, field])),
      ['plot', 'due'],
    ];
    // The order is open: the service is asked twice at once.
    expect(answer.errors).toHaveLength(paths.length);
    expect(answer.errors).toEqual(expect.arrayContaining(paths.map((path) => told('tax', code, ...path))));
    expectNothingOfTheInside(answer);
  });

  test('a promised value takes the object with it, and no more', async () => {
    graph.subgraph('tax').failWith(faults['answers nothing']);
    const { data, errors } = await graph.ask('{ sure { id promisedBdt } plot { name } }');
    expect(data).toEqual({ sure: null, plot: { name: 'Dhanmondi 7' } });
    expect(errors).toEqual([told('tax', 'SERVICE_BAD_ANSWER', 'sure', 'promisedBdt')]);
  });
});

const NONSENSE: readonly [
  sentence: string,
  says: string,
  query: string,
  data: Record<string, unknown>,
  paths: (string | number)[][],
][] = [
  [
    'a number for an object',
    '{"data":{"plot":5,"parcels":9}}',
    '{ plot { id } parcels }',
    { plot: null, parcels: 9 },
    [['plot']],
  ],
  [
    'a list for an object',
    '{"data":{"plot":[],"parcels":9}}',
    '{ plot { id } parcels }',
    { plot: null, parcels: 9 },
    [['plot']],
  ],
  ['an object for a list', '{"data":{"plots":{"id":1}}}', '{ plots { id } }', { plots: null }, [['plots']]],
  [
    'a text for a number',
    '{"data":{"parcels":"9","plot":null}}',
    '{ parcels plot { id } }',
    { parcels: null, plot: null },
    [['parcels']],
  ],
  ['a number that is too large', '{"data":{"parcels":4294967296}}', '{ parcels }', { parcels: null }, [['parcels']]],
  [
    'an object for a text',
    '{"data":{"plot":{"id":"1","name":{}}}}',
    '{ plot { id name } }',
    { plot: { id: '1', name: null } },
    [['plot', 'name']],
  ],
  [
    'null for a promised value',
    '{"data":{"plot":{"id":"1","area":null}}}',
    '{ plot { id area } }',
    { plot: null },
    [['plot', 'area']],
  ],
  [
    'nothing for a promised value',
    '{"data":{"plot":{"id":"1"}}}',
    '{ plot { id area } }',
    { plot: null },
    [['plot', 'area']],
  ],
  ['a number among objects', '{"data":{"plots":[{"id":"1"},7]}}', '{ plots { id } }', { plots: null }, [['plots', 1]]],
  [
    'null among promised objects',
    '{"data":{"plots":[{"id":"1"},null]}}',
    '{ plots { id } }',
    { plots: null },
    [['plots', 1]],
  ],
  [
    'more than was asked',
    '{"data":{"plot":{"id":"1","secret":"x"},"extra":1}}',
    '{ plot { id } }',
    { plot: { id: '1' } },
    [],
  ],
];

describe('a service that answers with another shape than it has promised', () => {
  test.each(NONSENSE)('%s', async (_sentence, text, query, data, paths) => {
    graph.subgraph('land').failWith(says(text));
    const answer = await graph.ask(query.replace(/ }$/, ' rate }'));
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ ...data, rate: 3 });
    expect(answer.errors).toEqual(paths.map((path) => told('land', 'SERVICE_BAD_ANSWER', ...path)));
    expectNothingOfTheInside(answer);
  });

  test.each([
    ['fewer entities than were asked', '{"data":{"_entities":[{"dueBdt":1}]}}'],
    ['an object for the entities', '{"data":{"_entities":{}}}'],
    ['null for the entities', '{"data":{"_entities":null}}'],
  ])('%s', async (_sentence, text) => {
    graph.subgraph('tax').failWith(says(text));
    const { data, errors } = await graph.ask('{ plots { name dueBdt } parcels }');
    expect(data).toEqual({ plots: ['1', '2', '3'].map((name) => ({ name, dueBdt: null })), parcels: 9 });
    expect(errors).toEqual([0, 1, 2].map((index) => told('tax', 'SERVICE_BAD_ANSWER', 'plots', index, 'dueBdt')));
  });

  test('an entity that is a number costs that entity', async () => {
    graph.subgraph('tax').failWith(says('{"data":{"_entities":[{"dueBdt":1},5,null]}}'));
    const { data, errors } = await graph.ask('{ plots { name dueBdt } }');
    expect(data).toEqual({
      plots: [
        { name: '1', dueBdt: 1 },
        { name: '2', dueBdt: null },
        { name: '3', dueBdt: null },
      ],
    });
    expect(errors).toEqual([told('tax', 'SERVICE_BAD_ANSWER', 'plots', 1)]);
  });
});

describe('errors that a service tells', () => {
  const messages = { en: 'Register first.', bn: 'আগে নিবন্ধন করুন।' };

  test('go to the client with code and words, and nothing else', async () => {
    const http = { status: 500, headers: {} };
    const error = {
      message: messages.en,
      path: ['plot', 'name'],
      extensions: { code: 'REGISTER', messages, http, stacktrace: ['at x.ts'] },
    };
    graph.subgraph('land').failWith(says(JSON.stringify({ data: { plot: { id: '1', name: null } }, errors: [error] })));
    const { status, data, errors } = await graph.ask('{ plot { id name } }');
    expect(status).toBe(200);
    expect(data).toEqual({ plot: { id: '1', name: null } });
    expect(errors).toEqual([
      { message: messages.en, path: ['plot', 'name'], extensions: { code: 'REGISTER', messages, serviceName: 'land' } },
    ]);
  });

  test('without words for people are told without their inside', async () => {
    const error = { message: 'E11000 duplicate key at db-3.internal', path: ['plot'] };
    graph.subgraph('land').failWith(says(JSON.stringify({ data: { plot: null }, errors: [error] })));
    const answer = await graph.ask('{ plot { id } }');
    expect(answer.errors).toMatchObject([{ path: ['plot'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expectNothingOfTheInside(answer);
  });

  test('of the request as a whole are told of each field that it asked', async () => {
    const error = { message: messages.en, extensions: { code: 'BAD_USER_INPUT', messages } };
    graph.subgraph('land').failWith(says(JSON.stringify({ errors: [error] }), 400));
    const { data, errors } = await graph.ask('{ plot { id } parcels rate }');
    expect(data).toEqual({ plot: null, parcels: null, rate: 3 });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['plot'], 'BAD_USER_INPUT'],
      [['parcels'], 'BAD_USER_INPUT'],
    ]);
  });

  test('explain what is missing: it is not told twice', async () => {
    const error = { message: messages.en, path: ['plot', 'area'], extensions: { code: 'REGISTER', messages } };
    graph.subgraph('land').failWith(says(JSON.stringify({ data: { plot: null }, errors: [error] })));
    expect((await graph.ask('{ plot { area } }')).errors).toHaveLength(1);
    graph.subgraph('land').failWith(says(JSON.stringify({ data: { plot: {} }, errors: [error] })));
    expect((await graph.ask('{ plot { area } }')).errors).toHaveLength(1);
  });

  test('of entities are told at the place of each', async () => {
    const error = {
      message: messages.en,
      path: ['_entities', 1, 'dueBdt'],
      extensions: { code: 'REGISTER', messages },
    };
    const entities = [{ dueBdt: 1 }, { dueBdt: null }, { dueBdt: 3 }];
    graph.subgraph('tax').failWith(says(JSON.stringify({ data: { _entities: entities }, errors: [error] })));
    const { data, errors } = await graph.ask('{ plots { dueBdt } }');
    expect(data).toEqual({ plots: entities });
    expect(errors).toMatchObject([{ path: ['plots', 1, 'dueBdt'], extensions: { code: 'REGISTER' } }]);
  });

  test('without end are told up to a hundred', async () => {
    const error = { message: 'x', path: ['plot'], extensions: { code: 'X', messages } };
    graph.subgraph('land').failWith(says(JSON.stringify({ data: { plot: null }, errors: Array(5_000).fill(error) })));
    expect((await graph.ask('{ plot { id } }')).errors).toHaveLength(100);
  });
});

test('a mutation whose service fails is told as failed, and is sent once', async () => {
  graph.subgraph('land').failWith(faults['cuts the connection at once']);
  const { data, errors } = await graph.ask('mutation { register { id } }');
  expect(data).toEqual({ register: null });
  expect(errors).toEqual([told('land', 'SERVICE_UNAVAILABLE', 'register')]);
  expect(graph.subgraph('land').sent()).toHaveLength(1);
});

test('a service that answers again is asked again', async () => {
  graph.subgraph('land').failWith(faults['cuts the connection at once']);
  await graph.ask('{ parcels }');
  graph.subgraph('land').failWith(null);
  const { data, errors } = await graph.ask('{ parcels }');
  expect({ data, errors }).toEqual({ data: { parcels: 9 }, errors: [] });
});

test('a slow service does not hold up longer than the timeout, and others not at all', async () => {
  hurried.subgraph('land').failWith(faults['never answers']);
  const start = performance.now();
  const [slow, quick] = await Promise.all([
    hurried.ask('{ parcels rate }').then((answer) => ({ ...answer, tookMs: performance.now() - start })),
    hurried.ask('{ rate }').then((answer) => ({ ...answer, tookMs: performance.now() - start })),
  ]);
  expect(quick.data).toEqual({ rate: 3 });
  expect(quick.tookMs).toBeLessThan(slow.tookMs);
  expect(slow.data).toEqual({ parcels: null, rate: 3 });
});
