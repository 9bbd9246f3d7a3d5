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
});
