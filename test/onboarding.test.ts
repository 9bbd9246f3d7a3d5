/** A ministry is brought into the graph, and ministries compete: through the gateway, with only what a client has. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const RAILWAYS_OFFICIAL = '1980000000006';

let minutesOn = 0;
/** Real time, until a test moves on. */
const clock = { now: () => new Date(Date.now() + minutesOn * 60_000) };

let place: Town;
beforeAll(async () => {
  place = await town({ clock });
});
afterAll(() => place.stop());

type Refusable = { readonly userErrors: readonly { code: string; field: string | null; en: string; bn: string }[] };
const ERRORS = 'userErrors { code field en: message bn: message(language: BN) }';

/** Sends a mutation of one input, and gives its payload. */
async function mutate<Payload>(who: Client, field: string, type: string, shown: string, input: object) {
  const { payload } = await who.get<{ payload: Payload & Refusable }>(
    `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${shown} ${ERRORS} } }`,
    { input },
  );
  return payload;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const CSV = `code,title_en,title_bn,agency,kind,fee_bdt,sla_working_days,evidence,present_way,wanted_date
train-ticket,Train ticket,ট্রেনের টিকিট,Bangladesh Railway,payment,0,0,nid,online,${inDays(30)}
freight-booking,Freight booking,মালামাল পরিবহন,Bangladesh Railway,application,১৫০০,5,nid;trade-licence,paper,${inDays(90)}`;

type Task = { code: string; isDone: boolean };
type Seen = {
  code: string;
  name: string;
  compliance: { tasks: Task[]; servicesDeclared: number; servicesLive: number; directives: object } | null;
};
const SEEN = `code name compliance { daysLate tasks { code isDone title(language: BN) } servicesDeclared servicesLive
  directives { issued acknowledged overdue } agencies { agency servicesDeclared servicesLive } }`;

async function seenBy(who: Client, code: string): Promise<Seen | undefined> {
  const { ministries } = await who.get<{ ministries: Seen[] }>(`{ ministries { ${SEEN} } }`);
  return ministries.find((ministry) => ministry.code === code);
}

test('a ministry gets its focal point, who hands in its services and tells its agency what to do', async () => {
  const operator = await place.operator(people.operator);
  const landFocalPoint = await place.focalPoint(people.landFocalPoint);
  await expect(place.focalPoint(people.karim)).rejects.toThrow('does not hold this role');
  const karim = await place.citizen(people.karim);

  expect(
    await mutate(operator, 'nameFocalPoint', 'NameFocalPointInput', 'ministry { name namedFocalPoint { name } }', {
      ministry: 'railways',
      nationalId: people.karim,
    }),
  ).toEqual({ ministry: { name: 'Ministry of Railways', namedFocalPoint: { name: 'Karim Uddin' } }, userErrors: [] });
  expect(await karim.get('{ me { namedFocalPointOf { code name(language: BN) } } }')).toEqual({
    me: { namedFocalPointOf: [{ code: 'railways', name: 'রেলপথ মন্ত্রণালয়' }] },
  });
  expect(await seenBy(operator, 'railways')).toMatchObject({
    compliance: { servicesLive: 2, tasks: expect.arrayContaining([expect.objectContaining({ isDone: false })]) },
  });
  expect(
    await mutate(karim, 'acceptFocalPoint', 'AcceptFocalPointInput', 'ministry { code }', { ministry: 'railways' }),
  ).toEqual({ ministry: { code: 'railways' }, userErrors: [] });

  const focalPoint = await place.focalPoint(people.karim);
  const handIn = (who: Client, csv: string) =>
    mutate<{ mistakes: object[]; list: { revision: number } | null }>(
      who,
      'submitServiceListCsv',
      'SubmitServiceListCsvInput',
      'list { revision services { code isLive } } mistakes { line column code message(language: BN) }',
      { ministry: 'railways', csv, idempotencyKey: crypto.randomUUID() },
    );
  expect(await handIn(landFocalPoint, CSV)).toMatchObject({
    list: null,
    mistakes: [],
    userErrors: [
      {
        code: 'NOT_YOUR_MINISTRY',
        field: 'ministry',
        en: expect.stringContaining('for the ministry land'),
        bn: expect.stringContaining('land মন্ত্রণালয়ের পক্ষে'),
      },
    ],
  });
  expect(
    await handIn(focalPoint, CSV.replace('১৫০০', '-15').replace('freight-booking', 'land-mutation')),
  ).toMatchObject({
    list: null,
    mistakes: [
      { line: 3, column: 'code', code: 'CODE_OF_ANOTHER_MINISTRY' },
      { line: 3, column: 'fee_bdt', code: 'FEE_NEGATIVE' },
    ],
  });
  expect(await handIn(focalPoint, CSV)).toMatchObject({
    list: {
      revision: 1,
      services: [
        { code: 'train-ticket', isLive: true },
        { code: 'freight-booking', isLive: false },
      ],
    },
    mistakes: [],
    userErrors: [],
  });

  const { directive } = await mutate<{ directive: { id: string } }>(
    focalPoint,
    'issueDirective',
    'IssueDirectiveInput',
    'directive { id }',
    {
      ministry: 'railways',
      agency: 'Bangladesh Railway',
      text: 'Bring freight booking online, with the fee paid in the graph.',
      dueDate: inDays(30),
      idempotencyKey: crypto.randomUUID(),
    },
  );
  const acknowledge = (who: Client) =>
    mutate(who, 'acknowledgeDirective', 'AcknowledgeDirectiveInput', 'directive { acknowledgement { by } }', {
      directiveId: directive.id,
      by: 'Dilruba Khanam, Director (Operations)',
    });
  expect(await acknowledge(await place.official(people.landOfficial))).toMatchObject({
    directive: null,
    userErrors: [{ code: 'NO_SUCH_DIRECTIVE' }],
  });
  expect(await acknowledge(await place.official(RAILWAYS_OFFICIAL))).toMatchObject({
    directive: { acknowledgement: { by: 'Dilruba Khanam, Director (Operations)' } },
  });

  const done = {
    code: 'railways',
    name: 'Ministry of Railways',
    compliance: {
      daysLate: 0,
      tasks: [
        { code: 'NAME_FOCAL_POINT', isDone: true },
        { code: 'HAND_IN_SERVICE_LIST', isDone: true },
        { code: 'ISSUE_DIRECTIVES', isDone: true },
        { code: 'TWO_SERVICES_LIVE', isDone: true },
      ],
      servicesDeclared: 2,
      servicesLive: 2,
      directives: { issued: 1, acknowledged: 1, overdue: 0 },
      agencies: [{ agency: 'Bangladesh Railway', servicesDeclared: 2, servicesLive: 2 }],
    },
  };
  expect(await seenBy(operator, 'railways')).toMatchObject(done);
  expect(await focalPoint.get(`{ ownMinistry { ${SEEN} } }`)).toMatchObject({ ownMinistry: done });
  expect(await seenBy(landFocalPoint, 'railways')).toMatchObject({ compliance: null });
  const { data, errors } = await karim.ask<{ ministries: Seen[] }>(`{ ministries { code compliance { daysLate } } }`);
  expect(new Set(data.ministries.map(({ compliance }) => compliance))).toEqual(new Set([null]));
  expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']));
});

describe('in the table of ministries', () => {
  type Row = {
    ministry: { code: string; name: string };
    liveServices: { value: number };
    decisions: { value: number | null; definition: string };
    satisfactionStars: { value: number | null };
  };

  async function rowOf(code: string): Promise<Row | undefined> {
    // The table is counted once a minute.
    minutesOn += 1;
    const { ministryStandings } = await place.anybody.get<{ ministryStandings: Row[] }>(`{ ministryStandings {
      ministry { code name(language: BN) } liveServices { value } decisions { value definition(language: BN) }
      inTimePercent { value } medianWorkingDays { value } satisfactionStars { value } } }`);
    expect(ministryStandings).toHaveLength(24);
    return ministryStandings.find(({ ministry }) => ministry.code === code);
  }

  test('nine decisions and ratings are no figure, and ten are; an application is rated once', async () => {
    const rahima = await place.citizen(people.rahima);
    const official = await place.official(people.policeOfficial);
    const service = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'general-diary');
    if (!service) throw new Error('the graph has no general-diary');

    const rate = (applicationId: string, idempotencyKey: string) =>
      mutate<{ rating: object | null }>(rahima, 'rateApplication', 'RateApplicationInput', 'rating { stars }', {
        applicationId,
        stars: 4,
        idempotencyKey,
      });

    /** Hands in, has it decided on, and rates it. */
    async function decided(): Promise<string> {
      const sent = service && (await send(rahima, service, filled(service.form.fields, 'EN'), 'EN'));
      const applicationId = sent?.data?.answer?.application?.id ?? '';
      expect(await rate(applicationId, 'too-early-to-say')).toMatchObject({ userErrors: [{ code: 'NOT_FINISHED' }] });
      await mutate(official, 'takeApplication', 'ApplicationActionInput', '', { applicationId });
      await mutate(official, 'approveApplication', 'DecideApplicationInput', '', { applicationId, reason: 'Noted' });
      expect(await rate(applicationId, `of-${applicationId}`)).toEqual({ rating: { stars: 4 }, userErrors: [] });
      return applicationId;
    }

    for (let count = 0; count < 9; count++) await decided();
    expect(await rowOf('home-affairs')).toMatchObject({
      ministry: { name: 'স্বরাষ্ট্র মন্ত্রণালয়' },
      liveServices: { value: 6 },
      decisions: { value: null, definition: expect.stringContaining('১০টির কম') },
      inTimePercent: { value: null },
      medianWorkingDays: { value: null },
      satisfactionStars: { value: null },
    });
    const tenth = await decided();
    expect(await rowOf('home-affairs')).toMatchObject({
      decisions: { value: 10 },
      inTimePercent: { value: 100 },
      medianWorkingDays: { value: 0 },
      satisfactionStars: { value: 4 },
    });
    expect(await rate(tenth, 'once-more-with-feeling')).toMatchObject({
      rating: null,
      userErrors: [{ code: 'ALREADY_RATED', field: 'applicationId', bn: expect.stringContaining('একবার') }],
    });
    expect(await rahima.get(`{ application(id: "${tenth}") { status rating { stars } } }`)).toEqual({
      application: { status: 'APPROVED', rating: { stars: 4 } },
    });
  });
});
