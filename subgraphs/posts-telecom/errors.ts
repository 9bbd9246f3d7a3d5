import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  NOT_AN_IMEI: {
    en: 'This is not an IMEI: its last digit does not fit the others. Dial *#06# and copy all 15 digits.',
    bn: 'এটি সঠিক আইএমইআই নয়: শেষ অঙ্কটি মেলে না। *#06# ডায়াল করে ১৫টি অঙ্কই লিখুন।',
  },
  SAME_IMEI: {
    en: 'Both IMEIs are the same. Enter the second one, or leave it out.',
    bn: 'দুটি আইএমইআই একই। দ্বিতীয়টি ঠিক করে লিখুন, অথবা খালি রাখুন।',
  },
  IMEI_BLOCKED: {
    en: 'The handset {imei} is reported as stolen or cloned. Give it back to the seller, and tell the police.',
    bn: '{imei} হ্যান্ডসেটটি চুরি বা নকল হিসেবে চিহ্নিত। বিক্রেতাকে ফেরত দিন এবং থানায় জানান।',
  },
  IMEI_REGISTERED: {
    en: 'The handset {imei} is registered already. Its owner has to release it first.',
    bn: '{imei} হ্যান্ডসেটটি আগেই নিবন্ধিত। আগের মালিককে নিবন্ধন বাতিল করতে হবে।',
  },
  SIM_OF_ANOTHER: {
    en: 'This number is not registered to this national ID. Put in a SIM of your own.',
    bn: 'এই নম্বরটি এই জাতীয় পরিচয়পত্রে নিবন্ধিত নয়। নিজের নামে নিবন্ধিত সিম ব্যবহার করুন।',
  },
  ARRIVAL_MISSING: {
    en: 'For a handset from abroad enter who brought it and when.',
    bn: 'বিদেশ থেকে আনা হ্যান্ডসেটের ক্ষেত্রে কে, কবে এনেছেন তা লিখুন।',
  },
  ARRIVED_TOO_LONG_AGO: {
    en: 'A handset from abroad is registered within {days} days of its arrival. Go to a customer centre of BTRC with the papers.',
    bn: 'বিদেশ থেকে আনা হ্যান্ডসেট {days} দিনের মধ্যে নিবন্ধন করতে হয়। কাগজপত্র নিয়ে বিটিআরসির গ্রাহকসেবা কেন্দ্রে যান।',
  },
  DUTY_UNPAID: {
    en: 'For more than {handsets} handsets customs takes duty. Enter the number of the receipt.',
    bn: '{handsets}টির বেশি হ্যান্ডসেটে শুল্ক দিতে হয়। কাস্টমসের রসিদ নম্বর দিন।',
  },
  SECOND_DEPOSITOR_MISSING: {
    en: 'A joint account has two owners. Enter the second one.',
    bn: 'যুগ্ম হিসাবে দুজন আমানতকারী লাগে। দ্বিতীয় জনের তথ্য দিন।',
  },
  SAME_DEPOSITOR: {
    en: 'Both depositors have the same national ID. Check both numbers.',
    bn: 'দুই আমানতকারীর জাতীয় পরিচয়পত্র নম্বর একই। নম্বর দুটি মিলিয়ে দেখুন।',
  },
  ABOVE_CEILING: {
    en: 'Altogether {ceilingBdt} taka may be saved; {leftBdt} are left. Enter that or less.',
    bn: 'সব মিলিয়ে সর্বোচ্চ {ceilingBdt} টাকা জমা রাখা যায়; বাকি আছে {leftBdt} টাকা। এর বেশি লেখা যাবে না।',
  },
  ETIN_MISSING: {
    en: 'For more than {limitBdt} taka enter your e-TIN.',
    bn: '{limitBdt} টাকার বেশি জমার জন্য ই-টিআইএন দিন।',
  },
  NOMINEE_SHARES_NOT_WHOLE: {
    en: 'The shares of the nominees add up to {sharesPercent} per cent. Together they must be 100.',
    bn: 'নমিনিদের অংশের যোগফল শতকরা {sharesPercent}। মোট ১০০ হতে হবে।',
  },
  GUARDIAN_MISSING: {
    en: 'This nominee is under {years}. Enter a guardian.',
    bn: 'এই নমিনির বয়স {years} বছরের কম। একজন অভিভাবকের নাম দিন।',
  },
});
