import { catalogue } from '../errors/catalogue.ts';

/** What a form or a scalar can object to. Each text names the fix. */
export const formErrors = catalogue({
  IDEMPOTENCY_KEY_REUSED: {
    en: 'This key was used for another request. Choose a new idempotencyKey for a new request.',
    bn: 'এই চাবি অন্য একটি অনুরোধে ব্যবহৃত হয়েছে। নতুন অনুরোধে নতুন idempotencyKey দিন।',
  },
  REQUIRED: {
    en: 'This is required. Fill it in.',
    bn: 'এই ঘরটি পূরণ করা আবশ্যক।',
  },
  TOO_SHORT: {
    en: 'This is too short. Write at least {minLength} characters.',
    bn: 'লেখাটি খুব ছোট। কমপক্ষে {minLength}টি অক্ষর লিখুন।',
  },
  TOO_LONG: {
    en: 'This is too long ({length} characters). Shorten it to at most {maxLength}.',
    bn: 'লেখাটি খুব বড় ({length}টি অক্ষর)। সর্বোচ্চ {maxLength}টি অক্ষরের মধ্যে লিখুন।',
  },
  PATTERN: {
    en: 'This is not written in the expected way. Compare it with the example of the form.',
    bn: 'লেখাটি নির্ধারিত নিয়মে হয়নি। ফরমের উদাহরণের সঙ্গে মিলিয়ে লিখুন।',
  },
  NOT_A_NATIONAL_ID: {
    en: 'This is not a national ID number. Enter its 10, 13 or 17 digits.',
    bn: 'এটি সঠিক জাতীয় পরিচয়পত্র নম্বর নয়। ১০, ১৩ বা ১৭ সংখ্যার নম্বরটি লিখুন।',
  },
  NOT_A_MOBILE: {
    en: 'This is not a mobile number of Bangladesh. Enter 11 digits that begin with 013 to 019.',
    bn: 'এটি বাংলাদেশের সঠিক মোবাইল নম্বর নয়। ০১৩ থেকে ০১৯ দিয়ে শুরু হওয়া ১১ সংখ্যার নম্বর লিখুন।',
  },
  NOT_A_BIRTH_REGISTRATION: {
    en: 'This is not a birth registration number. Enter its 17 digits.',
    bn: 'এটি সঠিক জন্ম নিবন্ধন নম্বর নয়। ১৭ সংখ্যার নম্বরটি লিখুন।',
  },
  NOT_AN_AREA: {
    en: 'There is no such area, or it is too large here. Choose one from the list of areas: for an address the union or ward, in a municipality its upazila, in a city its district.',
    bn: 'এমন কোনো এলাকা নেই, অথবা এটি এখানে বেশি বড়। এলাকার তালিকা থেকে বেছে নিন: ঠিকানার জন্য ইউনিয়ন বা ওয়ার্ড, পৌরসভায় উপজেলা, সিটি কর্পোরেশনে জেলা।',
  },
  NOT_A_DOCUMENT: {
    en: 'This is not the reference of an uploaded document. Upload the file (`createDocument`) and send its `reference`.',
    bn: 'এটি আপলোড করা কোনো কাগজের রেফারেন্স নয়। ফাইলটি আপলোড করে (`createDocument`) তার `reference` পাঠান।',
  },
  NOT_A_NUMBER: {
    en: 'This is not a number. Enter it in digits.',
    bn: 'এটি কোনো সংখ্যা নয়। অঙ্কে লিখুন।',
  },
  NOT_A_WHOLE_NUMBER: {
    en: 'This is not a whole number. Leave out what comes after the point.',
    bn: 'এটি পূর্ণ সংখ্যা নয়। দশমিকের পরের অংশ বাদ দিন।',
  },
  TOO_SMALL: {
    en: 'This is too small. Enter {min} or more.',
    bn: 'সংখ্যাটি খুব ছোট। {min} বা তার বেশি লিখুন।',
  },
  TOO_LARGE: {
    en: 'This is too large. Enter {max} or less.',
    bn: 'সংখ্যাটি খুব বড়। {max} বা তার কম লিখুন।',
  },
  TOO_FEW: {
    en: 'There are too few. Give at least {minItems}.',
    bn: 'তালিকায় যথেষ্ট তথ্য নেই। কমপক্ষে {minItems}টি দিন।',
  },
  TOO_MANY: {
    en: 'There are too many. Give at most {maxItems}.',
    bn: 'তালিকায় বেশি তথ্য দেওয়া হয়েছে। সর্বোচ্চ {maxItems}টি দিন।',
  },
  NOT_A_DATE: {
    en: 'This is not a day of the calendar. Write it as year-month-day, e.g. 1990-05-17.',
    bn: 'এটি সঠিক তারিখ নয়। বছর-মাস-দিন হিসেবে লিখুন, যেমন ১৯৯০-০৫-১৭।',
  },
  DATE_TOO_EARLY: {
    en: 'This date is too early. Choose {earliestEn} or later.',
    bn: 'তারিখটি বেশি আগের। {earliestBn} বা তার পরের তারিখ দিন।',
  },
  DATE_TOO_LATE: {
    en: 'This date is too late. Choose {latestEn} or earlier.',
    bn: 'তারিখটি বেশি পরের। {latestBn} বা তার আগের তারিখ দিন।',
  },
  CONTROL_CHARACTER: {
    en: 'The text holds a line break or an invisible sign that does not belong here. Type it anew instead of pasting it.',
    bn: 'লেখাটিতে নতুন লাইন বা অদৃশ্য চিহ্ন আছে, যা এখানে চলে না। কপি না করে আবার টাইপ করুন।',
  },
  NOT_AN_OPTION: {
    en: 'This is none of the choices. Choose one of those that the form lists.',
    bn: 'এটি তালিকায় নেই। ফরমের তালিকা থেকে একটি বেছে নিন।',
  },
  WRONG_TYPE: {
    en: 'The value is of the wrong kind. Send it as the form describes the field.',
    bn: 'তথ্যটি সঠিক ধরনের নয়। ফরমে ঘরটির যে ধরন বলা আছে, সেভাবে পাঠান।',
  },
  UNKNOWN_FIELD: {
    en: 'The form has no such field. Take it out, or check its name against the form.',
    bn: 'ফরমে এই নামে কোনো ঘর নেই। এটি বাদ দিন, অথবা ফরমের সঙ্গে নাম মিলিয়ে দেখুন।',
  },
  TOO_MUCH_DATA: {
    en: 'This is too much data at once. Keep the whole under {maxKb} kB.',
    bn: 'একসঙ্গে অনেক বেশি তথ্য পাঠানো হয়েছে। মোট তথ্য {maxKb} কিলোবাইটের মধ্যে রাখুন।',
  },
  NOT_AN_INSTANT: {
    en: 'This is not a date with a time. Write it in ISO 8601 with its zone, e.g. 2026-03-26T10:00:00Z.',
    bn: 'এটি সঠিক তারিখ ও সময় নয়। ISO 8601 অনুযায়ী টাইম জোনসহ লিখুন, যেমন 2026-03-26T10:00:00Z।',
  },
  TOO_DEEP: {
    en: 'The JSON is nested too deeply. Keep it to {maxDepth} levels.',
    bn: 'JSON-এর স্তর অনেক বেশি। সর্বোচ্চ {maxDepth} স্তরের মধ্যে রাখুন।',
  },
  FORBIDDEN_KEY: {
    en: 'The JSON has a key named __proto__. Take it out.',
    bn: 'JSON-এ __proto__ নামে একটি কী আছে। সেটি বাদ দিন।',
  },
});
