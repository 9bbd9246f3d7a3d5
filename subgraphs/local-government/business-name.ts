/** Business names that people would take for the same. */
import { nameKey, nameWords } from '#kit/name-key.ts';

/** Words that tell no business from another, in Bangla and English. In NFC, as the names are compared. */
const COMMON = new Set(
  'm/s messrs the and co company ltd limited pvt private মেসার্স এন্ড অ্যান্ড কোং কোম্পানি লিঃ লি লিমিটেড প্রাইভেট'
    .normalize('NFC')
    .split(' '),
);

/**
 * A name without case, punctuation and common words.
 * @example businessNameKey('M/S. Rahima Tailors & Co. Ltd.') // 'rahima tailors'
 */
export function businessNameKey(name: string): string {
  const words = nameWords(nameKey(name).replace(/m\/s\b/g, ' '));
  const telling = words.filter((word) => !COMMON.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}
