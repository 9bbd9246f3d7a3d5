import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  PILGRIM_NUMBER_MISSING: {
    en: 'From the age of {years} enter the national ID number, before it the birth registration number.',
    bn: '{years} বছর বয়স থেকে জাতীয় পরিচয়পত্র নম্বর, তার আগে জন্ম নিবন্ধন নম্বর দিন।',
  },
  AGENCY_MISSING: {
    en: 'Enter the licence number of the agency, or choose the government’s management.',
    bn: 'এজেন্সির লাইসেন্স নম্বর দিন, অথবা সরকারি ব্যবস্থাপনা বেছে নিন।',
  },
  AGENCY_UNKNOWN: {
    en: 'No hajj agency has this licence number. Check it with the agency.',
    bn: 'এই লাইসেন্স নম্বরের কোনো হজ এজেন্সি নেই। এজেন্সির সঙ্গে মিলিয়ে দেখুন।',
  },
  AGENCY_SUSPENDED: {
    en: 'The licence of {name} is suspended. Choose another agency or the government’s management.',
    bn: '{nameBn}-এর লাইসেন্স স্থগিত। অন্য এজেন্সি বা সরকারি ব্যবস্থাপনা বেছে নিন।',
  },
  PASSPORT_TOO_SHORT: {
    en: 'The passport must be valid for at least {days} more days. Renew it first.',
    bn: 'পাসপোর্টের মেয়াদ আরও কমপক্ষে {days} দিন থাকতে হবে। আগে পাসপোর্ট নবায়ন করুন।',
  },
  MAHRAM_MISSING: {
    en: 'A woman under {years} goes with a mahram. Enter who goes with her.',
    bn: '{years} বছরের কম বয়সী নারী মাহরামের সঙ্গে যাবেন। মাহরামের তথ্য দিন।',
  },
  ILLNESS_NOT_ADMITTED: {
    en: 'With this illness Saudi Arabia admits nobody to hajj. Speak with the medical board of the Hajj Office.',
    bn: 'এই রোগে সৌদি আরব হজের অনুমতি দেয় না। হজ অফিসের মেডিকেল বোর্ডের সঙ্গে কথা বলুন।',
  },
  ALREADY_PRE_REGISTERED: {
    en: 'This pilgrim is pre-registered already. Look the status up with the tracking number.',
    bn: 'এই হজযাত্রীর প্রাক-নিবন্ধন আগেই হয়েছে। ট্র্যাকিং নম্বর দিয়ে অবস্থা যাচাই করুন।',
  },
});
