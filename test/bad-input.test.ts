/**
 * What people send by mistake, through the gateway: each is refused with a code, the place and the words in both languages,
 * and no database of the platform is another afterwards.
 */
import { createHash } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dayInDhaka } from '../subgraphs/kit/clock.ts';
import { daysLater } from '../subgraphs/kit/days.ts';
import { testDatabase } from '../subgraphs/kit/test/database.ts';
import type { Client } from './client.ts';
import { filled, servicesOf } from './generic-client.ts';
import { pay } from './pay.ts';
import { people, type Town, town } from './town.ts';

const RUNNING = ['identity', 'catalogue', 'applications', 'onboarding', 'places', 'health', 'home-affairs', 'land'];
/** Of identity's database only what people are: who logs in, and when, is written by logging in. */
const OF_IDENTITY: ReadonlySet<string> = new Set(['people', 'roles']);

let minutesOn = 0;
const clock = { now: () => new Date(Date.now() + minutesOn * 60_000) };
const inDays = (days: number) => daysLater(dayInDhaka(new Date()), days);

type Who = 'citizen' | 'official' | 'landFocalPoint' | 'healthFocalPoint' | 'operator';
let place: Town;
let databases: Connection;
let as: Readonly<Record<Who, Client>>;
/** What good requests have made before. */
let directive: string;
let rated: string;
/** The appointment's form, filled in; and a draft of it whose day has come meanwhile. */
let appointment: Record<string, unknown>;
let staleDraft: string;
/** Two bookings: one whose time has come meanwhile, and one in a week. */
let over: string;
let booked: string;

type Payload = Readonly<Record<string, unknown>> & {
  readonly userErrors: readonly { code: string; field: string | null; en: string; bn: string }[];
};
const ERRORS = 'userErrors { code field en: message bn: message(language: BN) }';

/** Sends a mutation of one input. @param shown what is shown of its payload. */
async function send(who: Client, field: string, input: object, shown = ''): Promise<Payload> {
  const { payload } = await who.get<{ payload: Payload }>(
    `mutation ($input: ${INPUT_TYPES[field]}!) { payload: ${field}(input: $input) { ${shown} ${ERRORS} } }`,
    { input },
  );
  return payload;
}

const INPUT_TYPES: Readonly<Record<string, string>> = {
  submitServiceListCsv: 'SubmitServiceListCsvInput',
  submitServiceList: 'SubmitServiceListInput',
  issueDirective: 'IssueDirectiveInput',
  acknowledgeDirective: 'AcknowledgeDirectiveInput',
  nameFocalPoint: 'NameFocalPointInput',
  planServiceCentre: 'PlanServiceCentreInput',
  rateApplication: 'RateApplicationInput',
  saveDraft: 'SaveDraftInput',
  submitDraft: 'ApplicationActionInput',
  moveAppointment: 'MoveAppointmentInput',
  takeApplication: 'ApplicationActionInput',
  approveApplication: 'DecideApplicationInput',
  fileGeneralDiary: 'GeneralDiaryInput',
  bookHospitalAppointment: 'HospitalAppointmentInput',
};

const CELLS = {
  code: 'land-lease',
  title_en: 'Lease of public land',
  title_bn: 'খাস জমি বন্দোবস্ত',
  agency: 'Land Office',
  kind: 'application',
  fee_bdt: '500',
  sla_working_days: '30',
  evidence: 'nid;photo',
  present_way: 'paper',
  wanted_date: inDays(90),
};
const HEADER = Object.keys(CELLS).join(',');

let number = 0;
/** A line that would be good on its own, with some cells written otherwise. */
function line(cells: Partial<typeof CELLS> = {}): string {
  number += 1;
  const own = { code: `service-${number}`, title_en: `Service ${number}`, title_bn: `সেবা ${number}` };
  return Object.values({ ...CELLS, ...own, ...cells }).join(',');
}

