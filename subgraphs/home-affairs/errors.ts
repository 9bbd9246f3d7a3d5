import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_OF_AGE: {
    en: 'With a national ID one applies from the age of {years}. A younger person applies with the birth registration.',
    bn: 'জাতীয় পরিচয়পত্র দিয়ে {years} বছর বয়স থেকে আবেদন করা যায়। এর কম বয়সে জন্ম নিবন্ধন দিয়ে আবেদন করুন।',
  },
  PAGES_48_ONLY: {
    en: 'From the age of {years} a passport has 48 pages. Choose 48 pages.',
    bn: '{years} বছর বয়স থেকে পাসপোর্ট ৪৮ পৃষ্ঠার হয়। ৪৮ পৃষ্ঠা বেছে নিন।',
  },
  THREAT_TOO_OLD: {
    en: 'A threat is entered within {days} days. For an older one go to the court.',
    bn: 'হুমকির ঘটনা {days} দিনের মধ্যে জানাতে হয়। পুরোনো ঘটনার জন্য আদালতে যান।',
  },
});
