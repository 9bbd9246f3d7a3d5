import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  TOO_YOUNG_TO_DRIVE: {
    en: 'For this category one is at least {years} years old. Choose the other category, or come back later.',
    bn: 'এই শ্রেণির জন্য বয়স অন্তত {years} বছর হতে হয়। অন্য শ্রেণি বেছে নিন, অথবা পরে আবেদন করুন।',
  },
  SCHOOLING_MISSING: {
    en: 'A driver has passed class 8. Apply with the certificate of class 8.',
    bn: 'চালককে অষ্টম শ্রেণি পাস হতে হয়। অষ্টম শ্রেণির সনদসহ আবেদন করুন।',
  },
  NOT_FIT_TO_DRIVE: {
    en: 'By this certificate you do not see or hear well enough to drive. See the doctor again, with glasses or a hearing aid.',
    bn: 'এই সনদ অনুযায়ী দৃষ্টি বা শ্রবণশক্তি গাড়ি চালানোর উপযোগী নয়। চশমা বা শ্রবণযন্ত্রসহ আবার চিকিৎসকের কাছে যান।',
  },
  EXPERIENCE_MISSING: {
    en: 'Medium and heavy vehicles come after {years} years with the licence for the lighter ones. Enter its date, or choose a lighter vehicle.',
    bn: 'মাঝারি ও ভারী যানের জন্য হালকা যানের লাইসেন্সে {years} বছর পূর্ণ হতে হয়। সেই লাইসেন্সের তারিখ দিন, অথবা হালকা যান বেছে নিন।',
  },
  CLASS_TWICE: {
    en: 'This kind of vehicle is chosen twice. Choose two kinds, or one.',
    bn: 'একই যান দুবার বেছে নেওয়া হয়েছে। দুই ধরন অথবা এক ধরন বেছে নিন।',
  },
  LEARNER_UNKNOWN: {
    en: 'There is no learner licence with this number and date of birth. Compare both with the learner licence.',
    bn: 'এই নম্বর ও জন্ম তারিখের কোনো শিক্ষানবিশ লাইসেন্স নেই। লাইসেন্সের সঙ্গে দুটি মিলিয়ে দেখুন।',
  },
  TEST_NOT_PASSED: {
    en: 'The driving test is not passed yet. Take it at your office, then apply.',
    bn: 'ড্রাইভিং পরীক্ষায় এখনও উত্তীর্ণ হননি। কার্যালয়ে পরীক্ষায় উত্তীর্ণ হয়ে আবেদন করুন।',
  },
  DOPE_TEST_MISSING: {
    en: 'A professional driver shows a dope test. Take it at a public hospital and enter the number of the report.',
    bn: 'পেশাদার চালকের ডোপ টেস্ট লাগে। সরকারি হাসপাতালে পরীক্ষা করিয়ে প্রতিবেদনের নম্বর দিন।',
  },
  LICENCE_GIVEN: {
    en: 'A licence was given for this learner licence already. If the card is lost, ask the office for another.',
    bn: 'এই শিক্ষানবিশ লাইসেন্সের বিপরীতে লাইসেন্স দেওয়া হয়েছে। কার্ড হারালে কার্যালয়ে যোগাযোগ করুন।',
  },
  CHASSIS_REGISTERED: {
    en: 'A vehicle with this chassis number is registered. Compare it with the vehicle; for a used one apply for the change of owner at the office.',
    bn: 'এই চেসিস নম্বরের মোটরযান আগেই নিবন্ধিত। গাড়ির সঙ্গে মিলিয়ে দেখুন; পুরোনো গাড়ি হলে কার্যালয়ে মালিকানা বদলের আবেদন করুন।',
  },
  ENGINE_REGISTERED: {
    en: 'This engine is in another registered vehicle. Compare the number with the engine.',
    bn: 'এই ইঞ্জিন অন্য নিবন্ধিত মোটরযানে আছে। ইঞ্জিনের সঙ্গে নম্বর মিলিয়ে দেখুন।',
  },
  MOTORCYCLE_TOO_STRONG: {
    en: 'Motorcycles of more than {cc} cc are not registered. Check the capacity against the papers.',
    bn: '{cc} সিসির বেশি ক্ষমতার মোটরসাইকেল নিবন্ধন হয় না। কাগজের সঙ্গে সিসি মিলিয়ে দেখুন।',
  },
  TAXPAYER_NUMBER_MISSING: {
    en: 'For a car or a microbus enter the taxpayer’s number (TIN) of the owner.',
    bn: 'মোটর কার বা মাইক্রোবাসের জন্য মালিকের টিআইএন দিন।',
  },
  VEHICLE_UNKNOWN: {
    en: 'There is no vehicle with this number and chassis ending. Compare both with the registration certificate.',
    bn: 'এই নম্বর ও চেসিসের কোনো মোটরযান নেই। নিবন্ধন সনদের সঙ্গে দুটি মিলিয়ে দেখুন।',
  },
  NO_FITNESS_NEEDED: {
    en: 'A motorcycle needs no fitness certificate: there is nothing to book.',
    bn: 'মোটরসাইকেলের ফিটনেস সনদ লাগে না: বুকিংয়ের প্রয়োজন নেই।',
  },
  FITNESS_STILL_RUNS: {
    en: 'On that day the fitness certificate is valid for more than {days} days. Choose a later day.',
    bn: 'সেদিন ফিটনেস সনদের মেয়াদ {days} দিনের বেশি থাকবে। পরের তারিখ বেছে নিন।',
  },
  OFFICE_CLOSED: {
    en: 'This office is closed on Fridays and Saturdays. Choose another day, or the inspection centre in Mirpur.',
    bn: 'কার্যালয়টি শুক্র ও শনিবার বন্ধ। অন্য দিন বা মিরপুরের পরিদর্শন কেন্দ্র বেছে নিন।',
  },
  TAX_PAID_AHEAD: {
    en: 'The tax is paid ahead; a year that begins more than a year from now cannot be paid yet. Choose fewer years.',
    bn: 'ট্যাক্স আগাম পরিশোধ করা আছে; এক বছরের বেশি পরে শুরু হওয়া বছরের ট্যাক্স এখন নেওয়া হয় না। কম বছর বেছে নিন।',
  },
});
