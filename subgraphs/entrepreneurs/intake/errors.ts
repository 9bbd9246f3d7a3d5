import { catalogue } from '#kit/errors/catalogue.ts';

export const intakeErrors = catalogue({
  LIST_HAS_MISTAKES: {
    en: 'The file has {count} mistakes, and nobody was taken in. Mend each line that is named in `mistakes`, and hand the file in again.',
    bn: 'ফাইলে {count}টি ভুল আছে, তাই কাউকে অন্তর্ভুক্ত করা হয়নি। `mistakes`-এ বলা প্রতিটি লাইন ঠিক করে ফাইলটি আবার দিন।',
  },
  IDENTITY_AWAY: {
    en: 'The national IDs cannot be checked at the moment. Hand the file in again in a few minutes.',
    bn: 'এই মুহূর্তে জাতীয় পরিচয়পত্র নম্বর যাচাই করা যাচ্ছে না। কয়েক মিনিট পরে ফাইলটি আবার দিন।',
  },
  EMPTY_FILE: {
    en: 'The file has no line below its column names. Write an operator in each.',
    bn: 'কলামের নামের নিচে কোনো লাইন নেই। প্রতি লাইনে একজন উদ্যোক্তা লিখুন।',
  },
  TOO_MANY_ROWS: {
    en: 'From here on there are more than {maxRows} operators. Hand in at most so many at once.',
    bn: 'এখান থেকে উদ্যোক্তার সংখ্যা {maxRows} জনের বেশি। একবারে সর্বোচ্চ এতজন দিন।',
  },
  NOT_UTF8: {
    en: 'The file is not in UTF-8, so that its Bangla is lost. Save it anew as “CSV UTF-8”.',
    bn: 'ফাইলটি UTF-8 নয়, তাই বাংলা লেখা নষ্ট হয়েছে। “CSV UTF-8” হিসেবে আবার সংরক্ষণ করুন।',
  },
  MISSING_COLUMN: {
    en: 'The column {column} is missing. The first line is: {columns}.',
    bn: '{column} কলামটি নেই। প্রথম লাইনে থাকবে: {columns}।',
  },
  UNKNOWN_COLUMN: {
    en: 'There is no column {column}. Take it out, or correct its name to one of: {columns}.',
    bn: '{column} নামে কোনো কলাম নেই। এটি বাদ দিন, অথবা নামটি ঠিক করুন: {columns}।',
  },
  WRONG_CELLS: {
    en: 'This line has {count} cells, and the first line {wanted}. Put a text that holds a comma between double quotes.',
    bn: 'এই লাইনে {count}টি ঘর, প্রথম লাইনে {wanted}টি। কমাসহ লেখা জোড়া উদ্ধৃতি চিহ্নের মধ্যে দিন।',
  },
  QUOTES: {
    en: 'A double quote stands where none belongs, or is never closed. Write each one inside a quoted text twice.',
    bn: 'একটি জোড়া উদ্ধৃতি চিহ্ন ভুল জায়গায় আছে, অথবা শেষ হয়নি। উদ্ধৃত লেখার ভেতরের প্রতিটি চিহ্ন দুইবার লিখুন।',
  },
  UNKNOWN_SOURCE: {
    en: 'This is no source of operators. Write one of: {choices}.',
    bn: 'এটি উদ্যোক্তার কোনো উৎস নয়। এগুলোর একটি লিখুন: {choices}।',
  },
  NOT_A_CENTRE_CODE: {
    en: 'This is no centre’s code. Take it from `serviceCentres`: small letters, digits and hyphens.',
    bn: 'এটি কেন্দ্রের কোড নয়। `serviceCentres` থেকে নিন: ছোট হাতের ইংরেজি অক্ষর, সংখ্যা ও হাইফেন।',
  },
  PERSON_TWICE: {
    en: 'The person of this line is in line {first} already. Take one of the lines out.',
    bn: 'এই লাইনের ব্যক্তি আগে {first} নম্বর লাইনে আছেন। একটি লাইন বাদ দিন।',
  },
  NO_SUCH_PERSON: {
    en: 'Nobody with this national ID can log in. Compare it with the card; who has none is registered first.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরের কেউ লগ ইন করতে পারেন না। কার্ডের সঙ্গে মিলিয়ে দেখুন; নিবন্ধন না থাকলে আগে তা করতে হবে।',
  },
});

export type IntakeErrorCode = keyof typeof intakeErrors;
