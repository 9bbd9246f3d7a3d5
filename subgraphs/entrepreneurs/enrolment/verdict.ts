/** Whether an entrepreneur may serve citizens on a day, and if not, why. The one rule that the card, the desk and the role ask. Pure. */
import type { CardVerdict } from '../schema.generated.ts';
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';

type Standing = Pick<EntrepreneurRecord, 'card' | 'centres' | 'suspension'>;

/** @param record null when nobody has the card. @param today the day in Dhaka. */
export function verdictOf(record: Standing | null, today: string): Exclude<CardVerdict, 'MISTYPED'> {
  if (!record?.card) return 'NO_SUCH_CARD';
  if (record.suspension) return 'SUSPENDED';
  if (record.card.validUntil < today) return 'EXPIRED';
  return record.centres.length > 0 ? 'VALID' : 'NOT_ASSIGNED';
}
