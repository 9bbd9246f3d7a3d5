import { catalogue } from '../errors/catalogue.ts';

/** What can stand in the way of a move of an application. */
export const applicationErrors = catalogue({
  NOT_FOUND: {
    en: 'There is no such application, or it is not yours to see. Check the number.',
    bn: 'এমন কোনো আবেদন নেই, অথবা এটি দেখার অধিকার আপনার নেই। নম্বরটি যাচাই করুন।',
  },
  UNKNOWN_SERVICE: {
    en: 'There is no service with the code {code}. Look it up with `services`.',
    bn: '{code} কোডের কোনো সেবা নেই। `services` দিয়ে খুঁজে দেখুন।',
  },
  STEP_UP_REQUIRED: {
    en: 'Please confirm that it is you: log in again, and do it then. What was saved is kept.',
    bn: 'আবার লগ ইন করে নিশ্চিত করুন যে আপনিই এটি করছেন, তারপর আবার করুন। যা জমা আছে তা রাখা আছে।',
  },
  OWN_APPLICATION: {
    en: 'Nobody decides on an application of their own, or on one that they made for somebody. A colleague has to.',
    bn: 'নিজের আবেদন, বা অন্যের হয়ে নিজের করা আবেদনে কেউ সিদ্ধান্ত দিতে পারেন না। একজন সহকর্মীকে দিতে হবে।',
  },
  TRAINING_NEEDED: {
    en: 'You have not passed the training for your desk yet. `ownTraining` lists its modules: pass the test of each with `takeTrainingTest`, then log in again.',
    bn: 'আপনি এখনো আপনার ডেস্কের প্রশিক্ষণে উত্তীর্ণ হননি। `ownTraining`-এ মডিউলগুলো আছে: `takeTrainingTest` দিয়ে প্রতিটির পরীক্ষায় উত্তীর্ণ হোন, তারপর আবার লগ ইন করুন।',
  },
  ILLEGAL_TRANSITION: {
    en: 'This cannot be done now ({action}): the application is {status}. `actions` says what can be done.',
    bn: 'এখন এটি করা যায় না ({action}): আবেদনের অবস্থা {status}। কী করা যায় তা `actions`-এ আছে।',
  },
  FEE_UNPAID: {
    en: 'The fee has not been paid. It can be granted after the applicant has paid.',
    bn: 'ফি পরিশোধ করা হয়নি। আবেদনকারী ফি দিলে অনুমোদন করা যাবে।',
  },
  NOTHING_TO_PAY: {
    en: 'Nothing is to be paid for this application.',
    bn: 'এই আবেদনের জন্য কিছু পরিশোধ করতে হবে না।',
  },
  FEE_WOULD_CHANGE: {
    en: 'With these answers the fee is {amountBdt} taka, and its payment has begun with another. Keep the answers that the fee depends on, or withdraw this application and apply again.',
    bn: 'এই উত্তরে ফি {amountBdt} টাকা হয়, কিন্তু অন্য পরিমাণে ফি দেওয়া শুরু হয়ে গেছে। যে উত্তরে ফি বদলায় তা আগের মতো রাখুন, অথবা এই আবেদন প্রত্যাহার করে আবার আবেদন করুন।',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    en: 'The payment provider does not answer. Nothing was charged; try again in a few minutes.',
    bn: 'পেমেন্ট সেবা সাড়া দিচ্ছে না। কোনো টাকা কাটা হয়নি; কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  MINISTRY_UNAVAILABLE: {
    en: 'The ministry does not answer now. Look at the application again in a few minutes, and repeat this if it is unchanged.',
    bn: 'মন্ত্রণালয়ের সেবা এখন সাড়া দিচ্ছে না। কয়েক মিনিট পরে আবেদনটি আবার দেখুন; অপরিবর্তিত থাকলে আবার চেষ্টা করুন।',
  },
  NOT_ON_THE_FORM: {
    en: 'The form has no field {field}.',
    bn: 'ফরমে {field} নামে কোনো ঘর নেই।',
  },
  NOT_ASKED_FOR: {
    en: 'The ministry has not asked about {field}. What can be changed now: {fields}.',
    bn: 'মন্ত্রণালয় {field} সম্পর্কে জানতে চায়নি। এখন যা বদলানো যায়: {fields}।',
  },
  PURPOSE_NOT_NEEDED: {
    en: 'This application is open: it may be looked at to decide it, and nothing has to be stated.',
    bn: 'এই আবেদন চলমান: নিষ্পত্তির জন্য এটি দেখা যায়, কারণ জানানোর প্রয়োজন নেই।',
  },
  CHANGED_MEANWHILE: {
    en: 'Somebody else has just changed this application. Read it again and decide anew.',
    bn: 'আবেদনটি এইমাত্র অন্য কেউ পরিবর্তন করেছেন। আবার দেখে সিদ্ধান্ত নিন।',
  },
  SLOT_FULL: {
    en: 'This time is fully booked. Choose another time, or put yourself on the waiting list where the form has one.',
    bn: 'এই সময়টি পূর্ণ। অন্য সময় বেছে নিন, অথবা ফরমে অপেক্ষমাণ তালিকা থাকলে তাতে নাম দিন।',
  },
  SLOT_PAST: {
    en: 'This time has passed already. Choose a later one.',
    bn: 'এই সময় পার হয়ে গেছে। পরের কোনো সময় বেছে নিন।',
  },
  SLOT_ON_HOLIDAY: {
    en: 'That day is a public holiday, on which the office is closed. Choose another day.',
    bn: 'সেদিন সরকারি ছুটি, অফিস বন্ধ থাকে। অন্য দিন বেছে নিন।',
  },
  MOVED_TOO_OFTEN: {
    en: 'This appointment has been moved {moves} times, so it cannot be moved any more. Keep it, or withdraw it and book a new one.',
    bn: 'এই সাক্ষাৎ {moves} বার বদলানো হয়েছে, তাই আর বদলানো যায় না। এটি রাখুন, অথবা প্রত্যাহার করে নতুন করে বুক করুন।',
  },
  APPOINTMENT_OVER: {
    en: 'The time of this appointment has come, so it cannot be moved any more. Book a new one.',
    bn: 'এই সাক্ষাতের সময় হয়ে গেছে, তাই আর বদলানো যায় না। নতুন করে বুক করুন।',
  },
});
