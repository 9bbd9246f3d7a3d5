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
  FIVE_YEARS_ONLY: {
    en: 'Ten years are for the age from {fromYears} to below {toYears}. Choose 5 years.',
    bn: '১০ বছর মেয়াদ {fromYears} থেকে {toYears} বছরের কম বয়সীদের জন্য। ৫ বছর বেছে নিন।',
  },
  PASSPORT_UNKNOWN: {
    en: 'There is no passport with this number and date of birth. Compare both with the passport.',
    bn: 'এই নম্বর ও জন্ম তারিখের কোনো পাসপোর্ট নেই। পাসপোর্টের সঙ্গে দুটি মিলিয়ে দেখুন।',
  },
  PASSPORT_CANCELLED: {
    en: 'This passport was cancelled, or another has taken its place. Enter the number of the latest one.',
    bn: 'পাসপোর্টটি বাতিল হয়েছে বা এর বদলে নতুন পাসপোর্ট দেওয়া হয়েছে। সর্বশেষ পাসপোর্টের নম্বর দিন।',
  },
  NOT_YET_EXPIRING: {
    en: 'This passport is valid for more than {days} days. Choose another reason, or come back later.',
    bn: 'পাসপোর্টটির মেয়াদ {days} দিনের বেশি আছে। অন্য কারণ বেছে নিন, অথবা পরে আবেদন করুন।',
  },
  PASSPORT_EXPIRES: {
    en: 'The passport must be valid for {days} days more. Renew it first.',
    bn: 'পাসপোর্টের মেয়াদ আরও {days} দিন থাকতে হবে। আগে পাসপোর্ট নবায়ন করুন।',
  },
  DIARY_MISSING: {
    en: 'A lost passport is first told to the police. File a general diary and enter its number.',
    bn: 'পাসপোর্ট হারালে আগে থানায় জানাতে হয়। সাধারণ ডায়েরি করে তার নম্বর দিন।',
  },
  CHANGES_MISSING: {
    en: 'Enter what has changed, each with its proof.',
    bn: 'কী কী পরিবর্তন হয়েছে প্রমাণপত্রসহ লিখুন।',
  },
  PROOF_DOES_NOT_FIT: {
    en: 'This paper does not prove this change. A name is proved by the national ID card, a marriage by its certificate, a profession by the employer, an address by a utility bill.',
    bn: 'এই কাগজ দিয়ে এই পরিবর্তন প্রমাণ হয় না। নামের জন্য জাতীয় পরিচয়পত্র, বিয়ের জন্য বিবাহ সনদ, পেশার জন্য কর্মস্থলের প্রত্যয়ন, ঠিকানার জন্য বিদ্যুৎ, গ্যাস বা পানির বিল দিন।',
  },
  MOVED_OUT_BEFORE_IN: {
    en: 'You cannot have left before you moved in. Compare both dates.',
    bn: 'বসবাস শুরুর আগে শেষ হতে পারে না। তারিখ দুটি মিলিয়ে দেখুন।',
  },
  RESIDENCE_GAP: {
    en: 'Nothing is said about where you lived from {dayEn} on. Enter every residence of the last {years} years.',
    bn: '{dayBn} থেকে কোথায় ছিলেন তা লেখা হয়নি। গত {years} বছরের সব ঠিকানা দিন।',
  },
  REPRESENTATIVE_MISSING: {
    en: 'You live abroad: enter who hands in the papers for you.',
    bn: 'আপনি বিদেশে থাকেন: আপনার পক্ষে কে কাগজপত্র জমা দেবেন তা লিখুন।',
  },
  MISSION_MISSING: {
    en: 'You live abroad: enter the embassy that attested the copy of your passport.',
    bn: 'আপনি বিদেশে থাকেন: যে দূতাবাস পাসপোর্টের কপি সত্যায়ন করেছে তার নাম দিন।',
  },
  THREAT_TOO_OLD: {
    en: 'A threat is entered within {days} days. For an older one go to the court.',
    bn: 'হুমকির ঘটনা {days} দিনের মধ্যে জানাতে হয়। পুরোনো ঘটনার জন্য আদালতে যান।',
  },
  TOO_FEW_EXTINGUISHERS: {
    en: 'This floor needs {needed} fire extinguishers. Install them, then enter their number.',
    bn: 'এই আয়তনের জন্য {needed}টি অগ্নিনির্বাপক যন্ত্র লাগে। স্থাপন করে সংখ্যা লিখুন।',
  },
  TOO_FEW_STAIRCASES: {
    en: 'This building needs at least this many staircases that lead outside: {needed}.',
    bn: 'এই ভবনে বাইরে যাওয়ার অন্তত {needed}টি সিঁড়ি লাগে।',
  },
  TOO_LITTLE_WATER: {
    en: 'A building of {storeys} storeys or more keeps {litres} litres of water for a fire. Add a tank.',
    bn: '{storeys} তলা বা তার বেশি ভবনে {litres} লিটার পানি মজুদ রাখতে হয়। জলাধার বাড়ান।',
  },
  EXPLOSIVES_LICENCE_MISSING: {
    en: 'More than {gasKg} kg of LP gas or {petroleumKg} kg of petroleum is kept with a licence of the Department of Explosives only. Enter its number, or keep less.',
    bn: '{gasKg} কেজির বেশি এলপি গ্যাস বা {petroleumKg} কেজির বেশি পেট্রোলিয়াম রাখতে বিস্ফোরক পরিদপ্তরের লাইসেন্স লাগে। লাইসেন্স নম্বর দিন, অথবা কম রাখুন।',
  },
});
