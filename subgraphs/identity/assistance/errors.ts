import { catalogue } from '#kit/errors/catalogue.ts';

export const assistanceErrors = catalogue({
  OWN_CONSENT: {
    en: 'Nobody can consent to be served by themselves. Use your own login for what concerns you.',
    bn: 'নিজের সেবার জন্য নিজেকে সম্মতি দেওয়া যায় না। নিজের কাজ নিজের লগ ইন দিয়ে করুন।',
  },
  NOT_AT_THIS_CENTRE: {
    en: 'You do not work at this centre. Choose one to which you are assigned.',
    bn: 'আপনি এই কেন্দ্রে কাজ করেন না। যে কেন্দ্রে আপনাকে দায়িত্ব দেওয়া হয়েছে সেটি বেছে নিন।',
  },
  BALANCE_LIMIT: {
    en: 'The fees taken at this centre for ministries and not paid in have reached the limit, so no new work begins. Pay them in and record it with `depositCash`; work goes on when the deposit is confirmed.',
    bn: 'এই কেন্দ্রে মন্ত্রণালয়ের জন্য নেওয়া যে ফি এখনো জমা হয়নি তা সীমায় পৌঁছেছে, তাই নতুন কাজ নেওয়া যাবে না। টাকা জমা দিন এবং `depositCash` দিয়ে লিখুন; জমা নিশ্চিত হলে আবার কাজ চলবে।',
  },
  NO_SUCH_SERVICE: {
    en: 'There is no service {service} that can be used for somebody. Take codes from `services`.',
    bn: '{service} কোডের এমন কোনো সেবা নেই যা অন্যের হয়ে নেওয়া যায়। `services` থেকে কোড নিন।',
  },
  TOO_MANY_REQUESTS: {
    en: 'Consent was asked for too often within {minutes} minutes. Try again in {minutes} minutes.',
    bn: '{minutes} মিনিটের মধ্যে অনেকবার সম্মতি চাওয়া হয়েছে। {minutes} মিনিট পরে আবার চেষ্টা করুন।',
  },
  TOO_MANY_IN_A_DAY: {
    en: 'This citizen was asked for consent {maxCodes} times within 24 hours. Ask again after {untilEn}, or serve them by their card.',
    bn: 'এই নাগরিকের কাছে ২৪ ঘণ্টায় {maxCodes} বার সম্মতি চাওয়া হয়েছে। {untilBn}-এর পরে আবার চান, অথবা তাঁর কার্ড দিয়ে সেবা দিন।',
  },
  TOO_MANY_WRONG_CARDS: {
    en: 'Too many codes were tried that do not fit their card. Try again in {minutes} minutes.',
    bn: 'কার্ডের সঙ্গে মেলে না এমন অনেক কোড দেওয়া হয়েছে। {minutes} মিনিট পরে আবার চেষ্টা করুন।',
  },
  CONSENT_OVER: {
    en: 'This consent was given, and has ended: its {minutes} minutes are over, or the citizen has taken it back. Ask for another.',
    bn: 'এই সম্মতি দেওয়া হয়েছিল, এখন শেষ: এর {minutes} মিনিট পার হয়েছে, অথবা নাগরিক তা ফিরিয়ে নিয়েছেন। নতুন সম্মতি নিন।',
  },
  NO_SUCH_REQUEST: {
    en: 'You have no open request with this id. Ask for consent again.',
    bn: 'এই আইডিতে আপনার কোনো খোলা অনুরোধ নেই। আবার সম্মতি চান।',
  },
  NOT_THE_SAME_PERSON: {
    en: 'The second person must be another one with the role, at the same centre.',
    bn: 'দ্বিতীয় ব্যক্তিকে একই কেন্দ্রের অন্য একজন উদ্যোক্তা হতে হবে।',
  },
  ONE_SERVICE_ONLY: {
    en: 'Without a code of the citizen, consent is for one service only. Ask for each by itself.',
    bn: 'নাগরিকের কোড ছাড়া সম্মতি শুধু একটি সেবার জন্য হয়। প্রতিটির জন্য আলাদা করে চান।',
  },
  NO_SUCH_PERSON: {
    en: 'Nobody is registered with this national ID. Compare the number with the card.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরে কেউ নিবন্ধিত নন। কার্ডের সঙ্গে নম্বরটি মিলিয়ে দেখুন।',
  },
  NO_SUCH_CONSENT: {
    en: 'You have given no such consent, or it has ended already.',
    bn: 'আপনি এমন কোনো সম্মতি দেননি, অথবা সেটি আগেই শেষ হয়েছে।',
  },
  NOT_TO_REVIEW: {
    en: 'No consent of this id waits for your review: it was reviewed already, nobody vouched for it, or you had a part in it.',
    bn: 'এই আইডির কোনো সম্মতি আপনার পর্যালোচনার অপেক্ষায় নেই: আগেই পর্যালোচনা হয়েছে, কেউ এর জামিন হননি, অথবা আপনি নিজে এতে যুক্ত ছিলেন।',
  },
});

