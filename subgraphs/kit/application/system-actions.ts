/** What the platform does with an application by itself, and what it tells the applicant of it. */
import { catalogue, type Text } from '../errors/catalogue.ts';
import type { Action, SystemAction } from './lifecycle.ts';

const reasons = catalogue({
  SETTLE: {
    en: 'The payment has come in.',
    bn: 'ফি পাওয়া গেছে।',
  },
  CONFIRM: {
    en: 'The time is booked.',
    bn: 'সময়টি বুক করা হয়েছে।',
  },
  LAPSE: {
    en: 'The fee was not paid in time, so the place was given back. You may book again.',
    bn: 'নির্ধারিত সময়ের মধ্যে ফি দেওয়া হয়নি, তাই আসন ছেড়ে দেওয়া হয়েছে। আপনি আবার বুক করতে পারেন।',
  },
  EXPIRE: {
    en: 'No place came free before the time had come. You may book another time.',
    bn: 'নির্ধারিত সময়ের আগে কোনো আসন খালি হয়নি। আপনি অন্য সময়ের জন্য বুক করতে পারেন।',
  },
  REFUND: {
    en: 'The payment came when this was over already. The money is returned where it was paid.',
    bn: 'এই আবেদন শেষ হওয়ার পরে ফি এসেছে। যেখানে দেওয়া হয়েছে সেখান থেকেই টাকা ফেরত দেওয়া হবে।',
  },
  RETURN_FEE: {
    en: 'The fee was given back at the desk that took it. It is due again.',
    bn: 'যে ডেস্কে ফি নেওয়া হয়েছিল সেখানে তা ফেরত দেওয়া হয়েছে। ফি আবার দিতে হবে।',
  },
}) satisfies Record<SystemAction, Text>;

const texts = new Map<Action, Text>(Object.entries(reasons) as [SystemAction, Text][]);

/** Why the platform did it, in words; null for what a person did. */
export function reasonOf(action: Action): Text | null {
  return texts.get(action) ?? null;
}

/** Whether it is something that people do. */
export function isPersonsAction(action: Action): action is Exclude<Action, SystemAction> {
  return !texts.has(action);
}
