import { dataOfPerson } from '#kit/access-log/data-of-person.ts';
import type { PersonalTypes } from '#kit/access-log/watched.ts';
import type { AccessRecord } from './copied-blocks.ts';
import type { QuestionRecord } from './questions.model.ts';

/** That somebody looked, and when, tells nothing of the citizen. */
const BARE = ['id', 'at', 'role', 'who', 'whoReference', 'ministry', 'desk', 'centre', 'serviceCentre'];

/** Who reads of looks at somebody's data looks at that data too: an auditor, a focal point. */
export const personalTypes: PersonalTypes = {
  DataAccess: dataOfPerson(BARE, ({ applicationId, citizen, service }: AccessRecord) => ({
    citizen,
    applicationId,
    service,
  })),
  AccessQuestion: dataOfPerson(['id', 'access', 'askedAt', 'answeredBy', 'answeredAt'], ({ by }: QuestionRecord) => ({
    citizen: by,
  })),
};
