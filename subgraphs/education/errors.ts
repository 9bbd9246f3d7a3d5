import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_HELD_BY_THIS_BOARD: {
    en: 'This board does not hold this examination. Choose the board that stands on the admit card.',
    bn: 'এই বোর্ড এই পরীক্ষা নেয় না। প্রবেশপত্রে যে বোর্ডের নাম আছে সেটি বেছে নিন।',
  },
  CANDIDATE_UNKNOWN: {
    en: 'The board has no such candidate. Copy year, roll and registration number from the admit card.',
    bn: 'বোর্ডে এমন পরীক্ষার্থী নেই। প্রবেশপত্র দেখে সাল, রোল ও রেজিস্ট্রেশন নম্বর লিখুন।',
  },
  NOTHING_TO_CORRECT: {
    en: 'Enter at least one correct name, or the correct date of birth.',
    bn: 'অন্তত একটি সঠিক নাম বা সঠিক জন্ম তারিখ দিন।',
  },
  RECORDED_SO_ALREADY: {
    en: 'The board has this recorded so already. Leave it empty, or enter what it should be.',
    bn: 'বোর্ডের রেকর্ডে এটি এভাবেই আছে। ঘরটি খালি রাখুন, নয়তো সঠিক তথ্য দিন।',
  },
  TOO_YOUNG_FOR_THE_EXAMINATION: {
    en: 'With this date of birth the candidate was not {years} on 1 January of the year of the examination. Check the date.',
    bn: 'এই জন্ম তারিখ অনুযায়ী পরীক্ষার বছরের ১ জানুয়ারি পরীক্ষার্থীর বয়স {years} বছর হয়নি। তারিখটি মিলিয়ে দেখুন।',
  },
  CHANGE_OF_NAME_NOT_SWORN: {
    en: 'For a changed name enter the number of the affidavit and the newspaper that announced the change.',
    bn: 'নাম পরিবর্তন হলে হলফনামার নম্বর ও যে পত্রিকায় বিজ্ঞপ্তি ছাপা হয়েছে তার নাম দিন।',
  },
  NOT_PASSED: {
    en: 'The candidate did not pass, so there is no certificate. Ask for the mark sheet only.',
    bn: 'পরীক্ষার্থী উত্তীর্ণ হননি, তাই সনদ নেই। শুধু নম্বরপত্রের জন্য আবেদন করুন।',
  },
  LOSS_NOT_REPORTED: {
    en: 'For what was lost or stolen enter the general diary (number, station, date) and the newspaper notice with its date.',
    bn: 'হারানো বা চুরির ক্ষেত্রে জিডির নম্বর, থানা ও তারিখ এবং পত্রিকার নাম ও বিজ্ঞপ্তির তারিখ দিন।',
  },
  NOTICE_BEFORE_DIARY: {
    en: 'The notice cannot be older than the general diary. Compare both dates with the papers.',
    bn: 'জিডির আগে বিজ্ঞপ্তি ছাপা হতে পারে না। কাগজ দেখে তারিখ দুটি মিলিয়ে নিন।',
  },
  INCOME_TOO_HIGH: {
    en: 'The stipend is for families with up to {yearlyIncomeBdt} taka a year. Check the income.',
    bn: 'বার্ষিক আয় {yearlyIncomeBdt} টাকা পর্যন্ত হলে উপবৃত্তি পাওয়া যায়। আয় মিলিয়ে দেখুন।',
  },
  TOO_MUCH_LAND: {
    en: 'The stipend is for families with up to {landDecimals} decimals of land. Check the land.',
    bn: 'জমি {landDecimals} শতাংশ পর্যন্ত হলে উপবৃত্তি পাওয়া যায়। জমির পরিমাণ মিলিয়ে দেখুন।',
  },
  BELOW_THE_LEAST: {
    en: 'The stipend needs at least {least} per cent. Check the figure with the school.',
    bn: 'উপবৃত্তির জন্য কমপক্ষে শতকরা {least} লাগে। বিদ্যালয়ের সঙ্গে সংখ্যাটি মিলিয়ে দেখুন।',
  },
  PUPIL_IS_MARRIED: {
    en: 'Up to class 12 the stipend is for unmarried pupils. Ask the school about other support.',
    bn: 'দ্বাদশ শ্রেণি পর্যন্ত উপবৃত্তি অবিবাহিত শিক্ষার্থীর জন্য। অন্য সহায়তার জন্য বিদ্যালয়ে যোগাযোগ করুন।',
  },
  INSTITUTION_UNKNOWN: {
    en: 'There is no institution with this EIIN. Ask the school for its six digits.',
    bn: 'এই ইআইআইএন নম্বরে কোনো প্রতিষ্ঠান নেই। প্রতিষ্ঠান থেকে ছয় সংখ্যার নম্বরটি জেনে নিন।',
  },
  CLASS_NOT_TAUGHT: {
    en: '{name} does not teach this class. Check the class and the EIIN.',
    bn: '{nameBn}-এ এই শ্রেণি নেই। শ্রেণি ও ইআইআইএন মিলিয়ে দেখুন।',
  },
  STUDENT_HAS_A_STIPEND: {
    en: 'This student has a stipend already. A student can have one; do not apply again.',
    bn: 'এই শিক্ষার্থী উপবৃত্তি পাচ্ছে। একজন শিক্ষার্থী একটি উপবৃত্তি পায়; আবার আবেদন করতে হবে না।',
  },
});
