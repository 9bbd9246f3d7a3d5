import { catalogue } from '#kit/errors/catalogue.ts';
import { roleErrors } from '../roles-given/errors.ts';

export const focalPointErrors = catalogue({
  NO_SUCH_MINISTRY: {
    en: 'No ministry in the graph has the code {code}. Take one from `ministries`.',
    bn: '{code} কোডের কোনো মন্ত্রণালয় গ্রাফে নেই। `ministries` থেকে কোড নিন।',
  },
  NO_SUCH_PERSON: {
    en: 'Nobody with this national ID has a login. Check the number with the person.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরে কারও লগ ইন নেই। ব্যক্তির সঙ্গে নম্বরটি মিলিয়ে নিন।',
  },
  NOT_ONESELF: {
    en: 'No operator names themselves. Another operator has to name you.',
    bn: 'কোনো পরিচালনাকারী নিজেকে মনোনীত করতে পারেন না। অন্য একজন পরিচালনাকারীকে মনোনীত করতে হবে।',
  },
  TOO_MANY_WRONG_NUMBERS: roleErrors.TOO_MANY_WRONG_NUMBERS,
  FOCAL_POINT_ELSEWHERE: {
    en: 'This person is the focal point of another ministry ({ministry}). Name somebody else, or let that ministry have another first.',
    bn: 'এই ব্যক্তি অন্য একটি মন্ত্রণালয়ের ({ministry}) ফোকাল পয়েন্ট। অন্য কাউকে মনোনীত করুন, অথবা আগে ওই মন্ত্রণালয়ে অন্য কাউকে দিন।',
  },
  NOT_NAMED: {
    en: 'You are not named as the focal point of this ministry, or somebody else was named meanwhile. `me { namedFocalPointOf }` shows where you are named.',
    bn: 'আপনি এই মন্ত্রণালয়ের ফোকাল পয়েন্ট হিসেবে মনোনীত নন, অথবা এর মধ্যে অন্য কাউকে মনোনীত করা হয়েছে। কোথায় মনোনীত তা `me { namedFocalPointOf }`-এ আছে।',
  },
});

export type FocalPointErrorCode = keyof typeof focalPointErrors;