/** One file: each of its lines has one mistake, which is told with this column and code. */
const MISTAKES: readonly (readonly [line: string, column: string | null, code: string])[] = [
  [line({ code: '' }), 'code', 'REQUIRED'],
  [line({ code: 'Land Lease' }), 'code', 'CODE_NOT_KEBAB'],
  [line({ code: 'passport-new' }), 'code', 'CODE_OF_ANOTHER_MINISTRY'],
  [line({ title_en: 'ab' }), 'title_en', 'TOO_SHORT'],
  [line({ title_en: 'x'.repeat(121) }), 'title_en', 'TOO_LONG'],
  [line({ title_en: 'খাস জমি' }), 'title_en', 'NOT_IN_ENGLISH'],
  [line({ title_en: '=Lease of land' }), 'title_en', 'LOOKS_LIKE_FORMULA'],
  [line({ title_en: 'Lease\u202E of land' }), 'title_en', 'CONTROL_CHARACTER'],
  [line({ title_bn: 'Lwm Rwg' }), 'title_bn', 'NOT_IN_BANGLA'],
  [line({ title_bn: '??? ???' }), 'title_bn', 'BANGLA_LOST'],
  [line({ kind: 'licence' }), 'kind', 'UNKNOWN_KIND'],
  [line({ fee_bdt: '-5' }), 'fee_bdt', 'FEE_NEGATIVE'],
  [line({ fee_bdt: '500 taka' }), 'fee_bdt', 'FEE_NOT_A_NUMBER'],
  [line({ fee_bdt: '99.5' }), 'fee_bdt', 'FEE_NOT_WHOLE'],
  [line({ fee_bdt: '100000000' }), 'fee_bdt', 'FEE_TOO_LARGE'],
  [line({ sla_working_days: 'two weeks' }), 'sla_working_days', 'TIME_NOT_A_NUMBER'],
  [line({ sla_working_days: '1.5' }), 'sla_working_days', 'TIME_NOT_WHOLE'],
  [line({ sla_working_days: '-1' }), 'sla_working_days', 'TIME_NEGATIVE'],
  [line({ sla_working_days: '720' }), 'sla_working_days', 'TIME_TOO_LONG'],
  [line({ sla_working_days: '0' }), 'sla_working_days', 'DECISION_WITHOUT_TIME'],
  [line({ kind: 'lookup' }), 'sla_working_days', 'LOOKUP_WITH_TIME'],
  [line({ evidence: 'nid photo' }), 'evidence', 'EVIDENCE_NOT_KEBAB'],
  [line({ evidence: 'nid;nid' }), 'evidence', 'EVIDENCE_TWICE'],
  [
    line({ evidence: Array.from({ length: 21 }, (_, index) => `d-${index}`).join(';') }),
    'evidence',
    'TOO_MUCH_EVIDENCE',
  ],
  [line({ present_way: 'by pigeon' }), 'present_way', 'UNKNOWN_PRESENT_WAY'],
  [line({ wanted_date: '01/09/2027' }), 'wanted_date', 'WANTED_DATE_NOT_A_DATE'],
  [line({ wanted_date: inDays(-1) }), 'wanted_date', 'WANTED_DATE_PASSED'],
  [line({ wanted_date: inDays(3650) }), 'wanted_date', 'WANTED_DATE_TOO_FAR'],
  [line({ agency: 'Land "Office"' }), 'agency', 'QUOTE_WITHIN_TEXT'],
  [line({ agency: 'Office, of land' }), null, 'TOO_MANY_CELLS'],
  [line().replace(',paper', ''), null, 'TOO_FEW_CELLS'],
  [HEADER, null, 'HEADER_AGAIN'],
  [line({ code: 'land-lease-twice' }), null, ''],
  [line({ code: 'land-lease-twice' }), 'code', 'CODE_TWICE'],
  [line({ title_en: 'A title twice' }), null, ''],
  [line({ title_en: 'a  Title twice' }), 'title_en', 'TITLE_TWICE'],
  // The last one: what follows it may be read wrongly.
  [line({ agency: '"Land" Office' }), 'agency', 'TEXT_AFTER_QUOTE'],
];

