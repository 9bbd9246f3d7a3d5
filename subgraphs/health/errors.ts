import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  HOSPITAL_UNKNOWN: {
    en: 'There is no public hospital of this name. Write its full name in Bangla or English.',
    bn: 'এই নামে কোনো সরকারি হাসপাতাল পাওয়া যায়নি। হাসপাতালের পুরো নাম বাংলায় বা ইংরেজিতে লিখুন।',
  },
  DEPARTMENT_MISSING: {
    en: '{hospitalName} has no such department. Choose another department or another hospital.',
    bn: '{hospitalNameBn}-এ এই বিভাগ নেই। অন্য বিভাগ বা অন্য হাসপাতাল বেছে নিন।',
  },
  CLOSED_ON_FRIDAY: {
    en: 'The outdoor department of {hospitalName} is closed on Fridays. Choose another day.',
    bn: 'শুক্রবার {hospitalNameBn}-এর বহির্বিভাগ বন্ধ থাকে। অন্য দিন বেছে নিন।',
  },
  NATIONAL_ID_NEEDED: {
    en: 'From the age of {years} a card needs the national ID number. Enter it.',
    bn: '{years} বছর বয়স থেকে জাতীয় পরিচয়পত্র নম্বর লাগে। নম্বরটি দিন।',
  },
  BIRTH_REGISTRATION_NEEDED: {
    en: 'Under the age of {years} a card needs the birth registration number. Enter it.',
    bn: '{years} বছরের কম বয়সে জন্ম নিবন্ধন নম্বর লাগে। নম্বরটি দিন।',
  },
  HAS_A_CARD: {
    en: 'This person has a health card already. For a lost card go to the health complex; do not apply again.',
    bn: 'এই ব্যক্তির স্বাস্থ্য কার্ড আছে। কার্ড হারালে আবার আবেদন না করে স্বাস্থ্য কমপ্লেক্সে যোগাযোগ করুন।',
  },
  FLOOR_TOO_SMALL: {
    en: 'A shop of this level needs a floor of {floorSqFt} square feet. Choose the other level or larger premises.',
    bn: 'এই স্তরের দোকানের মেঝে কমপক্ষে {floorSqFt} বর্গফুট হতে হবে। অন্য স্তর বা বড় জায়গা বেছে নিন।',
  },
  REFRIGERATOR_NEEDED: {
    en: 'Vaccines and insulin are kept cold. Provide a refrigerator, or leave these medicines out.',
    bn: 'টিকা ও ইনসুলিন ঠান্ডায় রাখতে হয়। রেফ্রিজারেটর রাখুন, নয়তো এই ঔষধ বাদ দিন।',
  },
  PHARMACIST_UNKNOWN: {
    en: 'The Pharmacy Council has no pharmacist of grade {grade} with this number. Copy number and grade from the certificate.',
    bn: 'ফার্মেসি কাউন্সিলে এই নম্বরে {grade} গ্রেডের কোনো ফার্মাসিস্ট নেই। সনদ দেখে নম্বর ও গ্রেড লিখুন।',
  },
  GRADE_A_NEEDED: {
    en: 'A model pharmacy needs a pharmacist of grade A. Name one, or apply for a model medicine shop.',
    bn: 'মডেল ফার্মেসিতে এ গ্রেডের ফার্মাসিস্ট লাগে। এ গ্রেডের ফার্মাসিস্টের নাম দিন, নয়তো মডেল মেডিসিন শপের জন্য আবেদন করুন।',
  },
  PHARMACIST_TAKEN: {
    en: 'This pharmacist stands for another shop already. Name another pharmacist.',
    bn: 'এই ফার্মাসিস্ট অন্য একটি দোকানের দায়িত্বে আছেন। অন্য ফার্মাসিস্টের নাম দিন।',
  },
});
