import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_A_YOUTH: {
    en: 'This is for people from {from} to {to} years of age. Check the date of birth.',
    bn: '{from} থেকে {to} বছর বয়সীরা আবেদন করতে পারেন। জন্ম তারিখ মিলিয়ে দেখুন।',
  },
  COURSE_TAKEN_BEFORE: {
    en: 'This person has taken this course before. Choose another course.',
    bn: 'এই ব্যক্তি প্রশিক্ষণটি আগে নিয়েছেন। অন্য প্রশিক্ষণ বেছে নিন।',
  },
  MORE_SCHOOL_NEEDED: {
    en: 'This course asks for more school. Choose a course that fits, e.g. tailoring from class 5.',
    bn: 'এই প্রশিক্ষণে আরও শিক্ষাগত যোগ্যতা লাগে। উপযুক্ত প্রশিক্ষণ বেছে নিন, যেমন পঞ্চম শ্রেণি থেকে পোশাক তৈরি।',
  },
  COURSE_NOT_GIVEN: {
    en: 'The training centre of this district does not give this course. Choose another district or course.',
    bn: 'এই জেলার প্রশিক্ষণ কেন্দ্রে প্রশিক্ষণটি হয় না। অন্য জেলা বা প্রশিক্ষণ বেছে নিন।',
  },
  NO_HOSTEL: {
    en: 'This course has no hostel. Choose a district near you, or a course with board and lodging.',
    bn: 'এই প্রশিক্ষণে হোস্টেল নেই। কাছের জেলা বা আবাসিক প্রশিক্ষণ বেছে নিন।',
  },
  CERTIFICATE_UNKNOWN: {
    en: 'There is no training certificate of this number for this national ID. Copy it from the certificate.',
    bn: 'এই জাতীয় পরিচয়পত্রে এমন প্রশিক্ষণ সনদ নেই। সনদ দেখে নম্বরটি লিখুন।',
  },
  LOAN_TOO_LARGE: {
    en: 'After this course the loan can be up to {mostBdt} taka. Ask for that or less.',
    bn: 'এই প্রশিক্ষণের পর সর্বোচ্চ {mostBdt} টাকা ঋণ পাওয়া যায়। এর মধ্যে আবেদন করুন।',
  },
  MORE_THAN_THE_PROJECT: {
    en: 'Loan and own share are more than the project costs ({costBdt} taka). Ask for less, or list all costs.',
    bn: 'ঋণ ও নিজের বিনিয়োগ প্রকল্পের খরচের ({costBdt} টাকা) বেশি। কম ঋণ চান, নয়তো সব খরচ লিখুন।',
  },
  GUARANTOR_IS_NOT_ANOTHER: {
    en: 'A guarantor is somebody else than the applicant and the other guarantors. Name another person.',
    bn: 'জামিনদার আবেদনকারী বা অন্য জামিনদার হতে পারবেন না। অন্য ব্যক্তির তথ্য দিন।',
  },
  HAS_A_LOAN: {
    en: 'This person has a loan of the department already. Apply again when it is paid back.',
    bn: 'এই ব্যক্তির অধিদপ্তরের একটি ঋণ আছে। সেটি শোধ হলে আবার আবেদন করুন।',
  },
});