beforeAll(async () => {
  place = await town({ clock, running: RUNNING });
  databases = await mongoose.createConnection(testDatabase().url).asPromise();
  as = {
    citizen: await place.citizen(people.rahima),
    official: await place.official(people.policeOfficial),
    landFocalPoint: await place.focalPoint(people.landFocalPoint),
    healthFocalPoint: await place.focalPoint('1976000000002'),
    operator: await place.operator(people.operator),
  };
  const services = await servicesOf(as.citizen, 'EN');
  const form = (code: string) => {
    const found = services.find((each) => each.code === code);
    if (!found) throw new Error(`the graph has no ${code}`);
    return filled(found.form.fields, 'EN');
  };
  await accepted('landFocalPoint', 'submitServiceListCsv', { ministry: 'land', csv: `${HEADER}\n${line()}` });
  directive = await accepted(
    'landFocalPoint',
    'issueDirective',
    { ministry: 'land', agency: 'Land Office', text: 'Bring the lease of land online.', dueDate: inDays(30) },
    'made: directive { id }',
  );
  rated = await accepted('citizen', 'fileGeneralDiary', form('general-diary'), 'made: application { id }');
  await accepted('official', 'takeApplication', { applicationId: rated });
  await accepted('official', 'approveApplication', { applicationId: rated, reason: 'Noted' });
  await accepted('citizen', 'rateApplication', { applicationId: rated, stars: 4 });
  appointment = form('hospital-appointment');
  staleDraft = await accepted(
    'citizen',
    'saveDraft',
    { serviceCode: 'hospital-appointment', answers: { ...appointment, day: inDays(1) } },
    'made: application { id }',
  );
  const book = async (day: string) => {
    const id = await accepted(
      'citizen',
      'bookHospitalAppointment',
      { ...appointment, day },
      'made: application { id }',
    );
    const { payload } = await as.citizen.get<{ payload: { application: { payment: { checkoutUrl: string } } } }>(
      `mutation ($input: ApplicationActionInput!) { payload: startPayment(input: $input) {
        application { payment { checkoutUrl } } } }`,
      { input: { applicationId: id } },
    );
    await pay(payload.application.payment.checkoutUrl);
    return id;
  };
  over = await book(inDays(1));
  booked = await book(inDays(7));
  await everythingIsDone();
  // Two days pass.
  minutesOn = 2 * 24 * 60;
});
afterAll(async () => {
  await databases?.close();
  await place.stop();
});

/** Does what is right. @returns the id of what it made, if that is shown. */
async function accepted(who: Who, field: string, input: object, shown = ''): Promise<string> {
  const hasKey = !/Action|Decide|Acknowledge/.test(INPUT_TYPES[field] ?? '');
  const payload = await send(as[who], field, hasKey ? withKey(input) : input, shown);
  expect({ field, userErrors: payload.userErrors }).toEqual({ field, userErrors: [] });
  const { made } = payload;
  return typeof made === 'object' && made !== null && 'id' in made ? String(made.id) : '';
}

function withKey(input: object): object {
  return { ...input, idempotencyKey: crypto.randomUUID() };
}

const databaseOf = (subgraph: string) => databases.useDb(`${place.subgraphs.databasePrefix}${subgraph}`);

/** What the platform still does by itself (a payment is told, the index hears of it) is no part of the next request. */
async function everythingIsDone(): Promise<void> {
  const open = { $or: [{ 'outbox.version': { $gte: 1 } }, { 'payment.status': 'DUE' }] };
  const undone = () =>
    Promise.all(
      ['health', 'home-affairs'].map((name) => databaseOf(name).collection('applications').countDocuments(open)),
    );
  await vi.waitFor(async () => expect(await undone()).toEqual([0, 0]), 60_000);
}

/** Everything that is written down, by database and collection, in short. */
async function writtenDown(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const subgraph of RUNNING) {
    const database = databaseOf(subgraph);
    for (const { name } of (await database.listCollections()).sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (subgraph === 'identity' && !OF_IDENTITY.has(name)) continue;
      const documents = await database.collection(name).find().sort({ _id: 1 }).toArray();
      found[`${subgraph}/${name}`] = createHash('sha256').update(JSON.stringify(documents)).digest('hex');
    }
  }
  return found;
}

