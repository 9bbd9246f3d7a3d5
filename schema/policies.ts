/**
 * Every policy that `@policy` of an SDL can name, in one place. The gateway asks its `caller` part before it plans; the kit
 * asks that again, and the `record` part where the application lies. What is not here is denied.
 */

/** Somebody who asks, as their token says. */
export type Asker = {
  /** Null for somebody who has not logged in. */
  readonly subject: string | null;
  readonly scopes: ReadonlySet<string>;
  readonly ministry: string | null;
  readonly desk: string | null;
  /** Who acts for the subject, with their consent; null for somebody who acts for themselves. */
  readonly actor: { readonly consent: string } | null;
};

/** What of an application decides who may see it. */
export type Guarded = {
  readonly applicantId: string;
  readonly ministry: string;
  readonly serviceCode: string;
  /** The desk of the ministry that alone reads it; null when every desk does. */
  readonly confidentialTo: string | null;
  /** Null for what was never handed in: a draft, also one that was withdrawn. */
  readonly submittedAt: string | Date | null;
  /** The consent under which it was made for a citizen; null for one that a citizen made themselves. */
  readonly consent: string | null;
};

export type Policy = {
  /** Who it lets through, in a few words that a refused person reads. */
  readonly who: { readonly en: string; readonly bn: string };
  readonly why: string;
  /** What the token alone can tell: false means that no record could be theirs. */
  readonly caller: (asker: Asker) => boolean;
  readonly record: (asker: Asker, record: Guarded) => boolean;
};

const acts = ({ subject, actor }: Asker) => subject !== null && actor === null;
const isOfficial = (asker: Asker) => acts(asker) && asker.scopes.has('official') && asker.ministry !== null;
/** Another desk is not even told that there is a report: whoever knows the reporter would know who reported, and when. */
const isForDeskOf = ({ ministry, desk }: Asker, record: Guarded) =>
  record.ministry === ministry &&
  record.submittedAt !== null &&
  (record.confidentialTo === null || record.confidentialTo === desk);

const POLICIES: Readonly<Record<string, Policy>> = {
  oneself: {
    who: { en: 'the person themselves', bn: 'ব্যক্তি নিজে' },
    why: 'What the platform knows of a person is shown to that person, in whatever role, and to nobody who acts for them.',
    caller: acts,
    record: (asker, { applicantId }) => acts(asker) && applicantId === asker.subject,
  },
  applicant: {
    who: { en: 'the applicant', bn: 'আবেদনকারী' },
    why: 'A citizen reads and moves what they asked for themselves.',
    caller: (asker) => acts(asker) && asker.scopes.has('citizen'),
    record: (asker, { applicantId }) => applicantId === asker.subject,
  },
  'own-ministry': {
    who: { en: 'an official of the ministry that it was handed in to', bn: 'যে মন্ত্রণালয়ে জমা হয়েছে তার কর্মকর্তা' },
    why: 'An official decides what was handed in to their ministry, and what is confidential at its desk alone; a draft is still the citizen’s.',
    caller: isOfficial,
    record: isForDeskOf,
  },
  assisting: {
    who: {
      en: 'an entrepreneur who made it for the citizen with their consent',
      bn: 'নাগরিকের সম্মতিতে যিনি আবেদন করেছেন সেই উদ্যোক্তা',
    },
    why: 'Who serves a citizen sees what they made under that one consent, and nothing else of the citizen’s.',
    caller: ({ subject, actor }) => subject !== null && actor !== null,
    record: ({ subject, actor, scopes }, { applicantId, serviceCode, consent }) =>
      applicantId === subject && actor !== null && consent === actor.consent && scopes.has(serviceScope(serviceCode)),
  },
};

/** Policies that carry a name after a colon: `desk:women-support`, `service:land-mutation`. */
const FAMILIES: Readonly<Record<string, (name: string) => Policy>> = {
  desk: (name) => ({
    who: { en: `an official at the desk ${name}`, bn: `${name} ডেস্কের কর্মকর্তা` },
    why: 'What could put somebody in danger is read at one desk of the ministry, not in the whole of it.',
    caller: (asker) => isOfficial(asker) && asker.desk === name,
    record: isForDeskOf,
  }),
  service: (code) => ({
    who: { en: `an entrepreneur whom the citizen lets do ${code}`, bn: `${code} সেবার জন্য নাগরিকের সম্মতি পাওয়া উদ্যোক্তা` },
    why: 'Consent names the services; one that it does not name is not done.',
    caller: ({ subject, actor, scopes }) => subject !== null && actor !== null && scopes.has(serviceScope(code)),
    record: (_asker, { serviceCode }) => serviceCode === code,
  }),
};

/** Whom a policy lets through, in words; the name of one that is not known. */
export function policyInWords(name: string): Policy['who'] {
  return policyNamed(name)?.who ?? { en: name, bn: name };
}

/** Every policy by its name; of a family, with what stands for the name. */
export const POLICY_NAMES: readonly string[] = [
  ...Object.keys(POLICIES),
  ...Object.keys(FAMILIES).map((family) => `${family}:<name>`),
];

/** What such scopes begin with. */
export const SERVICE_SCOPE = 'service:';

/** The scope by which a token holds a citizen's consent to a service. */
export function serviceScope(code: string): string {
  return `${SERVICE_SCOPE}${code}`;
}

/** A policy by its name; undefined when there is none: it is denied. */
export function policyNamed(name: string): Policy | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined;
  const [family, rest] = [name.slice(0, colon), name.slice(colon + 1)];
  return Object.hasOwn(FAMILIES, family) && rest !== '' ? FAMILIES[family]?.(rest) : undefined;
}

/** Whether a policy could let somebody through, as far as their token tells. */
export function mayPass(name: string, asker: Asker): boolean {
  return policyNamed(name)?.caller(asker) ?? false;
}

/** Whether a policy lets somebody see an application. */
export function maySee(name: string, asker: Asker, record: Guarded): boolean {
  const policy = policyNamed(name);
  return policy ? policy.caller(asker) && policy.record(asker, record) : false;
}
