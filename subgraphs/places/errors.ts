import { GraphQLError } from 'graphql';
import { applicationErrors } from '#kit/application/errors.ts';
import { catalogue, inWords, type UserErrorRecord } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';

const placesErrors = catalogue({
  NOT_AN_AREA: {
    en: 'There is no area with this code. Look it up with `areas`.',
    bn: 'এই কোডের কোনো এলাকা নেই। `areas` দিয়ে খুঁজে দেখুন।',
  },
  AREA_TOO_WIDE: {
    en: 'A division is too wide for a centre. Choose a district, or what lies in one.',
    bn: 'একটি কেন্দ্রের জন্য বিভাগ অনেক বড় এলাকা। কোনো জেলা বা তার ভেতরের এলাকা বেছে নিন।',
  },
  AREA_OR_ABROAD: {
    en: 'Give either `area`, for a centre in Bangladesh, or `abroad`; not both and not neither.',
    bn: 'দেশের কেন্দ্রের জন্য `area`, বিদেশের কেন্দ্রের জন্য `abroad` দিন; দুটির যেকোনো একটি দিতে হবে।',
  },
  OUTSIDE_BANGLADESH: {
    en: 'This point does not lie in Bangladesh. Check latitude and longitude; they are easily exchanged.',
    bn: 'এই স্থানাঙ্ক বাংলাদেশের মধ্যে নয়। অক্ষাংশ ও দ্রাঘিমাংশ মিলিয়ে দেখুন; এ দুটি সহজেই অদলবদল হয়।',
  },
  NO_COUNTRY_ABROAD: {
    en: 'No country abroad has the code {country}. Give its two letters in ISO 3166-1, e.g. MY.',
    bn: '{country} কোডের কোনো বিদেশি রাষ্ট্র নেই। ISO 3166-1 অনুযায়ী দুই অক্ষরের কোড দিন, যেমন MY।',
  },
  WRONG_STAGE: {
    en: 'The stage ABROAD is for centres abroad, and the others are for those in Bangladesh. Choose the one that fits.',
    bn: 'ABROAD পর্যায়টি বিদেশের কেন্দ্রের জন্য, বাকিগুলো দেশের কেন্দ্রের জন্য। মানানসই পর্যায় বেছে নিন।',
  },
  CLOSES_BEFORE_OPENING: {
    en: 'It closes before it opens, or at once. Hours over midnight are written on two days.',
    bn: 'খোলার আগেই বা সঙ্গে সঙ্গে বন্ধ হচ্ছে। মধ্যরাত পেরোনো সময় দুই দিনে ভাগ করে লিখুন।',
  },
  HOURS_OVERLAP: {
    en: 'These hours overlap with others of the same day. Write them as one, or apart.',
    bn: 'একই দিনের অন্য সময়ের সঙ্গে এই সময় মিলে গেছে। একসঙ্গে লিখুন, অথবা আলাদা করুন।',
  },
  CODE_TAKEN: {
    en: 'There is already a service centre with the code {code}. Choose another.',
    bn: '{code} কোডের একটি সেবাকেন্দ্র আগেই আছে। অন্য কোড দিন।',
  },
  NO_SUCH_CENTRE: {
    en: 'There is no service centre with the code {code}. Look it up with `serviceCentres`.',
    bn: '{code} কোডের কোনো সেবাকেন্দ্র নেই। `serviceCentres` দিয়ে খুঁজে দেখুন।',
  },
  ILLEGAL_MOVE: {
    en: 'A centre that is {fromEn} cannot become {toEn}. From here it can become: {nextEn}.',
    bn: 'কেন্দ্রের অবস্থা এখন "{fromBn}"; এখান থেকে "{toBn}" করা যায় না। যা করা যায়: {nextBn}।',
  },
  PILOT_CRITERIA_NOT_MET: {
    en: 'The pilot has not met its criteria. {unmetEn}. Go on with it, or say in `overrideReason` why it opens nevertheless.',
    bn: 'পরীক্ষামূলক পর্যায়ের শর্ত পূরণ হয়নি। {unmetBn}। পর্যায়টি চালিয়ে যান, অথবা তবু কেন চালু হবে তা `overrideReason`-এ লিখুন।',
  },
  CHANGED_MEANWHILE: {
    en: 'Somebody else has just moved this centre. Read it again and decide anew.',
    bn: 'কেন্দ্রটির অবস্থা এইমাত্র অন্য কেউ বদলেছেন। আবার দেখে সিদ্ধান্ত নিন।',
  },
  NOT_BEGUN: {
    en: 'This centre had not begun on that day, so there is nothing to record. Check the day, or move it to PILOT first.',
    bn: 'ওই দিন কেন্দ্রটির কাজ শুরু হয়নি, তাই লেখার কিছু নেই। দিনটি মিলিয়ে দেখুন, অথবা আগে অবস্থা PILOT করুন।',
  },
});

/** Every text that this subgraph can say; a form's words for an area are those of an address, so ours stand before them. */
const texts = { ...formErrors, ...applicationErrors, ...placesErrors };

export function userErrors(problems: readonly Problem[]): UserErrorRecord[] {
  return problems.map((each) => inWords(each, texts));
}

/** The error of a query that cannot be answered, with the place in its arguments; null when nothing is wrong. */
export function queryRefusal(argument: string, [first]: readonly Problem[]): GraphQLError | null {
  if (!first) return null;
  const { code, field, message } = inWords(first, texts);
  const place = field === null ? argument : `${argument}.${field}`;
  const messages = { en: `${place}: ${message.en}`, bn: `${place}: ${message.bn}` };
  return new GraphQLError(messages.en, { extensions: { code, messages } });
}
