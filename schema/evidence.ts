/**
 * The documents that services ask for, by the codes of `@service(evidence: …)`: the one table of their names. A form has a
 * field for each, and a document in the graph says by the same code what it is.
 */

/** What people call a document. */
export type EvidenceLabel = { readonly en: string; readonly bn: string };

/** A code is kebab-case of letters, so that its field's name tells the code again. */
export const EVIDENCE: ReadonlyMap<string, EvidenceLabel> = new Map(
  Object.entries({
    'address-proof': { en: 'Proof of address', bn: 'ঠিকানার প্রমাণ' },
    'bank-certificate': { en: 'Bank certificate', bn: 'ব্যাংক প্রত্যয়নপত্র' },
    'birth-certificate': { en: 'Birth certificate', bn: 'জন্ম সনদ' },
    'bmet-registration': { en: 'BMET registration card', bn: 'বিএমইটি নিবন্ধন কার্ড' },
    certificate: { en: 'Certificate', bn: 'সনদপত্র' },
    'death-proof': { en: 'Proof of death', bn: 'মৃত্যুর প্রমাণ' },
    deed: { en: 'Registered deed', bn: 'নিবন্ধিত দলিল' },
    'disability-card': { en: 'Disability card', bn: 'প্রতিবন্ধী পরিচয়পত্র (সুবর্ণ নাগরিক কার্ড)' },
    'education-certificate': { en: 'Education certificate', bn: 'শিক্ষাগত যোগ্যতার সনদ' },
    'electricity-bill': { en: 'Electricity bill', bn: 'বিদ্যুৎ বিল' },
    etin: { en: 'e-TIN certificate', bn: 'ই-টিআইএন সনদ' },
    'floor-plan': { en: 'Floor plan', bn: 'ফ্লোর প্ল্যান' },
    'freedom-fighter-certificate': { en: 'Freedom fighter certificate', bn: 'মুক্তিযোদ্ধা সনদ' },
    'gazette-copy': { en: 'Copy of the gazette', bn: 'গেজেটের কপি' },
    'gd-copy': { en: 'Copy of the general diary (GD)', bn: 'সাধারণ ডায়েরির (জিডি) কপি' },
    'guardian-nid': { en: "Guardian's national ID", bn: 'অভিভাবকের জাতীয় পরিচয়পত্র' },
    'immunisation-card': { en: 'Immunisation card', bn: 'টিকা কার্ড' },
    'income-statement': { en: 'Statement of income', bn: 'আয়ের বিবরণী' },
    'inheritance-certificate': { en: 'Inheritance certificate', bn: 'ওয়ারিশ সনদ' },
    insurance: { en: 'Insurance certificate', bn: 'বিমা সনদ' },
    invoice: { en: 'Invoice', bn: 'চালান' },
    khatian: { en: 'Khatian', bn: 'খতিয়ান' },
    'land-record': { en: 'Land record', bn: 'জমির কাগজ' },
    'learner-licence': { en: "Learner's driving licence", bn: 'শিক্ষানবিশ ড্রাইভিং লাইসেন্স' },
    'medical-certificate': { en: 'Medical certificate', bn: 'চিকিৎসা সনদ' },
    memorandum: { en: 'Memorandum and articles of association', bn: 'সংঘস্মারক ও সংঘবিধি' },
    'name-clearance': { en: 'Name clearance', bn: 'নামের ছাড়পত্র' },
    nid: { en: 'National ID', bn: 'জাতীয় পরিচয়পত্র' },
    'old-passport': { en: 'Old passport', bn: 'পুরোনো পাসপোর্ট' },
    'ownership-proof': { en: 'Proof of ownership', bn: 'মালিকানার প্রমাণ' },
    'parents-nid': { en: "Parents' national IDs", bn: 'মাতা-পিতার জাতীয় পরিচয়পত্র' },
    passport: { en: 'Passport', bn: 'পাসপোর্ট' },
    'pharmacist-certificate': { en: "Pharmacist's registration certificate", bn: 'ফার্মাসিস্ট নিবন্ধন সনদ' },
    photo: { en: 'Photograph', bn: 'ছবি' },
    'pregnancy-card': { en: 'Pregnancy (ANC) card', bn: 'গর্ভবতী (এএনসি) কার্ড' },
    'purchase-receipt': { en: 'Purchase receipt', bn: 'ক্রয়ের রসিদ' },
    'registration-certificate': { en: 'Vehicle registration certificate', bn: 'যানবাহন নিবন্ধন সনদ' },
    'site-plan': { en: 'Site plan', bn: 'সাইট প্ল্যান' },
    'student-id': { en: 'Student ID card', bn: 'শিক্ষার্থী পরিচয়পত্র' },
    'supporting-document': { en: 'Supporting document', bn: 'সহায়ক কাগজপত্র' },
    'tenancy-agreement': { en: 'Tenancy agreement', bn: 'ভাড়ার চুক্তিপত্র' },
    'trade-licence': { en: 'Trade licence', bn: 'ট্রেড লাইসেন্স' },
    'training-certificate': { en: 'Training certificate', bn: 'প্রশিক্ষণ সনদ' },
    visa: { en: 'Visa', bn: 'ভিসা' },
  }),
);

/** The field of a form that takes a document: `old-passport` → `oldPassport`. */
export function evidenceField(code: string): string {
  return code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
