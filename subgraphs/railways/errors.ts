import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  TRAIN_UNKNOWN: {
    en: 'There is no train with this number. Take it from the schedule.',
    bn: 'এই নম্বরের কোনো ট্রেন নেই। সময়সূচি থেকে নম্বর দেখে দিন।',
  },
  NOT_ON_THE_WAY: {
    en: '{name} does not run from the one station to the other. Look for another train in the schedule.',
    bn: '{nameBn} এই দুই স্টেশনের মধ্যে চলে না। সময়সূচিতে অন্য ট্রেন দেখুন।',
  },
  OFF_DAY: {
    en: '{name} does not run on that day of the week. Choose another day, or another train.',
    bn: '{nameBn} সপ্তাহের সেই দিন চলে না। অন্য দিন বা অন্য ট্রেন বেছে নিন।',
  },
  CLASS_NOT_IN_TRAIN: {
    en: '{name} has no such class. Choose one that the schedule shows.',
    bn: '{nameBn} ট্রেনে এই শ্রেণি নেই। সময়সূচিতে দেখানো শ্রেণি বেছে নিন।',
  },
  PASSENGER_ID_MISSING: {
    en: 'From the age of 18 a passenger travels with the national ID. Enter its number.',
    bn: '১৮ বছর বয়স থেকে যাত্রীর জাতীয় পরিচয়পত্র লাগে। নম্বর দিন।',
  },
  PASSENGER_BIRTH_NUMBER_MISSING: {
    en: 'Below the age of 18 a passenger travels with the birth registration. Enter its number.',
    bn: '১৮ বছরের কম বয়সী যাত্রীর জন্ম নিবন্ধন লাগে। নম্বর দিন।',
  },
  CHILD_TRAVELS_FREE: {
    en: 'A child under 3 travels free, without a seat: no ticket is needed.',
    bn: '৩ বছরের কম বয়সী শিশু আসন ছাড়া বিনা ভাড়ায় যায়: টিকিট লাগবে না।',
  },
});
