import { catalogue } from '#kit/errors/catalogue.ts';

/** What can stand in the way of announcing a file, or of deleting a document. */
export const documentErrors = catalogue({
  UNKNOWN_EVIDENCE: {
    en: 'No service asks for a document “{evidence}”. Take a code of `Service.evidence`, e.g. nid.',
    bn: '“{evidence}” নামে কোনো কাগজ কোনো সেবায় লাগে না। `Service.evidence` থেকে কোড নিন, যেমন nid।',
  },
  FILE_TOO_LARGE: {
    en: 'A file may have at most {maxBytes} bytes. Scan it in a lower resolution, or send fewer pages.',
    bn: 'ফাইল সর্বোচ্চ {maxBytes} বাইট হতে পারে। কম রেজোলিউশনে স্ক্যান করুন, অথবা কম পৃষ্ঠা পাঠান।',
  },
  TOO_MANY_DOCUMENTS: {
    en: 'You have created {perDay} documents within a day. Attach those, or try again tomorrow.',
    bn: 'আপনি একদিনে {perDay}টি কাগজ যোগ করেছেন। সেগুলো ব্যবহার করুন, অথবা আগামীকাল চেষ্টা করুন।',
  },
  NO_SUCH_DOCUMENT: {
    en: 'You have no such document. Take its id from `me { documents }`.',
    bn: 'আপনার এমন কোনো কাগজ নেই। `me { documents }` থেকে আইডি নিন।',
  },
  DOCUMENT_IN_USE: {
    en: 'The reference of this document was given out: it may be part of an application, and stays.',
    bn: 'এই কাগজের রেফারেন্স দেওয়া হয়েছে: এটি কোনো আবেদনের অংশ হতে পারে, তাই মুছে ফেলা যায় না।',
  },
});

/** What can be wrong with a file that is sent or fetched. */
export const fileErrors = catalogue({
  LINK_NOT_VALID: {
    en: 'This link does not work. Take it from the graph as it is.',
    bn: 'এই লিংক কাজ করে না। গ্রাফ থেকে লিংকটি হুবহু নিন।',
  },
  LINK_EXPIRED: {
    en: 'This link has expired. Ask the graph for a new one.',
    bn: 'এই লিংকের মেয়াদ শেষ। গ্রাফ থেকে নতুন লিংক নিন।',
  },
  NO_SUCH_FILE: {
    en: 'There is no such document any more. Create it anew.',
    bn: 'এই কাগজটি আর নেই। নতুন করে যোগ করুন।',
  },
  FILE_TOO_LARGE: documentErrors.FILE_TOO_LARGE,
  SIZE_DIFFERS: {
    en: 'The file has {sizeBytes} bytes, but {announcedBytes} were announced. Send the whole file, or announce this one.',
    bn: 'ফাইলটি {sizeBytes} বাইট, কিন্তু বলা হয়েছিল {announcedBytes} বাইট। পুরো ফাইল পাঠান, অথবা এই ফাইলের জন্য নতুন করে শুরু করুন।',
  },
  SHA256_DIFFERS: {
    en: 'This is not the file that was announced: its SHA-256 differs. Send that one, or announce this one.',
    bn: 'এটি সেই ফাইল নয়: SHA-256 মেলে না। আগের ফাইলটি পাঠান, অথবা এই ফাইলের জন্য নতুন করে শুরু করুন।',
  },
  NOT_OF_ITS_TYPE: {
    en: 'The bytes are no {mediaType} file, whatever its name. Save it as one, and announce it anew.',
    bn: 'ফাইলের নাম যা-ই হোক, এটি {mediaType} ফাইল নয়। সঠিক ধরনে সংরক্ষণ করে নতুন করে শুরু করুন।',
  },
});
