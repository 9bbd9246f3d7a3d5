import { catalogue, type ErrorCatalogue, inWords, type UserErrorRecord } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';

/** What can stand in the way of an entrepreneur's or an operator's step. */
export const entrepreneurErrors = catalogue({
  NO_SUCH_ENTREPRENEUR: {
    en: 'There is no such entrepreneur. Take the id from `entrepreneurs`.',
    bn: 'এমন কোনো উদ্যোক্তা নেই। `entrepreneurs` থেকে আইডি নিন।',
  },
  NOT_AN_ENTREPRENEUR: {
    en: 'You have not applied to be a Citizen Service entrepreneur. Apply first, with `applyAsEntrepreneur`.',
    bn: 'আপনি নাগরিক সেবা উদ্যোক্তা হতে আবেদন করেননি। আগে `applyAsEntrepreneur` দিয়ে আবেদন করুন।',
  },
  ALREADY_APPLIED: {
    en: 'You have applied already. See how far it is with `ownEntrepreneur`; to change it before it is screened, withdraw it and apply again.',
    bn: 'আপনি আগেই আবেদন করেছেন। `ownEntrepreneur` দিয়ে অগ্রগতি দেখুন; যাচাইয়ের আগে বদলাতে চাইলে আবেদন প্রত্যাহার করে আবার করুন।',
  },
  WRONG_STAGE: {
    en: 'This cannot be done for somebody who is: {stageEn}. It is for those who are: {neededEn}.',
    bn: 'যাঁর অবস্থা "{stageBn}", তাঁর জন্য এটি করা যায় না। এটি করা যায় যখন অবস্থা: {neededBn}।',
  },
  NO_SUCH_CENTRE: {
    en: 'There is no service centre {centre}. Take its code from `serviceCentres`.',
    bn: '{centre} নামে কোনো সেবাকেন্দ্র নেই। `serviceCentres` থেকে কোড নিন।',
  },
  CENTRES_UNKNOWN: {
    en: 'It cannot be found out now whether there is such a centre. Try again in a few minutes.',
    bn: 'এমন কেন্দ্র আছে কি না তা এখন জানা যাচ্ছে না। কয়েক মিনিট পরে আবার চেষ্টা করুন।',
  },
  ALREADY_ASSIGNED: {
    en: 'The entrepreneur works at {centre} already. Nothing more is to be done.',
    bn: 'উদ্যোক্তা আগে থেকেই {centre} কেন্দ্রে কাজ করছেন। আর কিছু করতে হবে না।',
  },
  TOO_MANY_CENTRES: {
    en: 'Nobody works at more than {most} centres. End another assignment first.',
    bn: 'কেউ {most}টির বেশি কেন্দ্রে কাজ করেন না। আগে অন্য একটি নিযুক্তি শেষ করুন।',
  },
  NOT_ASSIGNED: {
    en: 'The entrepreneur does not work at {centre}. See `assignments`.',
    bn: 'উদ্যোক্তা {centre} কেন্দ্রে কাজ করেন না। `assignments` দেখুন।',
  },
  ALREADY_SUSPENDED: {
    en: 'The entrepreneur is suspended already. Reinstate them first to give another reason.',
    bn: 'উদ্যোক্তা আগে থেকেই স্থগিত। অন্য কারণ দিতে হলে আগে পুনর্বহাল করুন।',
  },
  NOT_SUSPENDED: {
    en: 'The entrepreneur is not suspended. Nothing is to be done.',
    bn: 'উদ্যোক্তা স্থগিত নন। কিছু করতে হবে না।',
  },
  SUSPENDED: {
    en: 'You are suspended: {reason}. Ask the ICT Division.',
    bn: 'আপনাকে স্থগিত করা হয়েছে: {reason}। আইসিটি বিভাগে যোগাযোগ করুন।',
  },
  TOO_EARLY_TO_RENEW: {
    en: 'The card is good until {validUntil}. Renew it from {from} on.',
    bn: 'কার্ডটির মেয়াদ {validUntil} পর্যন্ত। {from} থেকে নবায়ন করুন।',
  },
  REFRESHER_NOT_PASSED: {
    en: 'Pass the test of the module {module} first, on {from} or later.',
    bn: 'আগে {module} মডিউলের পরীক্ষায় উত্তীর্ণ হোন, {from} বা তার পরে।',
  },
  CHANGED_MEANWHILE: {
    en: 'Somebody else has just changed this. Read it again and decide anew.',
    bn: 'এইমাত্র অন্য কেউ এটি বদলেছেন। আবার দেখে সিদ্ধান্ত নিন।',
  },
});

/** Gives problems their words: those of the forms, of this subgraph, and of the part that found them. */
export function userErrors(problems: readonly Problem[], ofPart: ErrorCatalogue = {}): UserErrorRecord[] {
  return problems.map((each) => inWords(each, { ...formErrors, ...entrepreneurErrors, ...ofPart }));
}
