import { catalogue } from './errors/catalogue.ts';

/** The words of the kit's own rules. A ministry may say them in its own. */
export const ruleErrors = catalogue({
  BIRTH_YEAR_DIFFERS: {
    en: 'A birth registration number begins with the year of birth, here {year}. Compare number and date with the certificate.',
    bn: 'জন্ম নিবন্ধন নম্বর জন্মের সাল দিয়ে শুরু হয়। সনদের সঙ্গে নম্বর ও তারিখ মিলিয়ে দেখুন।',
  },
  AGENCY_MISSING: {
    en: 'Enter the licence number of the agency.',
    bn: 'এজেন্সির লাইসেন্স নম্বর দিন।',
  },
  AGENCY_UNKNOWN: {
    en: 'No agency has this licence. Compare the number with the contract.',
    bn: 'এই লাইসেন্সের কোনো এজেন্সি নেই। চুক্তির সঙ্গে নম্বরটি মিলিয়ে দেখুন।',
  },
  AGENCY_SUSPENDED: {
    en: 'The licence of {name} is suspended. Choose another agency.',
    bn: '{nameBn}-এর লাইসেন্স স্থগিত। অন্য এজেন্সি বেছে নিন।',
  },
  SHARES_NOT_WHOLE: {
    en: 'The shares add up to {sharesPercent} per cent. Together they must be 100.',
    bn: 'অংশের যোগফল শতকরা {sharesPercent}। মোট ১০০ হতে হবে।',
  },
});
