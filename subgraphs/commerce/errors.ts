import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NAME_ENDING_WRONG: {
    en: 'The name of such a company ends with {ending}. Add it, or choose another kind of company.',
    bn: 'এই ধরনের কোম্পানির নামের শেষে {ending} থাকে। তা যোগ করুন, অথবা কোম্পানির অন্য ধরন বেছে নিন।',
  },
  NAME_RESERVED: {
    en: 'The word “{word}” needs the government’s consent. Choose a name without it.',
    bn: '“{word}” শব্দটি ব্যবহারে সরকারের সম্মতি লাগে। শব্দটি ছাড়া নাম বেছে নিন।',
  },
  COMPANY_NAME_TAKEN: {
    en: 'A company has the name {name}, or it is kept for one. Choose a name that is less like it.',
    bn: '{name} নামে কোম্পানি আছে অথবা নামটি সংরক্ষিত। ভিন্ন নাম বেছে নিন।',
  },
  CLEARANCE_UNKNOWN: {
    en: 'There is no such name clearance. Check its number, or apply for the name first.',
    bn: 'এই নম্বরের কোনো ছাড়পত্র নেই। নম্বর মিলিয়ে দেখুন, অথবা আগে নামের ছাড়পত্রের আবেদন করুন।',
  },
  CLEARANCE_USED: {
    en: 'A company is registered with this clearance. Apply for another name.',
    bn: 'এই ছাড়পত্রে একটি কোম্পানি নিবন্ধিত হয়েছে। অন্য নামের ছাড়পত্র নিন।',
  },
  CLEARANCE_EXPIRED: {
    en: 'The clearance has expired. Apply for the name again.',
    bn: 'ছাড়পত্রের মেয়াদ শেষ। নামের জন্য আবার আবেদন করুন।',
  },
  NOT_THE_CLEARED_NAME: {
    en: 'The clearance is for another name or another kind of company. Enter both as the clearance has them.',
    bn: 'ছাড়পত্রে নাম বা কোম্পানির ধরন অন্য। ছাড়পত্র অনুযায়ী দুটিই লিখুন।',
  },
  TOO_FEW_SUBSCRIBERS: {
    en: 'Such a company has at least {fewest} subscribers. Enter all of them.',
    bn: 'এই ধরনের কোম্পানিতে কমপক্ষে {fewest} জন শেয়ার গ্রহীতা লাগে। সবার তথ্য দিন।',
  },
  TOO_MANY_SUBSCRIBERS: {
    en: 'Such a company has at most {most} subscribers. Choose another kind of company for more.',
    bn: 'এই ধরনের কোম্পানিতে সর্বোচ্চ {most} জন শেয়ার গ্রহীতা থাকতে পারেন। বেশি হলে অন্য ধরন বেছে নিন।',
  },
  TOO_FEW_DIRECTORS: {
    en: 'Such a company has at least {directors} directors. Mark them among the subscribers.',
    bn: 'এই ধরনের কোম্পানিতে কমপক্ষে {directors} জন পরিচালক লাগে। শেয়ার গ্রহীতাদের মধ্যে পরিচালক চিহ্নিত করুন।',
  },
  CAPITAL_TOO_SMALL: {
    en: 'The shares come to {paidUpBdt} taka. The authorised capital must be that or more.',
    bn: 'শেয়ারের মোট মূল্য {paidUpBdt} টাকা। অনুমোদিত মূলধন এর কম হতে পারে না।',
  },
  ONE_PERSON_CAPITAL: {
    en: 'The paid-up capital of a one person company is between {leastBdt} and {mostBdt} taka. Change the number of shares.',
    bn: 'এক ব্যক্তি কোম্পানির পরিশোধিত মূলধন {leastBdt} থেকে {mostBdt} টাকা। শেয়ার সংখ্যা বদলান।',
  },
  NOMINEE_MISSING: {
    en: 'A one person company needs a nominee. Enter who takes the shares when the owner dies.',
    bn: 'এক ব্যক্তি কোম্পানিতে মনোনীত ব্যক্তি লাগে। মালিকের মৃত্যুতে শেয়ার যিনি পাবেন তাঁর তথ্য দিন।',
  },
  BANK_CERTIFICATE_OLD: {
    en: 'The bank certificate is older than {days} days. Get a new one from the bank.',
    bn: 'ব্যাংক সনদটি {days} দিনের বেশি পুরোনো। ব্যাংক থেকে নতুন সনদ নিন।',
  },
  IRC_ALREADY_GIVEN: {
    en: 'The business with this TIN has an import registration certificate. Renew that one.',
    bn: 'এই টিআইএনের প্রতিষ্ঠানের আমদানি নিবন্ধন সনদ আছে। সেটি নবায়ন করুন।',
  },
  ERC_ALREADY_GIVEN: {
    en: 'The business with this TIN has an export registration certificate. Renew that one.',
    bn: 'এই টিআইএনের প্রতিষ্ঠানের রপ্তানি নিবন্ধন সনদ আছে। সেটি নবায়ন করুন।',
  },
  INDUSTRY_REGISTRATION_MISSING: {
    en: 'Enter the registration number of the industry, or choose the commercial kind.',
    bn: 'শিল্প নিবন্ধন নম্বর দিন, অথবা বাণিজ্যিক ধরন বেছে নিন।',
  },
  SECTOR_PAPER_MISSING: {
    en: 'For this product add the paper of its authority below: the association of garment makers, or the department of fisheries, medicine or plant quarantine.',
    bn: 'এই পণ্যের জন্য নিচে সংশ্লিষ্ট কর্তৃপক্ষের কাগজ যোগ করুন: পোশাক সমিতি, মৎস্য, ঔষধ প্রশাসন বা উদ্ভিদ সংগনিরোধ।',
  },
});
