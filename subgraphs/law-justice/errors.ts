import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  INCOME_TOO_HIGH: {
    en: 'On this ground legal aid is for incomes of up to {limitBdt} taka a year. Choose another ground if one fits, or ask the office for advice, which is free for all.',
    bn: 'এই কারণে বছরে {limitBdt} টাকা পর্যন্ত আয়ে আইনগত সহায়তা দেওয়া হয়। অন্য কারণ প্রযোজ্য হলে সেটি বেছে নিন, অথবা অফিসে বিনামূল্যে পরামর্শ নিন।',
  },
  CASE_NUMBER_MISSING: {
    en: 'Enter the number of the case that is filed or decided.',
    bn: 'দায়ের হওয়া বা নিষ্পন্ন মামলার নম্বর দিন।',
  },
  NOT_A_LABOUR_CASE: {
    en: 'The labour court hears labour cases only. Choose another court, or the kind “Labour”.',
    bn: 'শ্রম আদালতে শুধু শ্রম মামলা চলে। অন্য আদালত বেছে নিন, অথবা মামলার ধরন “শ্রম” দিন।',
  },
  OFFICE_UNKNOWN: {
    en: 'There is no sub-registry office for this area. Choose an upazila.',
    bn: 'এই এলাকায় সাব-রেজিস্ট্রি অফিস নেই। একটি উপজেলা বেছে নিন।',
  },
  LAND_ELSEWHERE: {
    en: 'The land does not lie in the area of {name}. Choose the office of the land’s upazila.',
    bn: 'জমিটি {nameBn}-এর এলাকায় নয়। জমি যে উপজেলায়, সেখানকার অফিস বেছে নিন।',
  },
  PRESENTED_LATE: {
    en: 'On that day the deed would be older than {months} months. Choose an earlier day, or ask the District Registrar to condone the delay.',
    bn: 'ওই দিনে দলিলটির বয়স {months} মাসের বেশি হবে। আগের দিন বেছে নিন, অথবা জেলা রেজিস্ট্রারের কাছে বিলম্ব মওকুফের আবেদন করুন।',
  },
  SELLERS_KHATIAN_MISSING: {
    en: 'For a sale enter the khatian in the seller’s name, or say that the seller has inherited the land.',
    bn: 'বিক্রয়ের ক্ষেত্রে বিক্রেতার নামে খতিয়ান নম্বর দিন, অথবা উত্তরাধিকারসূত্রে মালিক হলে তা জানান।',
  },
});
