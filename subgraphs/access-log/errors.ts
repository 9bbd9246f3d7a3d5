import { catalogue } from '#kit/errors/catalogue.ts';

/** What can stand in the way of a question about a look at one's data. */
export const accessErrors = catalogue({
  NO_SUCH_ACCESS: {
    en: 'Nobody has looked at your data under this number. Take it from `me { dataAccesses }`.',
    bn: 'এই নম্বরে আপনার তথ্য কেউ দেখেননি। `me { dataAccesses }` থেকে নম্বরটি নিন।',
  },
  NO_SUCH_QUESTION: {
    en: 'There is no such question, or it is not yours to answer. Take it from `accessQuestions`.',
    bn: 'এমন কোনো প্রশ্ন নেই, অথবা এর উত্তর দেওয়ার অধিকার আপনার নেই। `accessQuestions` থেকে নিন।',
  },
  NOT_YOURS_TO_ANSWER: {
    en: 'You looked at these data yourself, or asked this question yourself. Somebody else has to answer it.',
    bn: 'আপনি নিজেই এই তথ্য দেখেছেন, অথবা প্রশ্নটি নিজেই করেছেন। অন্য কাউকে এর উত্তর দিতে হবে।',
  },
  ALREADY_ANSWERED: {
    en: 'This question has been answered already.',
    bn: 'এই প্রশ্নের উত্তর ইতিমধ্যে দেওয়া হয়েছে।',
  },
});