export type AssistanceErrorCode = keyof typeof assistanceErrors;

export const assistanceMessages = catalogue({
  // Who, where, for what, how long; the code stays in ASCII digits in both languages.
  CONSENT_CODE: {
    en: '{entrepreneur} at {centre} asks to do for you: {servicesEn}. If you agree, tell them the code {code}. It allows nothing else, for {minutes} minutes; STOP to this number ends it.',
    bn: '{entrepreneurBn} ({centreBn}) আপনার হয়ে করতে চান: {servicesBn}। রাজি হলে তাঁকে কোডটি বলুন: {code}। এতে অন্য কিছু করা যাবে না, মেয়াদ {minutes} মিনিট; শেষ করতে এই নম্বরে STOP লিখে পাঠান।',
  },
  CONSENT_BY_SECOND_PERSON: {
    en: '{entrepreneur} at {centre} does for you: {servicesEn}. A second person there has confirmed that you agree. If you did not, send STOP to this number.',
    bn: '{entrepreneurBn} ({centreBn}) আপনার হয়ে করছেন: {servicesBn}। সেখানকার দ্বিতীয় একজন আপনার সম্মতি নিশ্চিত করেছেন। আপনি রাজি না হলে এই নম্বরে STOP লিখে পাঠান।',
  },
  CARD_ISSUED: {
    en: '{entrepreneur} at {centre} has printed a card of consent codes in your name. If it was not you who asked, send STOP to this number and tell the centre.',
    bn: '{entrepreneurBn} ({centreBn}) আপনার নামে সম্মতি কোডের একটি কার্ড ছাপিয়েছেন। আপনি না চাইলে এই নম্বরে STOP লিখে পাঠান এবং কেন্দ্রে জানান।',
  },
  SERVED: {
    en: '{entrepreneur} at {centre} has handed in for you: {servicesEn}, number {reference}. If you did not agree to it, send STOP to this number and tell the centre.',
    bn: '{entrepreneurBn} ({centreBn}) আপনার হয়ে জমা দিয়েছেন: {servicesBn}, নম্বর {reference}। আপনি রাজি না হয়ে থাকলে এই নম্বরে STOP লিখে পাঠান এবং কেন্দ্রে জানান।',
  },
  // No number: it begins with the ministry's name.
  SERVED_CONFIDENTIALLY: {
    en: '{entrepreneur} at {centre} has handed in for you: {servicesEn}. If you did not agree to it, send STOP to this number and tell the centre.',
    bn: '{entrepreneurBn} ({centreBn}) আপনার হয়ে জমা দিয়েছেন: {servicesBn}। আপনি রাজি না হয়ে থাকলে এই নম্বরে STOP লিখে পাঠান এবং কেন্দ্রে জানান।',
  },
  CONSENT_ENDED: {
    en: 'Your consents have ended: {count}. Nobody can do anything for you with them any more.',
    bn: 'আপনার {count}টি সম্মতি শেষ হয়েছে। সেগুলো দিয়ে আর কেউ আপনার হয়ে কিছু করতে পারবে না।',
  },
});
