/** What a ministry owes to the graph, and whether it is done. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import type { OnboardingTaskCode } from '../schema.generated.ts';

/** What is known of a ministry's steps. */
export type Steps = {
  readonly hasFocalPoint: boolean;
  readonly isListIn: boolean;
  readonly directivesIssued: number;
  readonly servicesLive: number;
};

export type Task = {
  readonly code: OnboardingTaskCode;
  readonly title: Text;
  readonly instructions: Text;
  readonly isDone: (steps: Steps) => boolean;
};

/** So many services a ministry, and each of its agencies, has live. */
export const FEWEST_LIVE = 2;

/** In the order in which they are done. */
export const TASKS: readonly Task[] = [
  {
    code: 'NAME_FOCAL_POINT',
    title: { en: 'Name a focal point', bn: 'ফোকাল পয়েন্ট মনোনয়ন' },
    instructions: {
      en: 'The ICT Division names the person (`nameFocalPoint`); the person accepts (`acceptFocalPoint`).',
      bn: 'আইসিটি বিভাগ ব্যক্তিকে মনোনীত করে (`nameFocalPoint`); ব্যক্তি তা গ্রহণ করেন (`acceptFocalPoint`)।',
    },
    isDone: ({ hasFocalPoint }) => hasFocalPoint,
  },
  {
    code: 'HAND_IN_SERVICE_LIST',
    title: { en: 'Hand in the list of services', bn: 'সেবার তালিকা জমা দেওয়া' },
    instructions: {
      en: 'The focal point hands in all services of the ministry’s agencies (`submitServiceList`, or `submitServiceListCsv` for a file).',
      bn: 'ফোকাল পয়েন্ট মন্ত্রণালয়ের সব সংস্থার সেবার তালিকা জমা দেন (`submitServiceList`, অথবা ফাইল হলে `submitServiceListCsv`)।',
    },
    isDone: ({ isListIn }) => isListIn,
  },
  {
    code: 'ISSUE_DIRECTIVES',
    title: { en: 'Issue implementation directives', bn: 'বাস্তবায়ন নির্দেশনা জারি' },
    instructions: {
      en: 'The focal point tells each agency what to do and by when (`issueDirective`); an official acknowledges it (`acknowledgeDirective`).',
      bn: 'ফোকাল পয়েন্ট প্রতিটি সংস্থাকে করণীয় ও শেষ তারিখ জানান (`issueDirective`); একজন কর্মকর্তা তা গ্রহণ করেন (`acknowledgeDirective`)।',
    },
    isDone: ({ directivesIssued }) => directivesIssued > 0,
  },
  {
    code: 'TWO_SERVICES_LIVE',
    title: { en: 'Bring two services into the graph', bn: 'দুটি সেবা চালু করা' },
    instructions: {
      en: 'The ministry’s developers publish its subgraph with at least two services.',
      bn: 'মন্ত্রণালয়ের ডেভেলপাররা কমপক্ষে দুটি সেবাসহ সাবগ্রাফ প্রকাশ করেন।',
    },
    isDone: ({ servicesLive }) => servicesLive >= FEWEST_LIVE,
  },
];
