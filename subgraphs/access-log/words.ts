/** A look as a citizen reads it. Pure: it is given the names of ministries and services. */
import type { LookerRole, PurposeCode } from '#kit/access-log/look.ts';
import { inBanglaDigits, type Text } from '#kit/errors/catalogue.ts';
import type { FormField } from '#kit/form/form-field.ts';
import type { AccessRecord } from './copied-blocks.ts';

/** What the graph calls ministries, services and their fields. */
export type Names = {
  /** Undefined for one that is not in the graph. */
  readonly ministry: (code: string) => Text | undefined;
  readonly service: (code: string) => { readonly title: Text; readonly form: readonly FormField[] } | undefined;
};

const ROLES: Readonly<Record<LookerRole, Text>> = {
  OFFICIAL: { en: 'An official', bn: 'একজন কর্মকর্তা' },
  ENTREPRENEUR: { en: 'A Citizen Service entrepreneur', bn: 'একজন নাগরিক সেবা উদ্যোক্তা' },
  OPERATOR: { en: 'An operator of the platform', bn: 'প্ল্যাটফর্মের একজন পরিচালনাকারী' },
  FOCAL_POINT: { en: 'The focal point', bn: 'ফোকাল পয়েন্ট' },
  DEVELOPER: { en: 'A developer', bn: 'একজন ডেভেলপার' },
  AUDITOR: { en: 'An auditor', bn: 'একজন নিরীক্ষক' },
  MACHINE: { en: 'A machine', bn: 'একটি যন্ত্র' },
  CITIZEN: { en: 'Another citizen', bn: 'অন্য একজন নাগরিক' },
  ANYBODY: { en: 'Somebody who had not logged in', bn: 'লগ ইন না করা একজন' },
};

const PURPOSES: Readonly<Record<PurposeCode, Text>> = {
  TO_DECIDE: { en: 'to decide the application', bn: 'আবেদনটি নিষ্পত্তির জন্য' },
  DECIDED: { en: 'to close the application', bn: 'আবেদনটি সমাপ্ত করার জন্য' },
  STATED: { en: 'after it was closed, and said why', bn: 'নিষ্পত্তির পরে, কারণ জানিয়ে' },
  WITH_CONSENT: { en: 'to serve you, with your consent', bn: 'আপনার সম্মতিতে আপনাকে সেবা দিতে' },
  IN_OFFICE: { en: 'in the course of duty', bn: 'দাপ্তরিক দায়িত্ব পালনে' },
  LOOKED_UP: { en: 'by entering your number', bn: 'আপনার নম্বর দিয়ে খুঁজে' },
};

/** The fields of an application that all ministries have, and of the other types that are watched. */
const FIELDS: Readonly<Record<string, Text>> = {
  answers: { en: 'The form and its answers', bn: 'ফরম ও তার উত্তর' },
  outcome: { en: 'What the ministry gave', bn: 'মন্ত্রণালয় যা দিয়েছে' },
  informationRequest: { en: 'What the ministry asked you', bn: 'মন্ত্রণালয় যা জানতে চেয়েছে' },
  decision: { en: 'The decision and its reason', bn: 'সিদ্ধান্ত ও তার কারণ' },
  payment: { en: 'The payment', bn: 'পরিশোধের তথ্য' },
  timeline: { en: 'What happened to it, and what was written', bn: 'কখন কী হয়েছে ও কী লেখা হয়েছে' },
  assistance: { en: 'Who helped you', bn: 'কে আপনাকে সহায়তা করেছেন' },
  rating: { en: 'Your rating', bn: 'আপনার মূল্যায়ন' },
  evidence: { en: 'The kind of document', bn: 'কাগজের ধরন' },
  title: { en: 'What the document is called', bn: 'কাগজের নাম' },
  fileName: { en: 'The name of a file', bn: 'ফাইলের নাম' },
  mediaType: { en: 'The kind of a file', bn: 'ফাইলের ধরন' },
  sizeBytes: { en: 'The size of a file', bn: 'ফাইলের আকার' },
  sha256: { en: 'The digest of a file', bn: 'ফাইলের ডাইজেস্ট' },
  reference: { en: 'The reference of a document', bn: 'কাগজের রেফারেন্স' },
  downloadUrl: { en: 'A document itself', bn: 'কাগজটি নিজেই' },
  name: { en: 'Your name', bn: 'আপনার নাম' },
  wantedCentre: { en: 'The centre where you want to work', bn: 'আপনি যে কেন্দ্রে কাজ করতে চান' },
  photoReference: { en: 'Your photograph', bn: 'আপনার ছবি' },
  documents: { en: 'The documents that you handed in', bn: 'আপনার জমা দেওয়া কাগজপত্র' },
  suspension: { en: 'Your suspension and its reason', bn: 'আপনার সাময়িক স্থগিতাদেশ ও তার কারণ' },
  steps: { en: 'What happened on your way as an entrepreneur', bn: 'উদ্যোক্তা হিসেবে আপনার ধাপসমূহ' },
  deskAccounts: { en: 'Your desk’s books', bn: 'আপনার ডেস্কের হিসাব' },
  application: { en: 'Which application was looked at', bn: 'কোন আবেদন দেখা হয়েছে' },
  purpose: { en: 'For what it was looked at', bn: 'কী কারণে দেখা হয়েছে' },
  fields: { en: 'Which fields were looked at', bn: 'কোন কোন ঘর দেখা হয়েছে' },
  words: { en: 'A look at your data', bn: 'আপনার তথ্য দেখার ঘটনা' },
  record: { en: 'What the register holds', bn: 'নিবন্ধনে যা আছে' },
  eligibility: { en: 'Whether somebody with your number may have it', bn: 'আপনার নম্বরে এটি পাওয়া যায় কি না' },
  question: { en: 'Your question about a look', bn: 'তথ্য দেখা নিয়ে আপনার প্রশ্ন' },
  text: { en: 'Your complaint', bn: 'আপনার অভিযোগ' },
  slip: { en: 'The slip of your visit', bn: 'আপনার রসিদের নম্বর' },
  answer: { en: 'The answer that you were given', bn: 'আপনাকে দেওয়া উত্তর' },
  amountBdt: { en: 'How much you paid in', bn: 'আপনি কত টাকা জমা দিয়েছেন' },
  questions: { en: 'What you asked about it', bn: 'এ বিষয়ে আপনার প্রশ্ন' },
};

