import { catalogue } from '#kit/errors/catalogue.ts';

export const consentCardErrors = catalogue({
  WRONG_CARD_CODE: {
    en: 'Card, number and code do not fit together. Read all three from the card again.',
    bn: 'কার্ড, ক্রমিক নম্বর ও কোড মেলে না। কার্ড থেকে তিনটিই আবার পড়ুন।',
  },
  CARD_CODE_USED: {
    en: 'Code number {number} was used before. Take one that is not struck out yet.',
    bn: '{number} নম্বর কোডটি আগে ব্যবহৃত হয়েছে। যেটি এখনো কাটা হয়নি সেটি নিন।',
  },
  CARD_BLOCKED: {
    en: 'Too many wrong codes were tried with this card. The citizen gets a new one at a service centre, against the national ID.',
    bn: 'এই কার্ডে অনেকবার ভুল কোড দেওয়া হয়েছে। নাগরিক জাতীয় পরিচয়পত্র দেখিয়ে সেবাকেন্দ্র থেকে নতুন কার্ড নেবেন।',
  },
  CARD_ENDED: {
    en: 'This card is no longer good. The citizen gets a new one at a service centre, against the national ID.',
    bn: 'এই কার্ডের মেয়াদ শেষ। নাগরিক জাতীয় পরিচয়পত্র দেখিয়ে সেবাকেন্দ্র থেকে নতুন কার্ড নেবেন।',
  },
  CARD_FOR_ONESELF: {
    en: 'Nobody hands a card out to themselves, or uses their own as entrepreneur. Ask a colleague.',
    bn: 'কেউ নিজেকে কার্ড দিতে পারেন না, উদ্যোক্তা হিসেবে নিজের কার্ড ব্যবহারও করতে পারেন না। সহকর্মীকে বলুন।',
  },
  CARD_FROM_ONES_OWN_HAND: {
    en: 'You handed this card out yourself, so its codes do not show that the citizen agrees. Ask a colleague to serve them.',
    bn: 'এই কার্ড আপনি নিজেই দিয়েছেন, তাই এর কোডে নাগরিকের সম্মতি প্রমাণ হয় না। সহকর্মীকে সেবা দিতে বলুন।',
  },
});
