import { catalogue } from '#kit/errors/catalogue.ts';

export const directiveErrors = catalogue({
  UNKNOWN_AGENCY: {
    en: 'The ministry has no agency of this name. Write one of: {agencies}. Another becomes known by a service in the list.',
    bn: 'মন্ত্রণালয়ের এই নামে কোনো সংস্থা নেই। এগুলোর একটি লিখুন: {agencies}। অন্য সংস্থা যোগ করতে সেবার তালিকায় তার সেবা দিন।',
  },
  NO_SUCH_DIRECTIVE: {
    en: 'Your ministry has no such directive. Take its id from `implementationDirectives`.',
    bn: 'আপনার মন্ত্রণালয়ের এমন কোনো নির্দেশনা নেই। `implementationDirectives` থেকে আইডি নিন।',
  },
  ALREADY_ACKNOWLEDGED: {
    en: 'This directive is acknowledged already, by {by}. Nothing more is to be done.',
    bn: 'এই নির্দেশনা আগেই গ্রহণ করা হয়েছে; গ্রহণ করেছেন {by}। আর কিছু করতে হবে না।',
  },
});