/** Words that somebody can read in each language. */
const WORDS = {
  en: expect.stringMatching(/^[^{}]*[a-z][^{}]*$/),
  bn: expect.stringMatching(/^[^{}]*\p{Script=Bengali}[^{}]*$/u),
};

/** Runs a request, and makes sure that it has written nothing. */
async function withoutTrace<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  const before = await writtenDown();
  const answer = await request();
  expect(await writtenDown()).toEqual(before);
  return answer;
}

test('what is written down is seen to change', async () => {
  const before = await writtenDown();
  await accepted('citizen', 'saveDraft', { serviceCode: 'passport-new', answers: {} });
  const after = await writtenDown();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed).toEqual(['applications/applications', 'home-affairs/applications']);
  await everythingIsDone();
});

test('a file with over 30 kinds of mistake is told each, with its line, its column and what to do', async () => {
  expect(new Set(MISTAKES.map(([, , code]) => code)).size).toBeGreaterThan(30);
  const csv = [HEADER, ...MISTAKES.map(([text]) => text)].join('\n');
  const payload = await withoutTrace(() =>
    send(
      as.landFocalPoint,
      'submitServiceListCsv',
      withKey({ ministry: 'land', csv }),
      'list { revision } mistakes { line column code en: message bn: message(language: BN) }',
    ),
  );
  const wrong = MISTAKES.flatMap(([, column, code], index) =>
    code ? [{ line: index + 2, column, code, ...WORDS }] : [],
  );
  expect(payload).toEqual({
    list: null,
    mistakes: wrong,
    userErrors: [{ code: 'CSV_HAS_MISTAKES', field: 'csv', ...WORDS }],
  });
});

const DECLARED = {
  code: 'land-lease',
  titleEn: 'Lease of public land',
  titleBn: 'খাস জমি বন্দোবস্ত',
  agency: 'Land Office',
  kind: 'APPLICATION',
  feeBdt: 500,
  slaWorkingDays: 30,
  presentWay: 'PAPER',
  wantedDate: inDays(90),
};
const CENTRE = {
  code: 'somewhere',
  nameEn: 'Somewhere service centre',
  nameBn: 'কোথাও সেবাকেন্দ্র',
  stage: 'DISTRICTS',
  addressEn: 'Post office',
  addressBn: 'ডাকঘর',
  latitude: 24.8949,
  longitude: 91.8687,
  openingHours: [{ day: 'SUNDAY', opens: '09:00', closes: '17:00' }],
  services: ['passport-new'],
};
const DIARY = {
  policeStation: 'Gulshan',
  subject: 'LOST',
  eventDate: inDays(-1),
  description: 'My national ID card was lost on the bus.',
};
const ADDRESS_NOWHERE = { area: '06-47-365-9999', line: 'House 12' };

