import { dataOfPerson } from '#kit/access-log/data-of-person.ts';
import type { PersonalTypes } from '#kit/access-log/watched.ts';
import type { ComplaintRecord } from './complaints/complaints.model.ts';
import type { EntrepreneurRecord } from './enrolment/entrepreneurs.model.ts';
import type { InTransit } from './ledger/deposit.resolvers.ts';

/** What an entrepreneur is in office, as their card shows it to everybody. */
const IN_PUBLIC = ['id', 'source', 'stage', 'appliedAt', 'card', 'assignments', 'isInForce'];

/** What operators read of entrepreneurs, and of those who complain. */
export const personalTypes: PersonalTypes = {
  Entrepreneur: dataOfPerson(IN_PUBLIC, ({ personId }: EntrepreneurRecord) => ({ citizen: personId })),
  // Of whom they complain is told by that entrepreneur's own type.
  EntrepreneurComplaint: dataOfPerson(['id', 'at', 'against', 'entrepreneur'], ({ by }: ComplaintRecord) => ({
    citizen: by,
  })),
  DepositInTransit: dataOfPerson(['entrepreneur', 'centre', 'centreCode', 'number', 'at'], ({ record }: InTransit) => ({
    citizen: record.personId,
  })),
};
