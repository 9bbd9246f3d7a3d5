import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NATIONAL_ID_MISSING: {
    en: 'From the age of {years} enter the national ID number.',
    bn: '{years} বছর বয়স থেকে জাতীয় পরিচয়পত্র নম্বর দিতে হয়।',
  },
  GUARDIAN_MISSING: {
    en: 'For a taxpayer under {years} enter the birth registration number and the guardian’s TIN.',
    bn: '{years} বছরের কম বয়সী করদাতার জন্ম নিবন্ধন নম্বর ও অভিভাবকের টিআইএন দিন।',
  },
  TIN_UNKNOWN: {
    en: 'The register of taxpayers has no such TIN. Check its 12 digits against the TIN certificate.',
    bn: 'করদাতার রেজিস্টারে এই টিআইএন নেই। টিআইএন সনদের সঙ্গে ১২টি সংখ্যা মিলিয়ে দেখুন।',
  },
  TIN_ALREADY_GIVEN: {
    en: 'This person has a TIN already. A lost number is found again at the tax circle; do not register again.',
    bn: 'এই ব্যক্তির টিআইএন আগেই আছে। নম্বর হারালে কর সার্কেলে যোগাযোগ করুন; আবার নিবন্ধন করবেন না।',
  },
  EMPLOYER_MISSING: {
    en: 'Enter the office that pays the salary, or choose another source of income.',
    bn: 'যে প্রতিষ্ঠান বেতন দেয় তার নাম লিখুন, অথবা আয়ের অন্য উৎস বেছে নিন।',
  },
  NOT_THE_TAXPAYER: {
    en: 'This TIN is somebody else’s. Check the TIN and the national ID number.',
    bn: 'এই টিআইএন অন্য ব্যক্তির। টিআইএন ও জাতীয় পরিচয়পত্র নম্বর মিলিয়ে দেখুন।',
  },
  INCOME_YEAR_NOT_OVER: {
    en: 'The income year of this assessment year has not ended. Choose the assessment year before.',
    bn: 'এই করবর্ষের আয়বর্ষ এখনো শেষ হয়নি। আগের করবর্ষ বেছে নিন।',
  },
  ASSETS_MISSING: {
    en: 'With a car, a home in a city or more than {limitBdt} taka of assets, state the assets below.',
    bn: 'গাড়ি, শহরে বাড়ি বা {limitBdt} টাকার বেশি সম্পদ থাকলে সম্পদ বিবরণী পূরণ করুন।',
  },
  RETURN_ALREADY_GIVEN: {
    en: 'The return of this year was handed in. To correct it, give a revised return to the tax circle.',
    bn: 'এই করবর্ষের রিটার্ন আগেই জমা হয়েছে। সংশোধনের জন্য কর সার্কেলে সংশোধিত রিটার্ন দিন।',
  },
  TRADE_ABROAD_NEEDS_VAT: {
    en: 'Who imports or exports registers for VAT, whatever the turnover. Choose VAT.',
    bn: 'আমদানি বা রপ্তানি করলে টার্নওভার যা-ই হোক ভ্যাট নিবন্ধন লাগে। মূসক বেছে নিন।',
  },
  TURNOVER_NEEDS_VAT: {
    en: 'Turnover tax is for up to {limitBdt} taka a year. Choose VAT.',
    bn: 'বছরে {limitBdt} টাকা পর্যন্ত টার্নওভার কর প্রযোজ্য। মূসক বেছে নিন।',
  },
  ONE_OWNER_ONLY: {
    en: 'A sole proprietorship has one owner. Keep one, or choose another form of ownership.',
    bn: 'একক মালিকানায় মালিক একজন। একজনের তথ্য রাখুন, অথবা মালিকানার অন্য ধরন বেছে নিন।',
  },
  SHARES_NOT_WHOLE: {
    en: 'The shares of the owners add up to {sharesPercent} per cent. Together they must be 100.',
    bn: 'মালিকদের অংশের যোগফল শতকরা {sharesPercent}। মোট ১০০ হতে হবে।',
  },
  VAT_ALREADY_REGISTERED: {
    en: 'A business with this TIN is registered. Add the new unit to its BIN at the VAT office.',
    bn: 'এই টিআইএনে একটি প্রতিষ্ঠান নিবন্ধিত আছে। নতুন ইউনিট যোগ করতে ভ্যাট অফিসে যোগাযোগ করুন।',
  },
});
