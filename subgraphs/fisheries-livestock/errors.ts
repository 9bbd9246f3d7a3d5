import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  FARM_NAME_TAKEN: {
    en: 'A farm in this upazila already has this name. Choose another name.',
    bn: 'এই উপজেলায় এই নামে একটি খামার আছে। অন্য নাম বেছে নিন।',
  },
  SPECIES_BANNED: {
    en: '{name} must not be farmed in this country. Take it out.',
    bn: '{name} চাষ করা নিষিদ্ধ। এটি বাদ দিন।',
  },
  LEASE_TOO_SHORT: {
    en: 'The lease of this water must last a year from today. Enter the day on which it ends, or renew it first.',
    bn: 'এই জলাশয়ের ইজারা আজ থেকে অন্তত এক বছর থাকতে হবে। ইজারার শেষ তারিখ দিন, নয়তো আগে নবায়ন করুন।',
  },
  TOO_FEW_ANIMALS: {
    en: 'A farm of this kind is registered from {least} animals on. A smaller one needs no registration.',
    bn: 'এই ধরনের খামারে {least}টি প্রাণী থাকলে নিবন্ধন লাগে। এর কম হলে নিবন্ধন লাগে না।',
  },
  FARM_TOO_CLOSE: {
    en: 'A poultry farm keeps {metres} metres from the next farm. Choose another place.',
    bn: 'পোল্ট্রি খামার নিকটতম খামার থেকে {metres} মিটার দূরে হতে হবে। অন্য জায়গা বেছে নিন।',
  },
  FOOTBATH_NEEDED: {
    en: 'A poultry farm needs a footbath at the gate. Build one before you apply.',
    bn: 'পোল্ট্রি খামারের প্রবেশপথে ফুটবাথ থাকতে হবে। আবেদনের আগে তৈরি করুন।',
  },
  UPAZILA_NEEDED: {
    en: 'Choose the upazila, or a union in it, from the list of areas.',
    bn: 'এলাকার তালিকা থেকে উপজেলা বা তার কোনো ইউনিয়ন বেছে নিন।',
  },
  CLOSED_ON_WEEKENDS: {
    en: '{hospital} is closed on Fridays and Saturdays. Choose another day.',
    bn: '{hospitalBn} শুক্র ও শনিবার বন্ধ। অন্য দিন বেছে নিন।',
  },
  ANIMAL_STAYS: {
    en: 'With these signs the animal must not be moved. Choose a visit to the farm, and keep the animal apart.',
    bn: 'এসব লক্ষণে প্রাণীকে সরানো যাবে না। খামারে দেখার জন্য আবেদন করুন এবং প্রাণীকে আলাদা রাখুন।',
  },
  FARM_ADDRESS_MISSING: {
    en: 'For a visit to the farm enter its address.',
    bn: 'খামারে দেখার জন্য খামারের ঠিকানা দিন।',
  },
});
