import { catalogue } from '#kit/errors/catalogue.ts';

export const complaintErrors = catalogue({
  NO_SUCH_CARD: {
    en: 'Nobody has a card with this number. Compare it with the card or the slip.',
    bn: 'এই নম্বরের কোনো কার্ড নেই। কার্ড বা রসিদের সঙ্গে মিলিয়ে দেখুন।',
  },
  NO_SUCH_SLIP: {
    en: 'There is no such slip of this entrepreneur. Compare its number, or leave it out.',
    bn: 'এই উদ্যোক্তার এমন কোনো রসিদ নেই। নম্বর মিলিয়ে দেখুন, অথবা ঘরটি খালি রাখুন।',
  },
  OWN_CARD: {
    en: 'This is your own card. Give the number of the card that you complain of.',
    bn: 'এটি আপনার নিজের কার্ড। যাঁর বিরুদ্ধে অভিযোগ, তাঁর কার্ডের নম্বর দিন।',
  },
  NO_SUCH_COMPLAINT: {
    en: 'There is no such complaint. Take its id from `entrepreneurComplaints`.',
    bn: 'এমন কোনো অভিযোগ নেই। `entrepreneurComplaints` থেকে আইডি নিন।',
  },
  ALREADY_ANSWERED: {
    en: 'This complaint is answered already. Nothing more is to be done.',
    bn: 'এই অভিযোগের উত্তর আগেই দেওয়া হয়েছে। আর কিছু করতে হবে না।',
  },
});
