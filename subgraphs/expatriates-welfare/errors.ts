import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  WORKER_TOO_YOUNG: {
    en: 'Work abroad begins at the age of {years}. Apply after that birthday.',
    bn: 'বিদেশে কাজের জন্য বয়স কমপক্ষে {years} বছর হতে হবে। বয়স পূর্ণ হলে আবেদন করুন।',
  },
  NOT_AGE_OF_DOMESTIC_WORK: {
    en: 'For domestic work abroad a woman is {from} to {to} years old. Choose another occupation.',
    bn: 'বিদেশে গৃহকর্মীর কাজে নারীর বয়স {from} থেকে {to} বছর হতে হয়। অন্য পেশা বেছে নিন।',
  },
  PASSPORT_ENDS_SOON: {
    en: 'The passport must be good for {days} more days. Renew it first.',
    bn: 'পাসপোর্টের মেয়াদ আরও অন্তত {days} দিন থাকতে হবে। আগে পাসপোর্ট নবায়ন করুন।',
  },
  PASSPORT_REGISTERED: {
    en: 'This passport is registered already. Use the number of that registration.',
    bn: 'এই পাসপোর্টে নিবন্ধন আগেই হয়েছে। সেই নিবন্ধন নম্বরটি ব্যবহার করুন।',
  },
  NOT_REGISTERED: {
    en: 'There is no registration {registrationNumber} with this passport. Check both numbers, or register first.',
    bn: 'এই পাসপোর্টে {registrationNumber} নম্বরের কোনো নিবন্ধন নেই। নম্বর দুটি মিলিয়ে দেখুন, অথবা আগে নিবন্ধন করুন।',
  },
  AGENCY_MISSING: {
    en: 'Enter the licence number of the recruiting agency. It begins with RL.',
    bn: 'রিক্রুটিং এজেন্সির লাইসেন্স নম্বর দিন। নম্বরটি RL দিয়ে শুরু।',
  },
  AGENCY_UNKNOWN: {
    en: 'No recruiting agency has this licence. Compare it with the contract; pay nothing to an agency without one.',
    bn: 'এই লাইসেন্সের কোনো রিক্রুটিং এজেন্সি নেই। চুক্তির সঙ্গে মিলিয়ে দেখুন; লাইসেন্স ছাড়া এজেন্সিকে টাকা দেবেন না।',
  },
  AGENCY_SUSPENDED: {
    en: 'The licence of {name} is suspended: it may not send anybody abroad. Ask BMET what to do.',
    bn: '{nameBn}-এর লাইসেন্স স্থগিত: তারা কাউকে বিদেশে পাঠাতে পারে না। করণীয় জানতে বিএমইটিতে যোগাযোগ করুন।',
  },
  PAID_TOO_MUCH: {
    en: 'You paid {paidBdt} taka; for this country {limitBdt} is the most. Correct the amounts, or claim the rest back with BMET’s help.',
    bn: 'আপনি {paidBdt} টাকা দিয়েছেন; এই দেশের জন্য সর্বোচ্চ {limitBdt} টাকা। হিসাব ঠিক করুন, অথবা বাড়তি টাকা ফেরত পেতে বিএমইটিতে অভিযোগ করুন।',
  },
  VISA_ENDS_BEFORE_DEPARTURE: {
    en: 'On that day the visa no longer lets you in. Leave earlier, or have the visa renewed.',
    bn: 'যাত্রার দিন ভিসার প্রবেশের মেয়াদ থাকবে না। আগে যাত্রা করুন, অথবা ভিসা নবায়ন করুন।',
  },
  VISA_CLEARED: {
    en: 'For this visa a clearance was given already. Use that one.',
    bn: 'এই ভিসায় ছাড়পত্র আগেই দেওয়া হয়েছে। সেটি ব্যবহার করুন।',
  },
  NO_DISTRICT: {
    en: 'Choose an area within a district: the centre is the district’s.',
    bn: 'কোনো জেলার ভেতরের এলাকা বেছে নিন: প্রশিক্ষণ কেন্দ্র জেলাভিত্তিক।',
  },
  BEGINS_ON_SUNDAY: {
    en: '{name} begins its courses on Sundays. Choose a Sunday, or the centre of Dhaka.',
    bn: '{nameBn}-এ কোর্স শুরু হয় রবিবার। কোনো রবিবার বেছে নিন, অথবা ঢাকার কেন্দ্র বেছে নিন।',
  },
  COURSE_ENDS_TOO_LATE: {
    en: 'The course takes {days} days and must end before you leave. Choose an earlier first day.',
    bn: 'কোর্স {days} দিনের এবং যাত্রার আগেই শেষ হতে হবে। আরও আগের তারিখ বেছে নিন।',
  },
});
