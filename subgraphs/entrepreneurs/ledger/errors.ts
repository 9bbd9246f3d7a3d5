import { catalogue } from '#kit/errors/catalogue.ts';

export const ledgerErrors = catalogue({
  NOT_IN_FORCE: {
    en: 'You may not take new work now: {whyEn} Close the day, and ask the ICT Division.',
    bn: 'আপনি এখন নতুন কাজ নিতে পারেন না: {whyBn} দিনের হিসাব বন্ধ করুন, আইসিটি বিভাগে যোগাযোগ করুন।',
  },
  NOT_AT_THIS_CENTRE: {
    en: 'You do not work at {centre}. You work at: {centres}.',
    bn: 'আপনি {centre} কেন্দ্রে কাজ করেন না। আপনি কাজ করেন: {centres}।',
  },
  NO_SUCH_SERVICE: {
    en: 'There is no service {service}. Take its code from `services`.',
    bn: '{service} নামে কোনো সেবা নেই। `services` থেকে কোড নিন।',
  },
  APPLICATION_NEEDED: {
    en: 'This service keeps a record. Give the reference of the application that you have made for the citizen.',
    bn: 'এই সেবায় আবেদন থাকে। নাগরিকের হয়ে যে আবেদন করেছেন তার নম্বর দিন।',
  },
  NO_APPLICATION_FOR_THIS: {
    en: 'This service is a question and keeps no application. Leave the reference out.',
    bn: 'এই সেবা শুধু তথ্য জানার জন্য, এতে কোনো আবেদন থাকে না। আবেদনের নম্বরের ঘর খালি রাখুন।',
  },
  NOT_YOUR_ACT: {
    en: 'You have made no application {reference} for a citizen at this centre. Compare the number; if you have just handed it in, try again in a minute.',
    bn: 'এই কেন্দ্রে কোনো নাগরিকের হয়ে আপনি {reference} নম্বরের আবেদন করেননি। নম্বরটি মিলিয়ে দেখুন; এইমাত্র জমা দিয়ে থাকলে এক মিনিট পরে আবার চেষ্টা করুন।',
  },
  ACT_OF_ANOTHER_SERVICE: {
    en: 'The application {reference} is for the service {service}. Charge for that one.',
    bn: '{reference} নম্বরের আবেদনটি {service} সেবার। সেই সেবার টাকা নিন।',
  },
  ALREADY_CHARGED: {
    en: 'The charge for the application {reference} was taken already. See `transactions`.',
    bn: '{reference} নম্বরের আবেদনের টাকা আগেই নেওয়া হয়েছে। `transactions` দেখুন।',
  },
  FEE_KEPT: {
    en: 'The ministry has decided on this application, so its fee stays paid. Nothing can be given back at the desk.',
    bn: 'মন্ত্রণালয় এই আবেদনে সিদ্ধান্ত দিয়েছে, তাই ফি পরিশোধিতই থাকবে। ডেস্কে কিছু ফেরত দেওয়া যাবে না।',
  },
  MINISTRY_UNAVAILABLE: {
    en: 'The ministry does not answer, and has to say first whether the fee can go back. Try again in a few minutes.',
    bn: 'মন্ত্রণালয়ের সেবা সাড়া দিচ্ছে না; ফি ফেরত দেওয়া যাবে কি না তা আগে জানতে হবে। কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  AMOUNT_NEEDED: {
    en: 'What this service costs depends on the case. Give the amount of the bill or the tax.',
    bn: 'এই সেবার খরচ বিষয়ভেদে ভিন্ন। বিল বা করের পরিমাণ দিন।',
  },
  AMOUNT_IS_FIXED: {
    en: 'This service costs {feeBdt} taka. Leave the amount out.',
    bn: 'এই সেবার খরচ {feeBdt} টাকা। পরিমাণের ঘর খালি রাখুন।',
  },
  NOTHING_DUE: {
    en: 'The ministry asks for nothing here: the service is free, or its fee is paid already. Leave the amount out.',
    bn: 'মন্ত্রণালয়কে এখানে কিছু দিতে হবে না: সেবাটি বিনামূল্যের, অথবা ফি আগেই পরিশোধ হয়েছে। পরিমাণের ঘর খালি রাখুন।',
  },
  BALANCE_LIMIT: {
    en: 'Fees of {owedBdt} taka are not paid in yet, and no new work begins from {limitBdt} on. Pay them in, and record it with `depositCash`; work goes on when the deposit is confirmed.',
    bn: '{owedBdt} টাকা ফি এখনো জমা হয়নি; {limitBdt} টাকা হলে নতুন কাজ নেওয়া যায় না। জমা দিন এবং `depositCash` দিয়ে লিখুন; জমা নিশ্চিত হলে আবার কাজ চলবে।',
  },
  PREVIOUS_DAY_OPEN: {
    en: 'The day {day} is not closed. Count the cash and close it with `closeDeskDay` first.',
    bn: '{day} তারিখের হিসাব বন্ধ হয়নি। নগদ টাকা গুনে আগে `closeDeskDay` দিয়ে বন্ধ করুন।',
  },
  DAY_CLOSED: {
    en: 'The day {day} is closed and takes no more entries. Go on tomorrow.',
    bn: '{day} তারিখের হিসাব বন্ধ হয়ে গেছে, আর কিছু লেখা যাবে না। আগামীকাল আবার শুরু করুন।',
  },
  NOTHING_TO_CLOSE: {
    en: 'No day of this desk is open. Nothing is to be done.',
    bn: 'এই ডেস্কের কোনো দিনের হিসাব খোলা নেই। কিছু করতে হবে না।',
  },
  CASH_DIFFERS: {
    en: 'The book says {expectedBdt} taka, and you have counted {countedBdt}. Count again; if it stays so, give the reason in differenceReason.',
    bn: 'হিসাবে আছে {expectedBdt} টাকা, আপনি গুনেছেন {countedBdt}। আবার গুনুন; একই থাকলে differenceReason-এ কারণ লিখুন।',
  },
  NOT_A_CHARGE: {
    en: 'Number {number} of this book is no charge. Take the number from `transactions`.',
    bn: 'এই হিসাবের {number} নম্বরটি কোনো মূল্য গ্রহণ নয়। `transactions` থেকে নম্বর নিন।',
  },
  ALREADY_REVERSED: {
    en: 'Charge {number} was taken back already. Nothing more is to be done.',
    bn: '{number} নম্বরের টাকা আগেই ফেরত লেখা হয়েছে। আর কিছু করতে হবে না।',
  },
  NOT_ENOUGH_CASH: {
    en: 'The cash box holds {cashBdt} taka, less than {amountBdt}. Check the amount.',
    bn: 'নগদ বাক্সে {cashBdt} টাকা আছে, {amountBdt} টাকার কম। পরিমাণ মিলিয়ে দেখুন।',
  },
  MORE_THAN_OWED: {
    en: 'Only {owedBdt} taka are owed to the ministries beside what is on its way. Check the amount.',
    bn: 'পথে থাকা জমা বাদে মন্ত্রণালয়ের পাওনা মাত্র {owedBdt} টাকা। পরিমাণ মিলিয়ে দেখুন।',
  },
  NOT_A_DEPOSIT: {
    en: 'Number {number} of this book is no deposit. Take the number from `depositsInTransit`.',
    bn: 'এই হিসাবের {number} নম্বরটি কোনো জমা নয়। `depositsInTransit` থেকে নম্বর নিন।',
  },
  ALREADY_SETTLED: {
    en: 'Deposit {number} was confirmed or rejected already. See `transactions`.',
    bn: '{number} নম্বরের জমা আগেই নিশ্চিত বা প্রত্যাখ্যান করা হয়েছে। `transactions` দেখুন।',
  },
  STATEMENT_USED: {
    en: 'The line {statement} of the bank’s statement has confirmed another deposit. Compare it with the statement.',
    bn: 'ব্যাংক বিবরণীর {statement} লাইন দিয়ে অন্য একটি জমা নিশ্চিত করা হয়েছে। বিবরণীর সঙ্গে মিলিয়ে দেখুন।',
  },
  OWN_DEPOSIT: {
    en: 'Nobody confirms or rejects a deposit of their own. Another operator has to do it.',
    bn: 'নিজের জমা নিজে নিশ্চিত বা প্রত্যাখ্যান করা যায় না। অন্য একজন অপারেটরকে করতে হবে।',
  },
  MORE_THAN_EARNED: {
    en: 'Only {commissionBdt} taka of commission are there to draw. Check the amount.',
    bn: 'তোলার মতো কমিশন আছে মাত্র {commissionBdt} টাকা। পরিমাণ মিলিয়ে দেখুন।',
  },
});
