import { catalogue } from '#kit/errors/catalogue.ts';

export const roleErrors = catalogue({
  NOT_YOURS_TO_GIVE: {
    en: 'You cannot give or take this role. A focal point does so for officials and developers of their ministry, an operator for auditors.',
    bn: 'এই দায়িত্ব আপনি দিতে বা ফেরত নিতে পারেন না। ফোকাল পয়েন্ট নিজ মন্ত্রণালয়ের কর্মকর্তা ও ডেভেলপারের, পরিচালনাকারী নিরীক্ষকের দায়িত্ব দেন।',
  },
  NO_SUCH_PERSON: {
    en: 'Nobody with this national ID has a login. Check the number with the person.',
    bn: 'এই জাতীয় পরিচয়পত্র নম্বরে কারও লগ ইন নেই। ব্যক্তির সঙ্গে নম্বরটি মিলিয়ে নিন।',
  },
  NOT_TO_ONESELF: {
    en: 'Nobody gives a role to themselves. Somebody else who may give it has to.',
    bn: 'কেউ নিজেকে কোনো দায়িত্ব দিতে পারেন না। এই দায়িত্ব দেওয়ার অধিকার আছে এমন অন্য কাউকে দিতে হবে।',
  },
  TOO_MANY_WRONG_NUMBERS: {
    en: 'Too many national IDs were entered to which no role could be given. Try again in {minutes} minutes.',
    bn: 'দায়িত্ব দেওয়া যায়নি এমন অনেক জাতীয় পরিচয়পত্র নম্বর দেওয়া হয়েছে। {minutes} মিনিট পরে আবার চেষ্টা করুন।',
  },
  ROLE_ELSEWHERE: {
    en: 'This person holds the role for another ministry ({ministry}), which has to take it away first.',
    bn: 'এই ব্যক্তি অন্য একটি মন্ত্রণালয়ে ({ministry}) এই দায়িত্বে আছেন; আগে সেখান থেকে তা ফেরত নিতে হবে।',
  },
  ROLE_NOT_HELD: {
    en: 'This person does not hold this role.',
    bn: 'এই ব্যক্তির এই দায়িত্ব নেই।',
  },
  ENDS_BEFORE_IT_BEGINS: {
    en: 'The role would end before it begins. Choose a later end.',
    bn: 'দায়িত্ব শুরুর আগেই শেষ হয়ে যাচ্ছে। শেষের সময় আরও পরে দিন।',
  },
});

export type RoleErrorCode = keyof typeof roleErrors;
