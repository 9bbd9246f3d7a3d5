import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  TOO_YOUNG_TO_VOTE: {
    en: 'A voter is {years} years old on 1 January {year}. Apply in the year after.',
    bn: '১ জানুয়ারি {year} তারিখে {years} বছর পূর্ণ হতে হবে। পরের বছর আবেদন করুন।',
  },
  ALREADY_A_VOTER: {
    en: 'Who has this birth registration is a voter already. For another card apply for a reissue, for a mistake for a correction.',
    bn: 'এই জন্ম নিবন্ধনের ব্যক্তি আগেই ভোটার হয়েছেন। কার্ডের জন্য পুনঃমুদ্রণ, ভুলের জন্য সংশোধনের আবেদন করুন।',
  },
  IDENTIFIER_UNKNOWN: {
    en: 'The identifier must be a voter whose national ID is in force. Check the number, or ask another neighbour.',
    bn: 'শনাক্তকারীকে সচল জাতীয় পরিচয়পত্রধারী ভোটার হতে হবে। নম্বর মিলিয়ে দেখুন, অথবা অন্য প্রতিবেশীর নম্বর দিন।',
  },
  NID_UNKNOWN: {
    en: 'There is no national ID with this number and date of birth. Compare both with the card.',
    bn: 'এই নম্বর ও জন্ম তারিখের কোনো জাতীয় পরিচয়পত্র নেই। কার্ডের সঙ্গে দুটি মিলিয়ে দেখুন।',
  },
  NID_NOT_IN_FORCE: {
    en: 'This national ID is locked or no longer in force. Go to your upazila election office.',
    bn: 'জাতীয় পরিচয়পত্রটি লক করা বা সচল নেই। উপজেলা নির্বাচন অফিসে যোগাযোগ করুন।',
  },
  NID_PROOF_MISSING: {
    en: 'No paper of yours shows this correction. Names, parents and dates are shown by a school or birth certificate or a passport, a marriage by its certificate, a blood group by a test, an address by a bill.',
    bn: 'এই সংশোধনের প্রমাণপত্র দেওয়া হয়নি। নাম, পিতা-মাতা ও জন্ম তারিখের জন্য শিক্ষা সনদ, জন্ম সনদ বা পাসপোর্ট; বিয়ের জন্য বিবাহ সনদ; রক্তের গ্রুপের জন্য পরীক্ষার প্রতিবেদন; ঠিকানার জন্য বিল দিন।',
  },
  NOT_A_BIRTHDAY: {
    en: 'Write the correct date of birth as year, month, day, e.g. 1990-05-17.',
    bn: 'সঠিক জন্ম তারিখ সাল, মাস, দিন হিসেবে লিখুন, যেমন ১৯৯০-০৫-১৭।',
  },
  DIARY_MISSING: {
    en: 'A card that was lost or stolen is first told to the police. Enter number, date and police station of the general diary.',
    bn: 'কার্ড হারালে বা চুরি হলে আগে থানায় জানাতে হয়। সাধারণ ডায়েরির নম্বর, তারিখ ও থানার নাম দিন।',
  },
  CARD_KEPT: {
    en: 'A damaged card is handed in for the new one. Say that you will, or choose another reason.',
    bn: 'নতুন কার্ডের বদলে নষ্ট কার্ড জমা দিতে হয়। জমা দেবেন বলে জানান, অথবা অন্য কারণ বেছে নিন।',
  },
});
