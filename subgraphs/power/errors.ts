import { catalogue } from '#kit/errors/catalogue.ts';

export const errors = catalogue({
  COMPANY_NOT_HERE: {
    en: 'This company does not supply the area of the connection. Choose the one whose bills the neighbours get.',
    bn: 'সংযোগস্থলের এলাকায় এই সংস্থা বিদ্যুৎ দেয় না। প্রতিবেশীর বিল যে সংস্থার, সেটি বেছে নিন।',
  },
  LOAD_NEEDS_THREE_PHASE: {
    en: 'Single phase carries up to {limitKw} kilowatts. Choose three phase, or ask for less load.',
    bn: 'এক ফেজে সর্বোচ্চ {limitKw} কিলোওয়াট লোড নেওয়া যায়। তিন ফেজ বেছে নিন, অথবা লোড কমান।',
  },
  LOAD_NEEDS_HIGH_TENSION: {
    en: 'At low voltage the load is at most {limitKw} kilowatts. For more ask the company for an 11 kV connection.',
    bn: 'নিম্নচাপে সর্বোচ্চ লোড {limitKw} কিলোওয়াট। এর বেশি হলে সংস্থার কাছে ১১ কেভি সংযোগের আবেদন করুন।',
  },
  LOAD_TOO_SMALL: {
    en: 'What you want to run needs {neededKw} kilowatts. Ask for that load, or list fewer appliances.',
    bn: 'তালিকার যন্ত্রপাতি চালাতে {neededKw} কিলোওয়াট লোড লাগবে। লোড বাড়ান, অথবা যন্ত্র কমান।',
  },
  OWNER_MISSING: {
    en: 'For a rented house or land enter the name of its owner, who has to agree.',
    bn: 'ভাড়া বাড়ি বা জমির ক্ষেত্রে মালিকের নাম লিখুন; তাঁর সম্মতি লাগবে।',
  },
  ACCOUNT_UNKNOWN: {
    en: 'This company has no account {accountNumber}. Compare company and number with a bill.',
    bn: 'এই সংস্থায় {accountNumber} নম্বরের কোনো গ্রাহক নেই। বিলের সঙ্গে সংস্থা ও নম্বর মিলিয়ে দেখুন।',
  },
  BILL_OVERDUE: {
    en: 'The bill of {billMonth} is overdue on this account. Pay it first.',
    bn: 'এই গ্রাহক নম্বরে {billMonth} মাসের বিল বকেয়া আছে। আগে সেটি পরিশোধ করুন।',
  },
  BILL_UNKNOWN: {
    en: 'There is no bill of {billMonth} for account {accountNumber}. Compare company, number and month with the bill.',
    bn: '{accountNumber} নম্বর গ্রাহকের {billMonth} মাসের কোনো বিল নেই। বিলের সঙ্গে সংস্থা, নম্বর ও মাস মিলিয়ে দেখুন।',
  },
  BILL_ALREADY_PAID: {
    en: 'The bill of {billMonth} is paid; the receipt is {receiptNumber}. Nothing more is to be paid for it.',
    bn: '{billMonth} মাসের বিল পরিশোধ করা আছে; রসিদ নম্বর {receiptNumber}। আর কিছু দিতে হবে না।',
  },
  ALREADY_NET_METERED: {
    en: 'Account {accountNumber} has net metering already. To enlarge the system ask the company.',
    bn: '{accountNumber} নম্বর গ্রাহকের নেট মিটারিং আগেই চালু আছে। ক্ষমতা বাড়াতে সংস্থার সঙ্গে যোগাযোগ করুন।',
  },
  MORE_THAN_SANCTIONED: {
    en: 'The inverters may give at most the sanctioned load, {sanctionedLoadKw} kilowatts. Choose less, or have the load raised first.',
    bn: 'ইনভার্টারের ক্ষমতা অনুমোদিত লোড {sanctionedLoadKw} কিলোওয়াটের বেশি হতে পারে না। ক্ষমতা কমান, অথবা আগে লোড বাড়ান।',
  },
  ROOF_TOO_SMALL: {
    en: 'These panels need about {neededSquareMetres} square metres of roof. List fewer panels, or correct the area.',
    bn: 'এত প্যানেলের জন্য প্রায় {neededSquareMetres} বর্গমিটার ছাদ লাগে। প্যানেল কমান, অথবা ছাদের মাপ ঠিক করুন।',
  },
});
