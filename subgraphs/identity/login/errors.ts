import { catalogue } from '#kit/errors/catalogue.ts';
import { formErrors } from '#kit/form/errors.ts';

export const loginErrors = catalogue({
  NOT_A_NATIONAL_ID: formErrors.NOT_A_NATIONAL_ID,
  NOT_A_CODE: {
    en: 'This is no code. Enter the six digits of the message.',
    bn: 'এটি কোড নয়। মেসেজের ছয়টি অঙ্ক লিখুন।',
  },
  WRONG_CODE: {
    en: 'This code is not right. Compare it with the message. Tries left: {triesLeft}.',
    bn: 'কোডটি সঠিক নয়। মেসেজের কোডের সঙ্গে মিলিয়ে দেখুন। আর {triesLeft} বার চেষ্টা করা যাবে।',
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
  TOO_MANY_IN_A_DAY: {
    en: '{maxCodes} codes were asked for with this national ID within 24 hours. Ask again after {untilEn}. Who has a passkey can log in with it now.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরে ২৪ ঘণ্টায় {maxCodes}টি কোড চাওয়া হয়েছে। {untilBn}-এর পরে আবার চেষ্টা করুন। যাঁর পাসকি আছে তিনি এখনই তা দিয়ে লগ ইন করতে পারেন।',
  },
  BUSY_ADDRESS: {
    en: 'Too much was asked for from this network. Try again in {minutes} minutes, or from another network.',
    bn: 'এই নেটওয়ার্ক থেকে অনেক বেশি অনুরোধ এসেছে। {minutes} মিনিট পরে, অথবা অন্য নেটওয়ার্ক থেকে চেষ্টা করুন।',
  },
  CHOOSE_A_ROLE: { en: 'Choose one.', bn: 'একটি পরিচয় বেছে নিন।' },
  MESSAGES_LATE: {
    en: 'Messages do not get through to mobiles at the moment. Try again in a minute.',
    bn: 'এই মুহূর্তে মোবাইলে মেসেজ পৌঁছাচ্ছে না। এক মিনিট পরে আবার চেষ্টা করুন।',
  },
});

export type LoginErrorCode = keyof typeof loginErrors;

// The code stays in ASCII digits in both languages: mobiles find it in the message and offer it to the app.
export const loginMessages = catalogue({
  LOGIN_CODE: {
    en: 'Your code to log in is {code}. It works for {minutes} minutes. Tell it to nobody.',
    bn: 'আপনার লগ ইন কোড {code}। এটি {minutes} মিনিট কাজ করবে। কোডটি কাউকে বলবেন না।',
  },
});
