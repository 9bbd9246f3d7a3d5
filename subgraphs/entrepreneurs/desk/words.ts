/** What a desk's app shows while it sends, in both languages. */
import type { Judgement, Progress, Reason } from './desk.ts';
import { NoJudgement } from './graph-sender.ts';

/** A text in English and in Bangla. */
export type Words = Reason['message'];

const inBangla = new Intl.NumberFormat('bn-BD', { useGrouping: false });

export function progressInWords({ judged, left }: Pick<Progress, 'judged' | 'left'>): Words {
  const all = judged + left;
  return {
    en: `${judged} of ${all} forms sent.`,
    bn: `${inBangla.format(all)}টি ফরমের মধ্যে ${inBangla.format(judged)}টি পাঠানো হয়েছে।`,
  };
}

export function judgementInWords(judgement: Judgement): Words {
  if (judgement.verdict === 'REFUSED') {
    const reasons = judgement.reasons.map(({ message }) => message);
    return {
      en: ['Refused.', ...reasons.map(({ en }) => en)].join(' '),
      bn: ['নেওয়া হয়নি।', ...reasons.map(({ bn }) => bn)].join(' '),
    };
  }
  const number = judgement.reference ?? '-';
  return judgement.verdict === 'ACCEPTED'
    ? { en: `Accepted, number ${number}.`, bn: `গৃহীত হয়েছে, নম্বর ${number}।` }
    : { en: `Done already, number ${number}.`, bn: `আগেই জমা হয়েছে, নম্বর ${number}।` };
}

/** Why a round ended before all was judged, and what to do. @param cut of the round; null when nothing is left. */
export function cutInWords(cut: unknown): Words | null {
  if (cut === null) return null;
  if (cut instanceof NoJudgement && cut.reason) return cut.reason.message;
  return {
    en: 'The line was cut, or the server did not answer. What is left is kept, and can be sent again.',
    bn: 'লাইন কেটে গেছে, অথবা সার্ভার সাড়া দেয়নি। যা বাকি আছে তা রাখা আছে, আবার পাঠানো যাবে।',
  };
}
