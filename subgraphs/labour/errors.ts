import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_A_FACTORY: {
    en: 'A factory has {workers} workers or more. With fewer apply for the licence of an establishment.',
    bn: 'কমপক্ষে {workers} জন শ্রমিক থাকলে কারখানা হয়। এর কম হলে প্রতিষ্ঠানের লাইসেন্সের আবেদন করুন।',
  },
  FLOORS_DO_NOT_ADD_UP: {
    en: 'The floors hold {onFloors} workers, the factory has {total}. Correct one of them.',
    bn: 'তলাগুলোতে মোট শ্রমিক {onFloors} জন, কিন্তু কারখানায় {total} জন। একটি সংশোধন করুন।',
  },
  FLOOR_CROWDED: {
    en: 'This floor has air for {room} workers. Put fewer on it, or correct its area and height.',
    bn: 'এই তলায় সর্বোচ্চ {room} জন শ্রমিকের জায়গা আছে। শ্রমিক কমান, অথবা আয়তন ও উচ্চতা ঠিক করুন।',
  },
  WAY_OUT_MISSING: {
    en: 'Each floor needs {waysOut} ways out, one of them an emergency stair. Build it before you apply.',
    bn: 'প্রতি তলায় জরুরি সিঁড়িসহ কমপক্ষে {waysOut}টি বহির্গমন পথ লাগে। পথ তৈরি করে আবেদন করুন।',
  },
  FACILITY_MISSING: {
    en: 'This is needed from {from} workers on (a children’s room: from that many women). Set it up before you apply.',
    bn: 'শ্রমিক {from} জন হলে এটি বাধ্যতামূলক (শিশুকক্ষের ক্ষেত্রে নারী শ্রমিক)। ব্যবস্থা করে আবেদন করুন।',
  },
  FACTORY_LICENSED: {
    en: 'A factory with this trade licence is licensed already. Renew that licence, or have it changed.',
    bn: 'এই ট্রেড লাইসেন্সে কারখানার লাইসেন্স আগেই আছে। সেটি নবায়ন বা সংশোধন করুন।',
  },
  REPORTER_MOBILE_MISSING: {
    en: 'Enter your mobile number, so that the inspector can reach you; or choose that your name is not known.',
    bn: 'পরিদর্শক যোগাযোগ করতে পারেন এমন মোবাইল নম্বর দিন; অথবা নাম প্রকাশ না করার ঘরটি বেছে নিন।',
  },
  WAGES_MISSING: {
    en: 'Say which wages were not paid: the period, the amount and how many workers.',
    bn: 'কোন মজুরি বাকি তা লিখুন: মজুরিকাল, টাকার পরিমাণ ও শ্রমিক সংখ্যা।',
  },
  WAGES_NOT_DUE: {
    en: 'The employer may pay these wages until {paydayEn}. Complain after that day.',
    bn: '{paydayBn} পর্যন্ত মালিক এই মজুরি দিতে পারেন। এর পর অভিযোগ করুন।',
  },
  WAGE_CLAIM_TOO_OLD: {
    en: 'Wages are claimed within twelve months of their payday. For older ones go to the Labour Court.',
    bn: 'মজুরি পাওয়ার দিন থেকে ১২ মাসের মধ্যে দাবি করতে হয়। পুরোনো মজুরির জন্য শ্রম আদালতে যান।',
  },
  GRIEVANCE_MISSING: {
    en: 'Write to the employer first, within {days} days of losing your work, and enter the day of the letter.',
    bn: 'চাকরি হারানোর {days} দিনের মধ্যে আগে মালিককে লিখিত অভিযোগ দিন, তারপর সেই তারিখ লিখুন।',
  },
  GRIEVANCE_BEFORE_EVENT: {
    en: 'You cannot have written to the employer before it happened. Compare both dates.',
    bn: 'ঘটনার আগে মালিককে অভিযোগ দেওয়া যায় না। তারিখ দুটি মিলিয়ে দেখুন।',
  },
  GRIEVANCE_LATE: {
    en: 'The employer must have your letter within {days} days. For a later one ask the inspection office for advice (16357).',
    bn: 'মালিককে {days} দিনের মধ্যে অভিযোগ দিতে হয়। দেরি হলে পরিদর্শন কার্যালয়ের পরামর্শ নিন (১৬৩৫৭)।',
  },
});
