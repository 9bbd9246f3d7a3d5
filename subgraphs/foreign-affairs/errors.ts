import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  WRONG_AUTHORITY: {
    en: 'This kind of paper is attested first by another authority: education by its ministry, marriages by the Law and Justice Division, births by the registrar, police papers by the police, medical ones by the health services, trade by a chamber, affidavits by a notary. Have it attested there.',
    bn: 'এই ধরনের কাগজ আগে অন্য কর্তৃপক্ষ সত্যায়ন করে: শিক্ষা সনদ শিক্ষা মন্ত্রণালয়, বিবাহ সনদ আইন ও বিচার বিভাগ, জন্ম সনদ নিবন্ধক, পুলিশের কাগজ পুলিশ, চিকিৎসার কাগজ স্বাস্থ্য অধিদপ্তর, বাণিজ্যিক কাগজ চেম্বার, হলফনামা নোটারি। সেখান থেকে সত্যায়ন করিয়ে আনুন।',
  },
  ATTESTED_BEFORE_ISSUED: {
    en: 'A paper cannot have been attested before it was issued. Compare both dates with the paper.',
    bn: 'দেওয়ার আগে সনদ সত্যায়িত হতে পারে না। সনদের সঙ্গে তারিখ দুটি মিলিয়ে দেখুন।',
  },
  AUTHORITY_LETTER_MISSING: {
    en: 'For somebody else’s papers enter the number of the letter with which they have asked you.',
    bn: 'অন্যের কাগজের জন্য তাঁর দেওয়া ক্ষমতাপত্রের নম্বর দিন।',
  },
  COURIER_ADDRESS_MISSING: {
    en: 'Enter the address to which the courier brings the papers, or choose the counter.',
    bn: 'কুরিয়ার যে ঠিকানায় যাবে তা দিন, অথবা কাউন্টার বেছে নিন।',
  },
  SERVICE_NOT_AT_POST: {
    en: 'This mission does not give this service. Choose another mission or another service.',
    bn: 'এই মিশনে এই সেবা নেই। অন্য মিশন বা অন্য সেবা বেছে নিন।',
  },
  DESK_CLOSED: {
    en: 'The desk is closed on that day of the week. Choose a working day of the country.',
    bn: 'সপ্তাহের সেই দিন কাউন্টার বন্ধ থাকে। সেই দেশের কর্মদিবস বেছে নিন।',
  },
  PASSPORT_NUMBER_MISSING: {
    en: 'Enter your passport number. Who has no passport books a visit for a travel permit.',
    bn: 'পাসপোর্ট নম্বর দিন। পাসপোর্ট না থাকলে ট্রাভেল পারমিটের জন্য সময় নিন।',
  },
});
