import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  TOO_YOUNG: {
    en: 'The card is given from the age of {years}. Let an older member of the household apply.',
    bn: '{years} বছর বয়স থেকে কার্ড দেওয়া হয়। পরিবারের বয়স্ক কোনো সদস্য আবেদন করুন।',
  },
  NOTHING_IS_FARMED: {
    en: 'The card is for who works the land. Enter the plots that you farm yourself, with their area.',
    bn: 'যিনি নিজে আবাদ করেন, কার্ড তাঁর জন্য। যেসব জমি নিজে আবাদ করেন সেগুলো পরিমাণসহ লিখুন।',
  },
  PLOT_TWICE: {
    en: 'This plot is listed twice. Enter it once with the whole area.',
    bn: 'এই দাগ দুবার দেওয়া হয়েছে। মোট জমিসহ একবার লিখুন।',
  },
  HAS_A_CARD: {
    en: "This person has a farmer's card already. To change it go to the upazila agriculture office.",
    bn: 'এই ব্যক্তির কৃষক কার্ড আছে। তথ্য বদলাতে উপজেলা কৃষি অফিসে যান।',
  },
  PLOT_ON_ANOTHER_CARD: {
    en: "This plot is on another owner's card. Check the number; if you farm it for the owner, choose sharecropped or leased.",
    bn: 'এই দাগ অন্য মালিকের কার্ডে আছে। নম্বর মিলিয়ে দেখুন; মালিকের হয়ে আবাদ করলে বর্গা বা ইজারা বেছে নিন।',
  },
  UNION_NEEDED: {
    en: 'A dealer serves a union. Choose one from the list of areas.',
    bn: 'ডিলার একটি ইউনিয়নে কাজ করেন। এলাকার তালিকা থেকে ইউনিয়ন বেছে নিন।',
  },
  NOT_IN_THE_UNION: {
    en: 'The dealer lives and stores in the union that is served. Choose an area of it, or another union.',
    bn: 'ডিলারের বাড়ি ও গুদাম ওই ইউনিয়নেই হতে হবে। ইউনিয়নের ভেতরের এলাকা বা অন্য ইউনিয়ন বেছে নিন।',
  },
  UNION_HAS_A_DEALER: {
    en: 'This union has a dealer already. Choose another union.',
    bn: 'এই ইউনিয়নে ডিলার আছেন। অন্য ইউনিয়ন বেছে নিন।',
  },
  GODOWN_TOO_SMALL: {
    en: 'A dealer needs a godown of {tonnes} tonnes. Enlarge it, or name another.',
    bn: 'ডিলারের গুদাম কমপক্ষে {tonnes} মেট্রিক টনের হতে হবে। গুদাম বড় করুন বা অন্য গুদামের তথ্য দিন।',
  },
  SOLVENCY_TOO_LOW: {
    en: 'The bank must confirm {leastBdt} taka. Hand in a certificate of that amount.',
    bn: 'ব্যাংককে {leastBdt} টাকার সচ্ছলতা নিশ্চিত করতে হবে। ওই পরিমাণের সনদ দিন।',
  },
  WARD_TWICE: {
    en: 'A ward has one retailer. Name the retailer of another ward.',
    bn: 'এক ওয়ার্ডে একজন খুচরা বিক্রেতা থাকেন। অন্য ওয়ার্ডের বিক্রেতার তথ্য দিন।',
  },
  TOO_FEW_SPOTS: {
    en: 'Mix the soil of {spots} spots of the plot, so that the sample stands for all of it.',
    bn: 'জমির {spots}টি স্থান থেকে মাটি নিয়ে মিশিয়ে নমুনা তৈরি করুন।',
  },
  PLOT_TOO_LARGE: {
    en: 'One sample stands for up to {decimals} decimals. Divide the plot and take a sample of each part.',
    bn: 'একটি নমুনা সর্বোচ্চ {decimals} শতাংশ জমির জন্য। জমি ভাগ করে প্রতি ভাগের আলাদা নমুনা নিন।',
  },
});
