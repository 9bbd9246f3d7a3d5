/** A look at a citizen's personal data by somebody else: who, in which role, for what, at which fields. */
import type { Caller } from '../auth/caller.ts';
import type { Text } from '../errors/catalogue.ts';

/** In which capacity somebody looks. */
export type LookerRole =
  | 'OFFICIAL'
  | 'ENTREPRENEUR'
  | 'OPERATOR'
  | 'FOCAL_POINT'
  | 'DEVELOPER'
  | 'AUDITOR'
  | 'MACHINE'
  | 'CITIZEN'
  | 'ANYBODY';

/** Who looks, as the gateway's token says. */
export type Looker = {
  /** The person's id, or a machine's; `NOBODY` of somebody who had not logged in. */
  readonly person: string;
  readonly role: LookerRole;
  readonly ministry: string | null;
  readonly desk: string | null;
  /** The centre and the consent of who serves a citizen; null for everybody else. */
  readonly centre: string | null;
  readonly consent: string | null;
  /** What the centre is called; left out where the token did not say. */
  readonly centreName?: Text;
};

/** Why somebody may look. */
export type Purpose = {
  readonly code: PurposeCode;
  /** In the official's own words; null where none were needed. */
  readonly text: string | null;
};

/**
 * TO_DECIDE: the application is open at the official's ministry. DECIDED: the official has just closed it. STATED: the
 * official said why. WITH_CONSENT: the citizen lets an entrepreneur serve them. IN_OFFICE: what the role is there for.
 * LOOKED_UP: a register was asked about a number.
 */
export type PurposeCode = 'TO_DECIDE' | 'DECIDED' | 'STATED' | 'WITH_CONSENT' | 'IN_OFFICE' | 'LOOKED_UP';

/** What was looked at: of whom, and of which application. */
export type Subject = {
  /** The person's id; of whom only a number is known, its reference (`numberReference` of person-number.ts). */
  readonly citizen: string;
  readonly applicationId: string | null;
  /** Code of the application's service. */
  readonly service: string | null;
  /** Null: it has to be stated first, and nothing is shown until then. */
  readonly purpose: Purpose | null;
};

/** One look, as the log keeps it. */
export type Look = {
  readonly at: Date;
  readonly by: Looker;
  readonly citizen: string;
  readonly applicationId: string | null;
  readonly service: string | null;
  readonly purpose: Purpose;
  /** Names as the graph has them; those of a ministry's own type after a dot: `passport.fullName`. */
  readonly fields: readonly string[];
  /** The client's request, as the logs of the platform name it. */
  readonly requestId: string;
};

/** The narrowest first: a token has one role scope, or, for who serves a citizen, none. */
const ROLES: readonly (readonly [scope: string, role: LookerRole])[] = [
  ['official', 'OFFICIAL'],
  ['entrepreneur', 'ENTREPRENEUR'],
  ['operator', 'OPERATOR'],
  ['focal-point', 'FOCAL_POINT'],
  ['developer', 'DEVELOPER'],
  ['auditor', 'AUDITOR'],
  ['machine', 'MACHINE'],
];

/** In the place of the id of somebody who has not logged in. */
export const NOBODY = 'nobody';

/** Who looks at a citizen's data; null for the citizen themselves. */
export function lookerOf({ actor, desk, ministry, scopes, subject }: Caller, citizen: string): Looker | null {
  if (actor)
    return {
      person: actor.subject,
      role: 'ENTREPRENEUR',
      ministry: null,
      desk: null,
      centre: actor.centre,
      consent: actor.consent,
      ...(actor.centreName && { centreName: actor.centreName }),
    };
  if (subject === null)
    return { person: NOBODY, role: 'ANYBODY', ministry: null, desk: null, centre: null, consent: null };
  // In another role somebody looks at their own data as that role: an official at an application of their own.
  const role = ROLES.find(([scope]) => scopes.has(scope))?.[1] ?? 'CITIZEN';
  if (role === 'CITIZEN' && subject === citizen) return null;
  return { person: subject, role, ministry, desk, centre: null, consent: null };
}