/** Who looked: in which role, at which desk of which ministry. */
export function whoOf(
  {
    role,
    ministry,
    desk,
    centre,
    centreName,
  }: Pick<AccessRecord['by'], 'role' | 'ministry' | 'desk' | 'centre' | 'centreName'>,
  names: Names,
): Text {
  const office = ministry === null ? undefined : (names.ministry(ministry) ?? { en: ministry, bn: ministry });
  const place = centre === null ? undefined : (centreName ?? { en: centre, bn: centre });
  const parts = [
    office && { en: ` of ${office.en}`, bn: `, ${office.bn}` },
    desk !== null && { en: `, desk ${desk}`, bn: `, ডেস্ক ${desk}` },
    place && { en: ` at ${place.en}`, bn: `, ${place.bn}` },
  ].filter((part) => typeof part === 'object');
  return {
    en: ROLES[role].en + parts.map(({ en }) => en).join(''),
    bn: ROLES[role].bn + parts.map(({ bn }) => bn).join(''),
  };
}

/** For what: of a closed application, also what the official said. */
export function purposeInWords({ code, text }: AccessRecord['purpose']): Text {
  const { en, bn } = PURPOSES[code];
  return text === null ? { en, bn } : { en: `${en}: ${text}`, bn: `${bn}: ${text}` };
}

/** The label of a field: a shared one, or one of the form; what the ministry added has the label of what it gave. */
export function fieldInWords(name: string, service: string | null, names: Names): Text {
  const shared = FIELDS[name];
  if (shared) return shared;
  const own = name.slice(name.indexOf('.') + 1);
  const field = service === null ? undefined : names.service(service)?.form.find((each) => each.name === own);
  if (field) return { en: field.labelEn, bn: field.labelBn };
  const whole = name.startsWith('record.') ? FIELDS.record : FIELDS.outcome;
  return { en: `${whole?.en}: ${own}`, bn: `${whole?.bn}: ${own}` };
}

const DHAKA_MINUTE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Dhaka',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The whole look as one sentence. */
export function inOneSentence({ at, by, fields, purpose, service }: AccessRecord, names: Names): Text {
  const who = whoOf(by, names);
  const why = purposeInWords(purpose);
  const what = fields.map((field) => fieldInWords(field, service, names));
  const title = service === null ? undefined : names.service(service)?.title;
  const when = DHAKA_MINUTE.format(at);
  return {
    en: `${when}: ${who.en} looked at${title ? ` “${title.en}”` : ' your data'} (${what.map(({ en }) => en).join('; ')}), ${why.en}.`,
    bn: `${inBanglaDigits(when)}: ${who.bn}, ${title ? `“${title.bn}”` : 'আপনার তথ্য'} (${what.map(({ bn }) => bn).join('; ')}) দেখেছেন, ${why.bn}।`,
  };
}
