import { catalogue } from '#kit/errors/catalogue.ts';

/** What is wrong with a file as a whole, or with its lines. */
export const csvErrors = catalogue({
  EMPTY_FILE: {
    en: 'The file is empty. Write the column names in its first line, and a service in each line below.',
    bn: 'ফাইলটি খালি। প্রথম লাইনে কলামের নাম এবং নিচের প্রতি লাইনে একটি সেবা লিখুন।',
  },
  FILE_TOO_LONG: {
    en: 'The file has {length} characters; at most {maxLength} are taken. Leave out what is no service of yours, or ask the ICT Division.',
    bn: 'ফাইলে {length}টি অক্ষর আছে; সর্বোচ্চ {maxLength}টি নেওয়া যায়। যা আপনাদের সেবা নয় তা বাদ দিন, অথবা আইসিটি বিভাগে যোগাযোগ করুন।',
  },
  NOT_UTF8: {
    en: 'The file is not in UTF-8, so that its Bangla is lost. Save it anew as “CSV UTF-8”.',
    bn: 'ফাইলটি UTF-8 নয়, তাই বাংলা লেখা নষ্ট হয়েছে। “CSV UTF-8” হিসেবে আবার সংরক্ষণ করুন।',
  },
  WRONG_SEPARATOR: {
    en: 'The columns are separated by {separator}. Save the file with commas between them.',
    bn: 'কলামগুলো {separator} দিয়ে আলাদা করা। কমা দিয়ে আলাদা করে ফাইলটি সংরক্ষণ করুন।',
  },
  NO_HEADER: {
    en: 'The first line holds no column names. Write there: {columns}.',
    bn: 'প্রথম লাইনে কলামের নাম নেই। সেখানে লিখুন: {columns}।',
  },
  MISSING_COLUMN: {
    en: 'The column {column} is missing. Add it to the first line, and its cell to every line.',
    bn: '{column} কলামটি নেই। প্রথম লাইনে নামটি এবং প্রতি লাইনে ঘরটি যোগ করুন।',
  },
  UNKNOWN_COLUMN: {
    en: 'There is no column {column}. Take it out, or correct its name to one of: {columns}.',
    bn: '{column} নামে কোনো কলাম নেই। এটি বাদ দিন, অথবা নামটি ঠিক করুন: {columns}।',
  },
  COLUMN_TWICE: {
    en: 'The column {column} is there twice. Keep one of them.',
    bn: '{column} কলামটি দুইবার আছে। একটি রাখুন।',
  },
  COLUMN_WITHOUT_NAME: {
    en: 'Column number {number} has no name. Take it out of every line, or give it its name.',
    bn: '{number} নম্বর কলামের কোনো নাম নেই। প্রতি লাইন থেকে এটি বাদ দিন, অথবা নাম দিন।',
  },
  NO_ROWS: {
    en: 'Below the column names there is no service. Write one in each line.',
    bn: 'কলামের নামের নিচে কোনো সেবা নেই। প্রতি লাইনে একটি করে লিখুন।',
  },
  TOO_MANY_ROWS: {
    en: 'From here on there are more than {maxRows} services. Hand in at most so many.',
    bn: 'এখান থেকে সেবার সংখ্যা {maxRows}টির বেশি। সর্বোচ্চ এতগুলো জমা দিন।',
  },
  TOO_FEW_CELLS: {
    en: 'This line has {count} cells, and the first line {wanted}. Add what is missing; an empty cell is a comma, too.',
    bn: 'এই লাইনে {count}টি ঘর, প্রথম লাইনে {wanted}টি। যা নেই তা যোগ করুন; খালি ঘরের জন্যও কমা দিন।',
  },
  TOO_MANY_CELLS: {
    en: 'This line has {count} cells, and the first line {wanted}. Put a text that holds a comma between double quotes.',
    bn: 'এই লাইনে {count}টি ঘর, প্রথম লাইনে {wanted}টি। কমাসহ লেখা জোড়া উদ্ধৃতি চিহ্নের মধ্যে দিন।',
  },
  HEADER_AGAIN: {
    en: 'The column names are here a second time. Take this line out.',
    bn: 'কলামের নাম এখানে আবার এসেছে। এই লাইনটি বাদ দিন।',
  },
  QUOTE_NOT_CLOSED: {
    en: 'A double quote that opens here is never closed, so that the rest of the file is not read. Close it after the text.',
    bn: 'এখানে শুরু হওয়া জোড়া উদ্ধৃতি চিহ্ন শেষ হয়নি, তাই ফাইলের বাকি অংশ পড়া যায়নি। লেখার শেষে চিহ্নটি দিন।',
  },
  QUOTE_WITHIN_TEXT: {
    en: 'A double quote stands within the text. Put the whole text between double quotes, and write each one inside twice.',
    bn: 'লেখার ভেতরে একটি জোড়া উদ্ধৃতি চিহ্ন আছে। পুরো লেখা জোড়া উদ্ধৃতির মধ্যে দিন, আর ভেতরের প্রতিটি চিহ্ন দুইবার লিখুন।',
  },
  TEXT_AFTER_QUOTE: {
    en: 'After the closing double quote there is more text, so that the rest of the file may not be read. Put a comma there, or write the quote twice when it belongs to the text.',
    bn: 'শেষের জোড়া উদ্ধৃতি চিহ্নের পরে আরও লেখা আছে, তাই ফাইলের বাকি অংশ পড়া নাও যেতে পারে। সেখানে কমা দিন, অথবা চিহ্নটি লেখার অংশ হলে দুইবার লিখুন।',
  },
});

