import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  PARENT_NUMBER_MISSING: {
    en: 'Enter the national ID number of this parent, or the birth registration number below.',
    bn: 'জাতীয় পরিচয়পত্র নম্বর দিন; না থাকলে জন্ম নিবন্ধন নম্বর দিন।',
  },
  IMMUNISATION_CARD_MISSING: {
    en: 'For a child under {years} enter the number of the immunisation card. The vaccination centre gives the card.',
    bn: '{years} বছরের কম বয়সী শিশুর টিকা কার্ডের নম্বর দিন। কার্ড টিকাদান কেন্দ্রে পাওয়া যায়।',
  },
  CHILD_ALREADY_REGISTERED: {
    en: 'The birth of the child with this immunisation card is registered already. For another certificate ask the registrar; do not register again.',
    bn: 'এই টিকা কার্ডের শিশুর জন্ম নিবন্ধন আগেই হয়েছে। আবার আবেদন না করে সনদের জন্য নিবন্ধকের সঙ্গে যোগাযোগ করুন।',
  },
  WARD_UNKNOWN: {
    en: 'This city corporation has wards 1 to {wards}. Enter one of them.',
    bn: 'এই সিটি কর্পোরেশনে ওয়ার্ড ১ থেকে {wards} পর্যন্ত। সঠিক ওয়ার্ড নম্বর দিন।',
  },
  NAME_TAKEN: {
    en: 'A business in this city already has the name {nameEn}, or one that is too like it. Choose another name.',
    bn: 'এই শহরে {nameBn} নামে বা কাছাকাছি নামে একটি প্রতিষ্ঠান আছে। অন্য নাম বেছে নিন।',
  },
});
