import { dataOfPerson } from '#kit/access-log/data-of-person.ts';
import type { PersonalTypes } from '#kit/access-log/watched.ts';
import type { OpenedDocument } from './documents.resolvers.ts';

/** What officials, and whoever serves a citizen, read of a document. */
export const personalTypes: PersonalTypes = {
  Document: dataOfPerson(['id'], ({ ownerId, applicationId, service }: OpenedDocument) => ({
    citizen: ownerId,
    ...(applicationId && service ? { applicationId, service } : {}),
  })),
};
