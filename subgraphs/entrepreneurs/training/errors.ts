import { catalogue } from '#kit/errors/catalogue.ts';

export const trainingErrors = catalogue({
  NO_SUCH_MODULE: {
    en: 'Your work asks for no module {module}. Take it from `ownTraining`.',
    bn: 'আপনার কাজের জন্য {module} নামে কোনো মডিউল নেই। `ownTraining` থেকে নিন।',
  },
  NOT_IN_TRAINING: {
    en: 'Tests are for those who were accepted for training. See how far your application is with `ownEntrepreneur`.',
    bn: 'প্রশিক্ষণের জন্য যাঁরা গৃহীত, পরীক্ষা তাঁদের জন্য। `ownEntrepreneur` দিয়ে আবেদনের অগ্রগতি দেখুন।',
  },
  ALREADY_PASSED: {
    en: 'You have passed this test. Go on with the next module.',
    bn: 'আপনি এই পরীক্ষায় উত্তীর্ণ হয়েছেন। পরের মডিউলে যান।',
  },
  TOO_EARLY_TO_TRY: {
    en: 'The next try is possible from {nextEn} on. Read the lesson again until then.',
    bn: 'পরের চেষ্টা করা যাবে {nextBn} থেকে। ততক্ষণ পাঠটি আবার পড়ুন।',
  },
  OTHER_QUESTIONS: {
    en: 'This try does not ask {question}. Read the questions anew with `ownTraining`.',
    bn: 'এই চেষ্টায় {question} প্রশ্নটি নেই। `ownTraining` দিয়ে প্রশ্নগুলো আবার দেখুন।',
  },
  ANSWERED_TWICE: {
    en: 'The question {question} is answered twice. Keep one answer.',
    bn: '{question} প্রশ্নের উত্তর দুইবার দেওয়া হয়েছে। একটি রাখুন।',
  },
});
