/** What anybody learns of a card by its number. Pure. */
import { isChecked } from '#kit/check-digit.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { CardVerdict } from '../schema.generated.ts';
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';
import { verdictOf } from './verdict.ts';

export type CardCheck = { readonly verdict: CardVerdict; readonly record: EntrepreneurRecord | null };

/** @param record who has the card; null when nobody has. @param today the day in Dhaka. */
export function cardCheck(number: string, record: EntrepreneurRecord | null, today: string): CardCheck {
  return isChecked(number) ? { verdict: verdictOf(record, today), record } : { verdict: 'MISTYPED', record: null };
}

export const VERDICT_IN_WORDS: Readonly<Record<CardVerdict, Text>> = {
  VALID: {
    en: 'The card is valid. Compare name and photo with the person before you.',
    bn: 'কার্ডটি বৈধ। সামনের ব্যক্তির সঙ্গে নাম ও ছবি মিলিয়ে দেখুন।',
  },
  MISTYPED: {
    en: 'This cannot be a card number. Compare each digit with the card.',
    bn: 'এটি কার্ড নম্বর হতে পারে না। কার্ডের সঙ্গে প্রতিটি অঙ্ক মিলিয়ে দেখুন।',
  },
  NO_SUCH_CARD: {
    en: 'Nobody has a card with this number. Give the person no papers and no money, and tell the service centre.',
    bn: 'এই নম্বরের কোনো কার্ড নেই। ওই ব্যক্তিকে কাগজপত্র বা টাকা দেবেন না; সেবাকেন্দ্রে জানান।',
  },
  SUSPENDED: {
    en: 'The holder may not serve anybody at the moment. Ask for somebody else at the service centre.',
    bn: 'কার্ডধারী এখন সেবা দিতে পারেন না। সেবাকেন্দ্রে অন্য কারও কাছে যান।',
  },
  EXPIRED: {
    en: 'The card has ended. Ask for somebody else at the service centre.',
    bn: 'কার্ডটির মেয়াদ শেষ। সেবাকেন্দ্রে অন্য কারও কাছে যান।',
  },
  NOT_ASSIGNED: {
    en: 'The holder works at no service centre now. Ask for somebody else at the service centre.',
    bn: 'কার্ডধারী এখন কোনো সেবাকেন্দ্রে কাজ করেন না। সেবাকেন্দ্রে অন্য কারও কাছে যান।',
  },
};
