import { catalogue } from '../errors/catalogue.ts';

export const triesErrors = catalogue({
  TOO_MANY_TRIES: {
    en: 'This was tried too often. Compare what you typed with the card or slip, and try again in {minutes} minutes.',
    bn: 'এটি অনেক বেশি বার চেষ্টা করা হয়েছে। কার্ড বা স্লিপের সঙ্গে মিলিয়ে দেখুন এবং {minutes} মিনিট পরে আবার চেষ্টা করুন।',
  },
});
