/** Who reads of looks at somebody's data looks at that data too, and is looked at: an auditor, a focal point. */
import type { PersonalTypes } from '#kit/access-log/watched.ts';
import type { SubgraphContext } from '#kit/context.ts';
import type { AccessRecord } from './copies.model.ts';

/** Of a look without what tells of the citizen: that somebody looked, and when. */
const BARE: ReadonlySet<string> = new Set(['id', 'at', 'role', 'who', 'whoReference', 'ministry', 'desk', 'centre']);

export const personalTypes: PersonalTypes = {
  DataAccess: {
    bare: BARE,
    subject: ({ citizen, applicationId, service }: AccessRecord, { caller }: SubgraphContext) =>
      caller.subject === citizen && caller.scopes.has('citizen')
        ? null
        : { citizen, applicationId, service, purpose: { code: 'IN_OFFICE', text: null } },
  },
};