/** What is wrong with a service of the list, however it was handed in. */
export const declarationErrors = catalogue({
  CODE_NOT_KEBAB: {
    en: 'A code has small Latin letters, digits and single hyphens, and begins with a letter, e.g. passport-new. Write it so.',
    bn: 'কোডে শুধু ছোট হাতের ইংরেজি অক্ষর, সংখ্যা ও একটি করে হাইফেন থাকে, শুরু হয় অক্ষর দিয়ে, যেমন passport-new। সেভাবে লিখুন।',
  },
  CODE_TWICE: {
    en: 'The same code is at {placeEn} already. Give each service its own, or take one out.',
    bn: 'একই কোড আগে আছে: {placeBn}। প্রতিটি সেবার আলাদা কোড দিন, অথবা একটি বাদ দিন।',
  },
  CODE_OF_ANOTHER_MINISTRY: {
    en: 'This code belongs to a service of another ministry ({owner}). Choose another code, e.g. one that begins with your ministry’s name.',
    bn: 'এই কোডটি অন্য মন্ত্রণালয়ের ({owner}) একটি সেবার। অন্য কোড দিন, যেমন আপনাদের মন্ত্রণালয়ের নাম দিয়ে শুরু।',
  },
  TITLE_TWICE: {
    en: 'The same title is at {placeEn} already. Say what tells the two services apart, or take one out.',
    bn: 'একই নাম আগে আছে: {placeBn}। দুটি সেবার পার্থক্য বোঝা যায় এমন নাম দিন, অথবা একটি বাদ দিন।',
  },
  NOT_IN_ENGLISH: {
    en: 'The English title has no Latin letters. Write the title in English here; the Bangla one has its own place.',
    bn: 'ইংরেজি নামে কোনো ইংরেজি অক্ষর নেই। এখানে নামটি ইংরেজিতে লিখুন; বাংলা নামের ঘর আলাদা।',
  },
  NOT_IN_BANGLA: {
    en: 'The Bangla title has no Bangla letters in Unicode. Type it with a Unicode keyboard (not in an old font such as SutonnyMJ).',
    bn: 'বাংলা নামে ইউনিকোডে লেখা কোনো বাংলা অক্ষর নেই। ইউনিকোড কিবোর্ডে লিখুন (সুতন্বীএমজে-র মতো পুরোনো ফন্টে নয়)।',
  },
  BANGLA_LOST: {
    en: 'The Bangla title has become question marks when the file was saved. Type it again and save as “CSV UTF-8”.',
    bn: 'ফাইল সংরক্ষণের সময় বাংলা নামটি প্রশ্নবোধক চিহ্ন হয়ে গেছে। আবার লিখে “CSV UTF-8” হিসেবে সংরক্ষণ করুন।',
  },
  LOOKS_LIKE_FORMULA: {
    en: 'The text begins like a formula of a spreadsheet. Leave out the sign before it (=, +, - or @).',
    bn: 'লেখাটি স্প্রেডশিটের সূত্রের মতো শুরু হয়েছে। শুরুর চিহ্নটি (=, +, - বা @) বাদ দিন।',
  },
  UNKNOWN_KIND: {
    en: 'This is no kind of service. Write one of: {choices}.',
    bn: 'এটি সেবার কোনো ধরন নয়। এগুলোর একটি লিখুন: {choices}।',
  },
  UNKNOWN_PRESENT_WAY: {
    en: 'This is no way in which citizens get a service today. Write one of: {choices}.',
    bn: 'নাগরিকরা এখন যেভাবে সেবা পান এটি তার কোনোটি নয়। এগুলোর একটি লিখুন: {choices}।',
  },
  FEE_NOT_A_NUMBER: {
    en: 'The fee is not a number. Write whole taka in digits only, without a comma, a sign or a word, e.g. 4025; 0 when it is free.',
    bn: 'ফি কোনো সংখ্যা নয়। কমা, চিহ্ন বা শব্দ ছাড়া শুধু অঙ্কে পূর্ণ টাকা লিখুন, যেমন ৪০২৫; বিনামূল্যে হলে ০।',
  },
  FEE_NOT_WHOLE: {
    en: 'The fee has a part of a taka. Write whole taka.',
    bn: 'ফিতে টাকার ভগ্নাংশ আছে। পূর্ণ টাকা লিখুন।',
  },
  FEE_NEGATIVE: {
    en: 'The fee is below zero. Write what the citizen pays; 0 when it is free.',
    bn: 'ফি শূন্যের কম। নাগরিক যা দেন তা লিখুন; বিনামূল্যে হলে ০।',
  },
  FEE_TOO_LARGE: {
    en: 'The fee is more than {max} taka. Check the number of zeros.',
    bn: 'ফি {max} টাকার বেশি। শূন্যের সংখ্যা মিলিয়ে দেখুন।',
  },
  TIME_NOT_A_NUMBER: {
    en: 'The time is not a number. Write working days in digits only, e.g. 15; 0 when the answer is immediate.',
    bn: 'সময় কোনো সংখ্যা নয়। শুধু অঙ্কে কর্মদিবস লিখুন, যেমন ১৫; সঙ্গে সঙ্গে উত্তর হলে ০।',
  },
  TIME_NOT_WHOLE: {
    en: 'The time has a part of a day. Write whole working days.',
    bn: 'সময়ে দিনের ভগ্নাংশ আছে। পূর্ণ কর্মদিবস লিখুন।',
  },
  TIME_NEGATIVE: {
    en: 'The time is below zero. Write working days; 0 when the answer is immediate.',
    bn: 'সময় শূন্যের কম। কর্মদিবস লিখুন; সঙ্গে সঙ্গে উত্তর হলে ০।',
  },
  TIME_TOO_LONG: {
    en: 'The time is more than {max} working days. Write working days, not hours or calendar days.',
    bn: 'সময় {max} কর্মদিবসের বেশি। ঘণ্টা বা পঞ্জিকার দিন নয়, কর্মদিবস লিখুন।',
  },
  DECISION_WITHOUT_TIME: {
    en: 'An application waits for a decision, and its time is 0. Write the working days of the Citizen’s Charter, or choose another kind.',
    bn: 'আবেদনে সিদ্ধান্ত লাগে, অথচ সময় ০। সিটিজেনস চার্টারের কর্মদিবস লিখুন, অথবা অন্য ধরন দিন।',
  },
  LOOKUP_WITH_TIME: {
    en: 'A lookup is answered at once. Write 0 as its time, or choose another kind.',
    bn: 'যাচাইয়ের উত্তর সঙ্গে সঙ্গে পাওয়া যায়। সময় ০ লিখুন, অথবা অন্য ধরন দিন।',
  },
  EVIDENCE_NOT_KEBAB: {
    en: 'A document is named by a code in small Latin letters, e.g. nid; in a file several are separated by semicolons. Write it so.',
    bn: 'কাগজপত্রের নাম ছোট হাতের ইংরেজি কোডে হয়, যেমন nid; ফাইলে একাধিক হলে সেমিকোলন দিয়ে আলাদা করুন।',
  },
  EVIDENCE_TWICE: {
    en: 'The document {document} is named twice. Keep one.',
    bn: '{document} কাগজটি দুইবার লেখা হয়েছে। একবার রাখুন।',
  },
  TOO_MUCH_EVIDENCE: {
    en: 'More than {maxItems} documents are asked for. Name those that a citizen must bring.',
    bn: '{maxItems}টির বেশি কাগজ চাওয়া হয়েছে। যেগুলো নাগরিককে আনতেই হবে শুধু সেগুলো লিখুন।',
  },
  WANTED_DATE_NOT_A_DATE: {
    en: 'This is not a day of the calendar. Write it as year-month-day, e.g. 2027-03-26.',
    bn: 'এটি সঠিক তারিখ নয়। বছর-মাস-দিন হিসেবে লিখুন, যেমন ২০২৭-০৩-২৬।',
  },
  WANTED_DATE_PASSED: {
    en: 'The wanted date has passed. Write {earliestEn} or a later day.',
    bn: 'চালুর তারিখটি পার হয়ে গেছে। {earliestBn} বা তার পরের তারিখ লিখুন।',
  },
  WANTED_DATE_TOO_FAR: {
    en: 'The wanted date is more than five years away. Write {latestEn} or an earlier day.',
    bn: 'চালুর তারিখটি পাঁচ বছরেরও পরের। {latestBn} বা তার আগের তারিখ লিখুন।',
  },
});

/** What else stands in the way of handing in a list. */
export const serviceListErrors = catalogue({
  CSV_HAS_MISTAKES: {
    en: 'The file has {count} mistakes, and nothing was kept. Mend them as `mistakes` says, and hand it in again.',
    bn: 'ফাইলে {count}টি ভুল আছে, তাই কিছুই রাখা হয়নি। `mistakes` অনুযায়ী ঠিক করে আবার জমা দিন।',
  },
});

export type DeclarationErrorCode = keyof typeof declarationErrors;
export type CsvErrorCode = keyof typeof csvErrors;
