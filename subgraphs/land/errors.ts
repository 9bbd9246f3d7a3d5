import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  DEED_MISSING: {
    en: 'A purchase or a gift is shown by its deed. Enter its number, its date and the date of its registration.',
    bn: 'ক্রয় বা হেবার ক্ষেত্রে দলিল লাগে। দলিলের নম্বর, সম্পাদনের তারিখ ও নিবন্ধনের তারিখ দিন।',
  },
  REGISTERED_BEFORE_SIGNED: {
    en: 'The deed cannot have been registered before it was signed. Compare both dates with the deed.',
    bn: 'সম্পাদনের আগে দলিল নিবন্ধন হতে পারে না। দলিলের সঙ্গে তারিখ দুটি মিলিয়ে দেখুন।',
  },
  REGISTERED_LATE: {
    en: 'The deed was registered more than {limitMonths} months after it was signed. Enter the number of the order that condoned the delay.',
    bn: 'সম্পাদনের {limitMonths} মাসের বেশি সময় পরে দলিলটি নিবন্ধিত হয়েছে। বিলম্ব মওকুফের আদেশ নম্বর দিন।',
  },
  HEIRS_MISSING: {
    en: 'For an inheritance enter every heir with their share.',
    bn: 'উত্তরাধিকারের ক্ষেত্রে অংশসহ সব ওয়ারিশের তথ্য দিন।',
  },
  SHARES_NOT_WHOLE: {
    en: 'The shares of the heirs add up to {sharesPercent} per cent. Together they must be 100.',
    bn: 'ওয়ারিশদের অংশের যোগফল শতকরা {sharesPercent}। মোট ১০০ হতে হবে।',
  },
  INHERITANCE_CERTIFICATE_MISSING: {
    en: 'For an inheritance enter the number of the inheritance certificate.',
    bn: 'উত্তরাধিকারের ক্ষেত্রে ওয়ারিশ সনদের নম্বর দিন।',
  },
  SAME_OWNER: {
    en: 'The previous and the new owner have the same national ID. Check both numbers.',
    bn: 'আগের ও নতুন মালিকের জাতীয় পরিচয়পত্র নম্বর একই। নম্বর দুটি মিলিয়ে দেখুন।',
  },
  KHATIAN_UNKNOWN: {
    en: 'The record of rights has no khatian {khatian} in this mouza. Check district, upazila, mouza and khatian.',
    bn: 'এই মৌজায় {khatian} নম্বর খতিয়ান নেই। জেলা, উপজেলা, মৌজা ও খতিয়ান নম্বর মিলিয়ে দেখুন।',
  },
  PLOT_NOT_IN_KHATIAN: {
    en: 'Plot {plotNumber} is not in this khatian. Compare it with the khatian.',
    bn: '{plotNumber} নম্বর দাগ এই খতিয়ানে নেই। খতিয়ানের সঙ্গে মিলিয়ে দেখুন।',
  },
  PLOT_TWICE: {
    en: 'Plot {plotNumber} is listed twice. Enter it once with the whole area.',
    bn: '{plotNumber} নম্বর দাগ দুবার দেওয়া হয়েছে। মোট জমিসহ একবার লিখুন।',
  },
  NOT_THE_RECORDED_OWNER: {
    en: 'By the record of rights plot {plotNumber} belongs to somebody else. Check the national ID of the previous owner.',
    bn: 'রেকর্ড অনুযায়ী {plotNumber} নম্বর দাগের মালিক অন্য কেউ। পূর্ববর্তী মালিকের জাতীয় পরিচয়পত্র নম্বর মিলিয়ে দেখুন।',
  },
  AREA_NOT_POSITIVE: {
    en: 'Enter how many decimals of the plot change hands.',
    bn: 'দাগের কত শতাংশ জমি হস্তান্তর হচ্ছে তা লিখুন।',
  },
  PLOT_TOO_SMALL: {
    en: 'The plot has only {recordedDecimals} decimals. Enter that or less.',
    bn: 'দাগটিতে মোট জমি {recordedDecimals} শতাংশ। এর বেশি লেখা যাবে না।',
  },
  DEMAND_UNKNOWN: {
    en: 'There is no demand for holding {holding} and the tax year {taxYear}. Check both, and the mouza, against the last receipt.',
    bn: '{holding} নম্বর হোল্ডিংয়ের {taxYear} কর বছরের কোনো দাবি নেই। আগের দাখিলার সঙ্গে হোল্ডিং, মৌজা ও কর বছর মিলিয়ে দেখুন।',
  },
  YEAR_ALREADY_PAID: {
    en: 'The tax of {taxYear} is paid; the receipt is {receiptNumber}. Nothing more is to be paid for it.',
    bn: '{taxYear} কর বছরের কর পরিশোধ করা আছে; দাখিলা নম্বর {receiptNumber}। আর কিছু দিতে হবে না।',
  },
  NOTHING_DUE: {
    en: 'This holding is exempt: no tax is due for {taxYear}.',
    bn: 'এই হোল্ডিং করমুক্ত: {taxYear} কর বছরে কোনো কর দিতে হবে না।',
  },
  SURVEY_NOT_HELD: {
    en: 'In the district {district} this survey was not held. Choose the survey that your paper names.',
    bn: '{district} জেলায় এই জরিপ হয়নি। আপনার কাগজে যে জরিপের নাম আছে সেটি বেছে নিন।',
  },
  POSTAL_ADDRESS_MISSING: {
    en: 'Enter the address to which the copy is sent, or choose collection at the counter.',
    bn: 'যে ঠিকানায় কপি পাঠানো হবে তা দিন, অথবা কাউন্টার থেকে সংগ্রহ বেছে নিন।',
  },
  MAP_UNKNOWN: {
    en: 'Of this mouza there is no map of this survey. Check district, upazila and mouza, or choose another survey.',
    bn: 'এই মৌজায় এই জরিপের কোনো ম্যাপ নেই। জেলা, উপজেলা ও মৌজা মিলিয়ে দেখুন, অথবা অন্য জরিপ বেছে নিন।',
  },
  JL_NUMBER_OTHER: {
    en: 'In this survey the mouza has the JL number {recordedNumber}. Enter it, or check mouza and survey.',
    bn: 'এই জরিপে মৌজাটির জেএল নম্বর {recordedNumber}। এটি দিন, অথবা মৌজা ও জরিপ মিলিয়ে দেখুন।',
  },
  SHEET_UNKNOWN: {
    en: 'The map has the sheets 1 to {recordedSheets}. Enter one of them.',
    bn: 'ম্যাপটিতে শিট ১ থেকে {recordedSheets} পর্যন্ত। এর মধ্যে একটি দিন।',
  },
});
