import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_OLD_ENOUGH: {
    en: 'One can apply from the age of {years}. Check the date of birth.',
    bn: '{years} বছর বয়স থেকে আবেদন করা যায়। জন্ম তারিখ মিলিয়ে দেখুন।',
  },
  INCOME_TOO_HIGH: {
    en: 'The allowance is for who earns up to {yearlyIncomeBdt} taka a year. Check the income.',
    bn: 'বার্ষিক আয় {yearlyIncomeBdt} টাকা পর্যন্ত হলে ভাতা পাওয়া যায়। আয় মিলিয়ে দেখুন।',
  },
  HAS_A_PENSION: {
    en: 'Who has a pension or another regular grant cannot have the allowance. Apply when it has ended.',
    bn: 'পেনশন বা অন্য নিয়মিত অনুদান পেলে ভাতা পাওয়া যায় না। সেটি শেষ হলে আবেদন করুন।',
  },
  HAS_AN_ALLOWANCE: {
    en: 'This person draws an allowance of the department already. A person can have one; to change it go to the upazila office.',
    bn: 'এই ব্যক্তি অধিদপ্তরের একটি ভাতা পাচ্ছেন। একজন একটি ভাতা পান; বদলাতে উপজেলা কার্যালয়ে যান।',
  },
  IS_REMARRIED: {
    en: 'The allowance is for women who have not married again. Ask the upazila office about other support.',
    bn: 'পুনরায় বিবাহ হলে এই ভাতা পাওয়া যায় না। অন্য সহায়তার জন্য উপজেলা কার্যালয়ে যোগাযোগ করুন।',
  },
  DEATH_CERTIFICATE_MISSING: {
    en: "Enter the number of the husband's death certificate. The union or municipality gives it.",
    bn: 'স্বামীর মৃত্যু সনদের নম্বর দিন। ইউনিয়ন পরিষদ বা পৌরসভা সনদ দেয়।',
  },
  DESERTED_TOO_SHORT: {
    en: 'A deserted woman can apply {years} years after her husband left. Check the date.',
    bn: 'স্বামী ছেড়ে যাওয়ার {years} বছর পর আবেদন করা যায়। তারিখ মিলিয়ে দেখুন।',
  },
  HOLDER_NUMBER_MISSING: {
    en: 'Enter the national ID number, or of a child under 18 the birth registration number.',
    bn: 'জাতীয় পরিচয়পত্র নম্বর দিন; ১৮ বছরের কম বয়সে জন্ম নিবন্ধন নম্বর দিন।',
  },
  NAME_THE_OTHERS: {
    en: 'With "multiple" choose at least two other kinds as well.',
    bn: 'বহুমাত্রিক হলে আরও অন্তত দুটি ধরন বেছে নিন।',
  },
  NAME_IT_MULTIPLE: {
    en: 'For more than one kind choose "multiple" as well.',
    bn: 'একাধিক ধরন হলে বহুমাত্রিকও বেছে নিন।',
  },
  GUARDIAN_MISSING: {
    en: 'For who is under 18, and for an intellectual disability, enter the guardian.',
    bn: '১৮ বছরের কম বয়সে ও বুদ্ধিপ্রতিবন্ধিতায় অভিভাবকের তথ্য দিন।',
  },
  HAS_A_CARD: {
    en: 'This person has a card already. For a lost card go to the upazila office; do not apply again.',
    bn: 'এই ব্যক্তির কার্ড আছে। কার্ড হারালে আবার আবেদন না করে উপজেলা কার্যালয়ে যান।',
  },
  CARD_UNKNOWN: {
    en: 'There is no such card with this date of birth. Copy both from the card; without a card apply for one first.',
    bn: 'এই জন্ম তারিখে এমন কার্ড নেই। কার্ড দেখে নম্বর ও তারিখ লিখুন; কার্ড না থাকলে আগে কার্ডের আবেদন করুন।',
  },
  HAS_A_STUDENT_STIPEND: {
    en: 'Who gets the stipend for students with a disability cannot have the allowance too. Keep one of them.',
    bn: 'প্রতিবন্ধী শিক্ষা উপবৃত্তি পেলে এই ভাতা পাওয়া যায় না। যেকোনো একটি রাখুন।',
  },
});