/** Each: what somebody does by mistake, who, the mutation, its input, and the one thing that they are told. */
const REFUSED: readonly (readonly [
  what: string,
  who: Who,
  field: string,
  input: () => object,
  told: readonly [field: string | null, code: string],
])[] = [
  [
    'a focal point hands in another ministry’s file',
    'healthFocalPoint',
    'submitServiceListCsv',
    () => withKey({ ministry: 'land', csv: `${HEADER}\n${line()}` }),
    ['ministry', 'NOT_YOUR_MINISTRY'],
  ],
  [
    'a focal point hands in another ministry’s form',
    'healthFocalPoint',
    'submitServiceList',
    () => withKey({ ministry: 'land', services: [DECLARED] }),
    ['ministry', 'NOT_YOUR_MINISTRY'],
  ],
  [
    'a focal point tells another ministry’s agency what to do',
    'healthFocalPoint',
    'issueDirective',
    () => withKey({ ministry: 'land', agency: 'Land Office', text: 'Do it by tomorrow.', dueDate: inDays(9) }),
    ['ministry', 'NOT_YOUR_MINISTRY'],
  ],
  [
    'an official acknowledges another ministry’s directive',
    'official',
    'acknowledgeDirective',
    () => ({ directiveId: directive, by: 'Rezaul Karim, Inspector' }),
    ['directiveId', 'NO_SUCH_DIRECTIVE'],
  ],
  [
    'a focal point of one ministry is named for another',
    'operator',
    'nameFocalPoint',
    () => ({ ministry: 'health', nationalId: people.landFocalPoint }),
    ['nationalId', 'FOCAL_POINT_ELSEWHERE'],
  ],
  [
    'a focal point is named for a ministry that does not exist',
    'operator',
    'nameFocalPoint',
    () => ({ ministry: 'space', nationalId: people.karim }),
    ['ministry', 'NO_SUCH_MINISTRY'],
  ],
  [
    'somebody rates twice',
    'citizen',
    'rateApplication',
    () => withKey({ applicationId: rated, stars: 1 }),
    ['applicationId', 'ALREADY_RATED'],
  ],
  [
    'somebody gives six stars',
    'citizen',
    'rateApplication',
    () => withKey({ applicationId: rated, stars: 6 }),
    ['stars', 'TOO_LARGE'],
  ],
  [
    'somebody rates what is not finished',
    'citizen',
    'rateApplication',
    () => withKey({ applicationId: staleDraft, stars: 3 }),
    ['applicationId', 'NOT_FINISHED'],
  ],
  [
    'an address is in an area that does not exist',
    'citizen',
    'fileGeneralDiary',
    () => withKey({ ...DIARY, place: ADDRESS_NOWHERE }),
    ['place.area', 'NOT_AN_AREA'],
  ],
  [
    'a service centre is planned in an area that does not exist',
    'operator',
    'planServiceCentre',
    () => withKey({ ...CENTRE, area: '06-99' }),
    ['area', 'NOT_AN_AREA'],
  ],
  [
    'a hospital is to be visited yesterday',
    'citizen',
    'bookHospitalAppointment',
    () => withKey({ ...appointment, day: inDays(1) }),
    ['day', 'DATE_TOO_EARLY'],
  ],
  [
    'a draft is handed in whose day has come meanwhile',
    'citizen',
    'submitDraft',
    () => ({ applicationId: staleDraft }),
    ['day', 'DATE_TOO_EARLY'],
  ],
  [
    'a booking is moved to yesterday',
    'citizen',
    'moveAppointment',
    () => ({ applicationId: booked, answers: { day: inDays(1) } }),
    ['day', 'DATE_TOO_EARLY'],
  ],
  [
    'a booking whose time has come is moved',
    'citizen',
    'moveAppointment',
    () => ({ applicationId: over, answers: { day: inDays(8) } }),
    [null, 'APPOINTMENT_OVER'],
  ],
];

describe('is refused with the place, in both languages, and leaves no trace', () => {
  test.each(REFUSED)('%s', async (_, who, field, input, [at, code]) => {
    const { userErrors } = await withoutTrace(() => send(as[who], field, input()));
    expect(userErrors).toEqual([{ field: at, code, ...WORDS }]);
  });

  /** What no payload tells: the request itself. */
  test.each<[string, Who, string, string]>([
    [
      'areas within an area that does not exist',
      'citizen',
      '{ answer: areas(filter: { within: "06-99" }) { totalCount } }',
      'NOT_AN_AREA',
    ],
    [
      'service centres in an area that does not exist',
      'citizen',
      '{ answer: serviceCentres(filter: { area: "06-99" }) { totalCount } }',
      'NOT_AN_AREA',
    ],
    [
      'a focal point names one of another ministry themselves',
      'healthFocalPoint',
      `mutation { answer: nameFocalPoint(input: { ministry: "land", nationalId: "${people.karim}" }) { userErrors { code } } }`,
      'FORBIDDEN',
    ],
    [
      'an operator hands in a ministry’s services',
      'operator',
      `mutation { answer: submitServiceListCsv(input: { ministry: "land", csv: "", idempotencyKey: "operators-own" }) { userErrors { code } } }`,
      'FORBIDDEN',
    ],
  ])('%s', async (_, who, query, code) => {
    const { data, errors } = await withoutTrace(() => as[who].ask<{ answer: unknown }>(query));
    expect(data).toEqual({ answer: null });
    expect(errors).toMatchObject([{ path: ['answer'], extensions: { code, messages: WORDS } }]);
  });
});
