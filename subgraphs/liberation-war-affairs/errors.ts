import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  TOO_YOUNG_IN_1971: {
    en: 'A freedom fighter was at least 12 years and 6 months old on 30 November 1971. Check the date of birth.',
    bn: '১৯৭১ সালের ৩০ নভেম্বর বীর মুক্তিযোদ্ধার বয়স কমপক্ষে ১২ বছর ৬ মাস হতে হবে। জন্ম তারিখ মিলিয়ে দেখুন।',
  },
  FIGHTER_HAS_DIED: {
    en: 'For a freedom fighter who has died the family applies. Choose who you are.',
    bn: 'মৃত বীর মুক্তিযোদ্ধার পক্ষে পরিবার আবেদন করে। আবেদনকারী কে তা বেছে নিন।',
  },
  FIGHTER_IS_ALIVE: {
    en: 'The family applies only after the death of the freedom fighter. Enter the date of death, or let the freedom fighter apply.',
    bn: 'বীর মুক্তিযোদ্ধার মৃত্যুর পরেই পরিবার আবেদন করতে পারে। মৃত্যুর তারিখ দিন, নয়তো তিনি নিজে আবেদন করুন।',
  },
  NOT_ON_THE_LIST: {
    en: 'There is no freedom fighter with this MIS number. Copy it from the list on the ministry’s site.',
    bn: 'এই এমআইএস নম্বরে কোনো বীর মুক্তিযোদ্ধা নেই। মন্ত্রণালয়ের তালিকা দেখে নম্বরটি লিখুন।',
  },
  ANOTHER_GAZETTE: {
    en: 'The list has another gazette number for this freedom fighter. Compare it with the gazette.',
    bn: 'তালিকায় এই বীর মুক্তিযোদ্ধার গেজেট নম্বর ভিন্ন। গেজেটের সঙ্গে মিলিয়ে দেখুন।',
  },
  NOT_THE_FIGHTER: {
    en: 'The list has another national ID number for this freedom fighter. Check the number, or choose who you are.',
    bn: 'তালিকায় এই বীর মুক্তিযোদ্ধার জাতীয় পরিচয়পত্র নম্বর ভিন্ন। নম্বর মিলিয়ে দেখুন, নয়তো আবেদনকারী কে তা বেছে নিন।',
  },
  HAS_A_CERTIFICATE: {
    en: 'This freedom fighter has a digital certificate already. Ask the upazila office for a copy.',
    bn: 'এই বীর মুক্তিযোদ্ধার ডিজিটাল সনদ আছে। কপির জন্য উপজেলা কার্যালয়ে যোগাযোগ করুন।',
  },
  CERTIFICATE_UNKNOWN: {
    en: 'There is no certificate of this number for this MIS number. Copy both from the certificate; without one apply for it first.',
    bn: 'এই এমআইএস নম্বরে এমন সনদ নেই। সনদ দেখে নম্বর দুটি লিখুন; সনদ না থাকলে আগে সনদের আবেদন করুন।',
  },
  FIGHTER_DRAWS_IT: {
    en: 'A living freedom fighter draws the honorarium alone. Enter the freedom fighter’s own national ID number.',
    bn: 'জীবিত বীর মুক্তিযোদ্ধা নিজেই সম্মানি পান। তাঁর নিজের জাতীয় পরিচয়পত্র নম্বর দিন।',
  },
  DEATH_CERTIFICATE_MISSING: {
    en: 'This freedom fighter has died. Enter the number of the death certificate.',
    bn: 'এই বীর মুক্তিযোদ্ধা মৃত। মৃত্যু সনদের নম্বর দিন।',
  },
  SURVIVORS_MISSING: {
    en: 'Choose who is alive of the family: wife or husband, parents, children, sisters and brothers.',
    bn: 'পরিবারের কে জীবিত আছেন বেছে নিন: স্ত্রী বা স্বামী, মাতা-পিতা, সন্তান, ভাই-বোন।',
  },
  NEARER_HEIR_LIVES: {
    en: 'The nearest of the living draw the honorarium: first wife or husband, then parents, children, sisters and brothers. Enter them only.',
    bn: 'জীবিতদের মধ্যে নিকটতমরা সম্মানি পান: প্রথমে স্ত্রী বা স্বামী, তারপর মাতা-পিতা, সন্তান, ভাই-বোন। শুধু তাঁদের তথ্য দিন।',
  },
  HAS_AN_HONORARIUM: {
    en: 'The honorarium of this freedom fighter is paid already. To change who draws it go to the upazila office.',
    bn: 'এই বীর মুক্তিযোদ্ধার সম্মানি দেওয়া হচ্ছে। গ্রহণকারী বদলাতে উপজেলা কার্যালয়ে যান।',
  },
});
