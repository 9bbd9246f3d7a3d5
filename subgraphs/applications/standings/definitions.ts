/** What each figure of a standing says, for who reads the table. */
import { catalogue, inWords, type Text } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { FEWEST, type Standing } from './standing.ts';

/** Older decisions and ratings no longer count. */
export const PERIOD_DAYS = 365;

const texts = catalogue({
  liveServices: {
    en: 'Services of the ministry that can be used in the graph now.',
    bn: 'মন্ত্রণালয়ের যতগুলো সেবা এখন এই প্ল্যাটফর্মে পাওয়া যায়।',
  },
  decisions: {
    en: 'Applications on which an official of the ministry decided in the last {days} days. Not shown below {fewest}.',
    bn: 'গত {days} দিনে মন্ত্রণালয়ের কর্মকর্তা যতগুলো আবেদনে সিদ্ধান্ত দিয়েছেন। {fewest}টির কম হলে দেখানো হয় না।',
  },
  inTimePercent: {
    en: 'Of the decisions of the last {days} days, how many per cent came by the day that the Citizen’s Charter promised. Not shown below {fewest} decisions.',
    bn: 'গত {days} দিনের সিদ্ধান্তের শতকরা কত ভাগ সিটিজেনস চার্টারে প্রতিশ্রুত দিনের মধ্যে হয়েছে। {fewest}টির কম সিদ্ধান্ত হলে দেখানো হয় না।',
  },
  medianWorkingDays: {
    en: 'Half of the decisions of the last {days} days took at most so many working days from the day of the application. Not shown below {fewest} decisions.',
    bn: 'গত {days} দিনের অর্ধেক সিদ্ধান্ত আবেদনের দিন থেকে সর্বোচ্চ এত কর্মদিবসে হয়েছে। {fewest}টির কম সিদ্ধান্ত হলে দেখানো হয় না।',
  },
  satisfactionStars: {
    en: 'The mean of the ratings, 1 to 5, that applicants gave in the last {days} days. Not shown below {fewest} ratings.',
    bn: 'গত {days} দিনে আবেদনকারীদের দেওয়া রেটিংয়ের (১ থেকে ৫) গড়। {fewest}টির কম রেটিং হলে দেখানো হয় না।',
  },
} satisfies Record<Exclude<keyof Standing, 'ministry'>, Text>);

export type Figure = keyof typeof texts;

export const FIGURES: readonly Figure[] = [
  'liveServices',
  'decisions',
  'inTimePercent',
  'medianWorkingDays',
  'satisfactionStars',
];

export function definitionOf(figure: Figure): Text {
  return inWords(problem(null, figure, { days: PERIOD_DAYS, fewest: FEWEST }), texts).message;
}
