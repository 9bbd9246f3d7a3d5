/**
 * What happens in a life, and the services of all ministries that it takes, in the order in which people need them: what a later
 * one asks for, an earlier one gives. The catalogue's only data of its own: no ministry can say it alone.
 */
import type { Text } from '#kit/errors/catalogue.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import type { ServiceDefinition } from '#kit/form/service-definition.ts';

export type LifeEvent = {
  /** Stable, in kebab-case. */
  readonly code: string;
  readonly title: Text;
  readonly description: Text;
  /** Codes of services. */
  readonly services: readonly string[];
};

/** The services of an event, in its order; one that nobody has published is left out. */
export function servicesOf(
  { services }: Pick<LifeEvent, 'services'>,
  published: PublishedSupergraph,
): ServiceDefinition[] {
  return services.flatMap((code) => published.services.find((service) => service.code === code) ?? []);
}

export const LIFE_EVENTS: readonly LifeEvent[] = [
  {
    code: 'child-is-born',
    title: { en: 'A child is born', bn: 'সন্তানের জন্ম হয়েছে' },
    description: {
      en: 'Register the birth, which is free within 45 days, get the vaccinations on record, and ask for the benefit for mother and child.',
      bn: 'জন্ম নিবন্ধন করুন (৪৫ দিনের মধ্যে ফি লাগে না), টিকার সনদ নিন, এবং মা ও শিশু সহায়তার জন্য আবেদন করুন।',
    },
    services: ['birth-registration', 'vaccination-certificate', 'mother-child-benefit', 'health-card'],
  },
  {
    code: 'lost-my-id',
    title: { en: 'I lost my ID', bn: 'আমার পরিচয়পত্র হারিয়ে গেছে' },
    description: {
      en: 'Report the loss to the police first: the reissue asks for a copy. Then see whether somebody has registered SIMs to your ID.',
      bn: 'প্রথমে থানায় জিডি করুন, কারণ পুনঃমুদ্রণে তার কপি লাগে। এরপর দেখুন, আপনার পরিচয়পত্রে অন্য কেউ সিম নিবন্ধন করেছে কি না।',
    },
    services: ['general-diary', 'nid-reissue', 'sim-lookup'],
  },
  {
    code: 'going-to-work-abroad',
    title: { en: 'I go to work abroad', bn: 'কাজ করতে বিদেশে যাচ্ছি' },
    description: {
      en: 'From the passport to the emigration clearance, without which nobody may leave for work.',
      bn: 'পাসপোর্ট থেকে বহির্গমন ছাড়পত্র পর্যন্ত। ছাড়পত্র ছাড়া কাজের জন্য বিদেশে যাওয়া যায় না।',
    },
    services: [
      'passport-new',
      'bmet-registration',
      'police-clearance',
      'document-attestation',
      'pre-departure-training',
      'emigration-clearance',
    ],
  },
  {
    code: 'somebody-died',
    title: { en: 'Somebody in the family died', bn: 'পরিবারের কেউ মারা গেছেন' },
    description: {
      en: 'Register the death; with the certificate the heirs put the land in their names, and a widow asks for her allowance.',
      bn: 'মৃত্যু নিবন্ধন করুন। সেই সনদ দিয়ে ওয়ারিশেরা জমি নিজেদের নামে নামজারি করতে পারেন, আর বিধবা ভাতার আবেদন করা যায়।',
    },
    services: ['death-registration', 'land-mutation', 'land-development-tax', 'widow-allowance', 'legal-aid'],
  },
  {
    code: 'starting-a-business',
    title: { en: 'I start a business', bn: 'ব্যবসা শুরু করছি' },
    description: {
      en: 'A company first, if it is to be one; then the taxpayer number, the trade licence, and what the premises need.',
      bn: 'কোম্পানি হলে আগে তার নাম ও নিবন্ধন; এরপর টিআইএন, ট্রেড লাইসেন্স, এবং স্থাপনার জন্য যা লাগে।',
    },
    services: [
      'company-name-clearance',
      'company-registration',
      'etin-registration',
      'trade-licence-new',
      'vat-registration',
      'fire-licence',
      'environmental-clearance',
      'factory-licence',
    ],
  },
  {
    code: 'buying-land',
    title: { en: 'I buy land', bn: 'জমি কিনছি' },
    description: {
      en: 'See who owns the plot and where it lies, register the deed, and have the land put in your name.',
      bn: 'জমির মালিক কে ও জমি কোথায় দেখে নিন, দলিল নিবন্ধন করুন, তারপর নিজের নামে নামজারি করান।',
    },
    services: [
      'land-record',
      'mouza-map-copy',
      'khatian-copy',
      'deed-registration',
      'land-mutation',
      'land-development-tax',
    ],
  },
  {
    code: 'marrying',
    title: { en: 'I marry', bn: 'বিয়ে করছি' },
    description: {
      en: "Prove both ages from the birth record, then bring the spouse's name into the national ID and the passport.",
      bn: 'জন্ম নিবন্ধন থেকে দুজনের বয়স যাচাই করুন, তারপর জাতীয় পরিচয়পত্রে ও পাসপোর্টে স্বামী বা স্ত্রীর নাম যোগ করুন।',
    },
    services: ['birth-verification', 'nid-correction', 'passport-renewal'],
  },
  {
    code: 'growing-old',
    title: { en: 'I retire or grow old', bn: 'অবসর নিয়েছি বা বয়স হয়েছে' },
    description: {
      en: 'The allowance for old age, a health card, a doctor, and an account for what was saved.',
      bn: 'বয়স্ক ভাতা, স্বাস্থ্য কার্ড, চিকিৎসকের অ্যাপয়েন্টমেন্ট, এবং জমানো টাকার জন্য সঞ্চয় হিসাব।',
    },
    services: ['old-age-allowance', 'health-card', 'hospital-appointment', 'savings-certificate'],
  },
  {
    code: 'child-goes-to-school',
    title: { en: 'My child goes to school', bn: 'সন্তান স্কুলে যাচ্ছে' },
    description: {
      en: 'The school asks for birth and vaccinations; after the admission you may ask for a stipend.',
      bn: 'স্কুলে জন্ম নিবন্ধন ও টিকার সনদ লাগে; ভর্তির পর উপবৃত্তির আবেদন করা যায়।',
    },
    services: ['birth-registration', 'birth-verification', 'vaccination-certificate', 'student-stipend'],
  },
  {
    code: 'disaster-or-crop-loss',
    title: { en: 'A flood or storm took crops, cattle or papers', bn: 'বন্যা বা ঝড়ে ফসল, গবাদিপশু বা কাগজপত্র নষ্ট হয়েছে' },
    description: {
      en: 'Report what is lost, get the papers again, and ask for help with fields and animals.',
      bn: 'কী হারিয়েছে জানিয়ে জিডি করুন, কাগজপত্র আবার তুলুন, এবং জমি ও পশুর জন্য সহায়তা নিন।',
    },
    services: [
      'general-diary',
      'nid-reissue',
      'duplicate-certificate',
      'farmer-card',
      'soil-test',
      'veterinary-appointment',
    ],
  },
  {
    code: 'turning-eighteen',
    title: { en: 'I turn 18', bn: 'আমার বয়স ১৮ হয়েছে' },
    description: {
      en: 'Become a voter and get the national ID; with it come a passport, a licence to drive and a taxpayer number.',
      bn: 'ভোটার হয়ে জাতীয় পরিচয়পত্র নিন; তা দিয়ে পাসপোর্ট, ড্রাইভিং লাইসেন্স ও টিআইএন করা যায়।',
    },
    services: ['voter-registration', 'passport-new', 'learner-licence', 'etin-registration', 'youth-training'],
  },
  {
    code: 'buying-a-vehicle',
    title: { en: 'I buy a car or motorcycle', bn: 'গাড়ি বা মোটরসাইকেল কিনছি' },
    description: {
      en: 'The licence to drive, the taxpayer number that the registration asks for, then registration, tax and fitness.',
      bn: 'ড্রাইভিং লাইসেন্স, নিবন্ধনের জন্য টিআইএন, তারপর মোটরযান নিবন্ধন, ট্যাক্স টোকেন ও ফিটনেস।',
    },
    services: [
      'learner-licence',
      'driving-licence',
      'etin-registration',
      'vehicle-registration',
      'road-tax',
      'fitness-renewal',
    ],
  },
  {
    code: 'living-with-a-disability',
    title: { en: 'I live with a disability', bn: 'প্রতিবন্ধিতা নিয়ে জীবনযাপন করছি' },
    description: {
      en: 'A doctor certifies it, the Suborno card proves it, and the allowance asks for the card.',
      bn: 'চিকিৎসকের সনদ নিন, তা দিয়ে সুবর্ণ নাগরিক কার্ড করুন; ভাতার আবেদনে সেই কার্ড লাগে।',
    },
    services: ['hospital-appointment', 'disability-card', 'disability-allowance'],
  },
  {
    code: 'going-on-hajj',
    title: { en: 'I go on hajj', bn: 'হজে যাচ্ছি' },
    description: {
      en: 'A passport and the pre-registration, the vaccinations, and where your turn stands.',
      bn: 'পাসপোর্ট ও প্রাক-নিবন্ধন, টিকার সনদ, এবং আপনার ক্রম কোথায় তা দেখা।',
    },
    services: ['passport-new', 'hajj-pre-registration', 'vaccination-certificate', 'hajj-status'],
  },
  {
    code: 'suffering-violence',
    title: { en: 'I suffer violence', bn: 'নির্যাতনের শিকার হয়েছি' },
    description: {
      en: 'Report it, get treatment, and take a lawyer whom the state pays.',
      bn: 'অভিযোগ জানান, চিকিৎসা নিন, এবং সরকারি খরচে আইনজীবীর সহায়তা নিন।',
    },
    services: ['violence-report', 'hospital-appointment', 'general-diary', 'legal-aid', 'cause-list'],
  },
  {
    code: 'moving-into-a-house',
    title: { en: 'I move into a house of my own', bn: 'নিজের বাড়িতে উঠছি' },
    description: {
      en: 'Electricity for the house, and the taxes of house and land.',
      bn: 'বাড়ির বিদ্যুৎ সংযোগ, এবং বাড়ি ও জমির কর।',
    },
    services: ['electricity-connection', 'electricity-bill', 'holding-tax', 'land-development-tax'],
  },
];
