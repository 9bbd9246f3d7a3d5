import { catalogue } from '#kit/errors/catalogue.ts';

export const ratingErrors = catalogue({
  NOT_FINISHED: {
    en: 'This application is not finished yet. Rate it when the ministry has decided.',
    bn: 'এই আবেদনের কাজ এখনো শেষ হয়নি। মন্ত্রণালয় সিদ্ধান্ত দেওয়ার পর মতামত দিন।',
  },
  ALREADY_RATED: {
    en: 'You have rated this application already. Each application is rated once; your first rating counts.',
    bn: 'এই আবেদনে আপনি আগেই মতামত দিয়েছেন। প্রতিটি আবেদনে একবার মতামত দেওয়া যায়; আপনার প্রথম মতামতই গণ্য হবে।',
  },
});
