import { catalogue } from '#kit/errors/catalogue.ts';

/** What can stand in the way of any of a ministry's steps. */
export const onboardingErrors = catalogue({
  NOT_YOUR_MINISTRY: {
    en: 'You act for the ministry {own}, not for {given}. Write {own}, or log in for the other.',
    bn: 'আপনি {own} মন্ত্রণালয়ের পক্ষে কাজ করছেন, {given}-এর পক্ষে নয়। {own} লিখুন, অথবা অন্যটির হয়ে লগ ইন করুন।',
  },
});
