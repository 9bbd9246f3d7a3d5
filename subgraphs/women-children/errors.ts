import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_OF_THE_AGE: {
    en: 'The benefit is for mothers from {from} to {to} years of age. Check the date of birth.',
    bn: '{from} থেকে {to} বছর বয়সী মায়েরা এই ভাতা পান। জন্ম তারিখ মিলিয়ে দেখুন।',
  },
  ONLY_TWO_CHILDREN: {
    en: 'The benefit is for the first and the second child. Ask the clinic about other support.',
    bn: 'প্রথম ও দ্বিতীয় সন্তানের জন্য এই ভাতা। অন্য সহায়তার জন্য স্বাস্থ্যকেন্দ্রে যোগাযোগ করুন।',
  },
  NOT_IN_THESE_WEEKS: {
    en: 'By the expected day this is week {weeks}. One applies from week {from} to week {to}; check the day against the card.',
    bn: 'সম্ভাব্য তারিখ অনুযায়ী এখন {weeks} সপ্তাহ। {from} থেকে {to} সপ্তাহের মধ্যে আবেদন করা যায়; কার্ডের সঙ্গে তারিখ মিলিয়ে দেখুন।',
  },
  HAS_AN_ALLOWANCE: {
    en: 'Who receives another allowance cannot have this benefit too. Keep one of them.',
    bn: 'অন্য ভাতা পেলে এই ভাতা পাওয়া যায় না। যেকোনো একটি রাখুন।',
  },
  INCOME_TOO_HIGH: {
    en: 'The benefit is for families with up to {monthlyIncomeBdt} taka a month. Check the income.',
    bn: 'মাসিক আয় {monthlyIncomeBdt} টাকা পর্যন্ত হলে এই ভাতা পাওয়া যায়। আয় মিলিয়ে দেখুন।',
  },
  CARD_UNKNOWN: {
    en: 'There is no pregnancy card of this number for this national ID. Copy it from the card; without a card go to the clinic first.',
    bn: 'এই জাতীয় পরিচয়পত্রে এমন গর্ভাবস্থা কার্ড নেই। কার্ড দেখে নম্বর লিখুন; কার্ড না থাকলে আগে স্বাস্থ্যকেন্দ্রে যান।',
  },
  HAS_THE_BENEFIT: {
    en: 'The benefit for this child is paid already. For another child enter which pregnancy it is.',
    bn: 'এই সন্তানের জন্য ভাতা দেওয়া হচ্ছে। অন্য সন্তান হলে কততম গর্ভধারণ তা লিখুন।',
  },
  NOT_A_CHILD: {
    en: 'This kind is for who is under {years}. Choose another kind; the report is taken just as well.',
    bn: 'এই ধরনটি {years} বছরের কম বয়সীদের জন্য। অন্য ধরন বেছে নিন; অভিযোগ একইভাবে নেওয়া হবে।',
  },
  NAME_YOURSELF_OR_NOT: {
    en: 'Enter your name and a safe number, or choose to stay unnamed. In danger call 999 or 109 now.',
    bn: 'আপনার নাম ও নিরাপদ নম্বর দিন, অথবা পরিচয় গোপন রাখা বেছে নিন। বিপদে এখনই ৯৯৯ বা ১০৯ নম্বরে ফোন করুন।',
  },
  LEAVE_IT_EMPTY: {
    en: 'You wish to stay unnamed. Leave this empty, or choose to be named.',
    bn: 'আপনি পরিচয় গোপন রাখতে চান। এই ঘরটি খালি রাখুন, অথবা পরিচয় দেওয়া বেছে নিন।',
  },
});
