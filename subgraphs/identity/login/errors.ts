import { catalogue } from '#kit/errors/catalogue.ts';

export const loginErrors = catalogue({
  WRONG_CODE: {
    en: 'This code is not right. Compare it with the message. A code can be tried {maxTries} times.',
    bn: 'কোডটি সঠিক নয়। মেসেজের কোডের সঙ্গে মিলিয়ে দেখুন। একটি কোড {maxTries} বার চেষ্টা করা যায়।',
  },
  CODE_EXPIRED: {
    en: 'This code has expired or was used already. Ask for a new one.',
    bn: 'কোডটির মেয়াদ শেষ হয়েছে, অথবা এটি আগেই ব্যবহার করা হয়েছে। নতুন কোড চেয়ে নিন।',
  },
  TOO_MANY_TRIES: {
    en: 'This code was tried {maxTries} times and no longer works. Ask for a new one.',
    bn: 'কোডটি {maxTries} বার চেষ্টা করা হয়েছে, তাই এটি আর কাজ করবে না। নতুন কোড চেয়ে নিন।',
  },
  TOO_MANY_REQUESTS: {
    en: '{maxCodes} codes were asked for with this national ID within {minutes} minutes. Ask again in {minutes} minutes.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরে {minutes} মিনিটের মধ্যে {maxCodes}টি কোড চাওয়া হয়েছে। {minutes} মিনিট পরে আবার চেষ্টা করুন।',
  },
  LOGIN_UNAVAILABLE: {
    en: 'Codes cannot be sent to mobiles yet, so nobody can log in here. Come back another day.',
    bn: 'মোবাইলে কোড পাঠানোর ব্যবস্থা এখনো চালু হয়নি, তাই লগ ইন করা যাচ্ছে না। পরে আবার আসুন।',
  },
});

export type LoginErrorCode = keyof typeof loginErrors;
