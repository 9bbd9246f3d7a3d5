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
  BIRTH_RECORD_UNKNOWN: {
    en: 'The register of births has no such number. Check it against the certificate; who has none is registered first.',
    bn: 'জন্ম নিবন্ধন রেজিস্টারে এই নম্বর নেই। সনদের সঙ্গে মিলিয়ে দেখুন; নিবন্ধন না থাকলে আগে জন্ম নিবন্ধন করুন।',
  },
  DIED_BEFORE_BORN: {
    en: 'By the register of births this person was born later. Check the date of death and the birth registration number.',
    bn: 'রেজিস্টার অনুযায়ী এই ব্যক্তির জন্ম এর পরে। মৃত্যুর তারিখ ও জন্ম নিবন্ধন নম্বর মিলিয়ে দেখুন।',
  },
  DEATH_ALREADY_REGISTERED: {
    en: 'The death of this person is registered already. For another certificate ask the registrar.',
    bn: 'এই ব্যক্তির মৃত্যু নিবন্ধন আগেই হয়েছে। সনদের জন্য নিবন্ধকের সঙ্গে যোগাযোগ করুন।',
  },
  HOSPITAL_CERTIFICATE_MISSING: {
    en: 'For a death in a hospital enter the number of the hospital’s death certificate.',
    bn: 'হাসপাতালে মৃত্যু হলে হাসপাতালের মৃত্যু সনদের নম্বর দিন।',
  },
  POLICE_REPORT_MISSING: {
    en: 'For an unnatural death enter the number of the police station’s unnatural death (UD) case.',
    bn: 'অস্বাভাবিক মৃত্যুর ক্ষেত্রে থানার অপমৃত্যু (ইউডি) মামলার নম্বর দিন।',
  },
  LICENCE_UNKNOWN: {
    en: 'This city corporation has given no licence with this number. Check both against the last licence.',
    bn: 'এই সিটি কর্পোরেশনে এই নম্বরের লাইসেন্স নেই। আগের লাইসেন্সের সঙ্গে সিটি কর্পোরেশন ও নম্বর মিলিয়ে দেখুন।',
  },
  NOT_THE_LICENSEE: {
    en: 'The licence is in somebody else’s name. Enter the national ID of the owner whom the licence names.',
    bn: 'লাইসেন্সটি অন্য ব্যক্তির নামে। লাইসেন্সে যে মালিকের নাম আছে তাঁর জাতীয় পরিচয়পত্র নম্বর দিন।',
  },
  LICENCE_STILL_VALID: {
    en: 'The licence is renewed for this fiscal year already. The next one can be paid from April on.',
    bn: 'এই অর্থবছরের জন্য লাইসেন্সটি আগেই নবায়ন করা আছে। পরের বছরের নবায়ন এপ্রিল থেকে করা যায়।',
  },
  PERSON_NUMBER_MISSING: {
    en: 'Enter the national ID number, or the birth registration number below.',
    bn: 'জাতীয় পরিচয়পত্র নম্বর দিন; না থাকলে নিচে জন্ম নিবন্ধন নম্বর দিন।',
  },
  NOT_IN_A_UNION: {
    en: 'Choose the union or the ward of the permanent address: a union parishad certifies only its own residents.',
    bn: 'স্থায়ী ঠিকানার ইউনিয়ন বা ওয়ার্ড বেছে নিন: ইউনিয়ন পরিষদ শুধু নিজের বাসিন্দাদের সনদ দেয়।',
  },
  RESIDENT_TOO_SHORT: {
    en: 'Who has lived in the union for less than {days} days asks the union in which they lived before.',
    bn: 'ইউনিয়নে {days} দিনের কম বাস করলে আগের ইউনিয়ন পরিষদে আবেদন করুন।',
  },
  HOLDING_UNKNOWN: {
    en: 'Holding {holdingNumber} is not assessed for {fiscalYear} in this ward. Check city, ward, number and year against the last bill.',
    bn: 'এই ওয়ার্ডে {fiscalYear} অর্থবছরে {holdingNumber} নম্বর হোল্ডিংয়ের কর ধার্য নেই। আগের বিলের সঙ্গে সিটি, ওয়ার্ড, নম্বর ও বছর মিলিয়ে দেখুন।',
  },
  HOLDING_TAX_PAID: {
    en: 'The holding tax of {fiscalYear} is paid; the receipt is {receiptNumber}. Nothing more is to be paid for it.',
    bn: '{fiscalYear} অর্থবছরের হোল্ডিং ট্যাক্স পরিশোধ করা আছে; রসিদ নম্বর {receiptNumber}। আর কিছু দিতে হবে না।',
  },
});
