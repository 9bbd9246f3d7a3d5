import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  PLACE_TOO_WIDE: {
    en: 'A district is too wide for the place of an industry. Choose its union or ward.',
    bn: 'শিল্পের অবস্থান হিসেবে জেলা যথেষ্ট নয়। ইউনিয়ন বা ওয়ার্ড বেছে নিন।',
  },
  CRITICAL_AREA: {
    en: 'The place lies in an ecologically critical area ({name}), where only Green industries are cleared. Choose another place.',
    bn: 'স্থানটি প্রতিবেশগত সংকটাপন্ন এলাকায় ({nameBn}); সেখানে শুধু সবুজ শ্রেণির শিল্প ছাড়পত্র পায়। অন্য স্থান বেছে নিন।',
  },
  KILN_TOO_NEAR: {
    en: 'A brick kiln stands at least {metres} metres from homes, schools and hospitals. Choose another place.',
    bn: 'ইটভাটা বসতি, স্কুল ও হাসপাতাল থেকে কমপক্ষে {metres} মিটার দূরে হতে হবে। অন্য স্থান বেছে নিন।',
  },
  TREATMENT_PLANT_MISSING: {
    en: 'An industry of this category treats its waste water. Build a treatment plant (ETP) first.',
    bn: 'এই শ্রেণির শিল্পে তরল বর্জ্য পরিশোধন করতে হয়। আগে পরিশোধনাগার (ইটিপি) স্থাপন করুন।',
  },
  IMPACT_ASSESSMENT_MISSING: {
    en: 'For the Red category enter the number of the approved environmental impact assessment.',
    bn: 'লাল শ্রেণির জন্য অনুমোদিত পরিবেশগত প্রভাব নিরূপণের (ইআইএ) নম্বর দিন।',
  },
  VOLUME_DIFFERS: {
    en: 'By their length and girth the logs have {measured} cubic feet. Check the logs and the volume.',
    bn: 'দৈর্ঘ্য ও বেড় অনুযায়ী কাঠ {measured} ঘনফুট। কাঠের মাপ ও মোট পরিমাণ মিলিয়ে দেখুন।',
  },
  LOT_MISSING: {
    en: 'Enter the lot that was bought at the auction.',
    bn: 'নিলামে কেনা লটের নম্বর দিন।',
  },
  LOT_UNKNOWN: {
    en: 'The depots have no such lot. Check its number against the sale paper.',
    bn: 'ডিপোতে এই নম্বরের লট নেই। বিক্রয়পত্রের সঙ্গে মিলিয়ে দেখুন।',
  },
  NOT_THE_BUYER: {
    en: 'The lot was sold to somebody else. Enter the national ID of the buyer.',
    bn: 'লটটি অন্য ব্যক্তি কিনেছেন। ক্রেতার জাতীয় পরিচয়পত্র নম্বর দিন।',
  },
  LOT_TOO_SMALL: {
    en: 'The lot has {bought} cubic feet. Enter that or less.',
    bn: 'লটে কাঠ {bought} ঘনফুট। এর বেশি লেখা যাবে না।',
  },
  JOTE_PERMIT_MISSING: {
    en: 'For private timber from the hill districts enter the jote permit; the Deputy Commissioner gives it.',
    bn: 'পার্বত্য জেলার ব্যক্তিমালিকানাধীন কাঠের জন্য জোত পারমিট নম্বর দিন; জেলা প্রশাসক এটি দেন।',
  },
  VEHICLE_TOO_SMALL: {
    en: 'Such a vehicle holds {holds} cubic feet. Choose a larger one, or apply for several passes.',
    bn: 'এই যানে {holds} ঘনফুট কাঠ ধরে। বড় যান বেছে নিন, অথবা একাধিক পাসের আবেদন করুন।',
  },
});
