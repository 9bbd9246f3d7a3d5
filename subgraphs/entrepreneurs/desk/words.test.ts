import { describe, expect, test } from 'vitest';
import { cutInWords, judgementInWords, NoJudgement, progressInWords } from './index.ts';

const REASON = {
  code: 'DEED_TOO_OLD',
  field: 'deedDate',
  message: { en: 'The deed is too old.', bn: 'দলিল বেশি পুরোনো।' },
};

test('how far it is, is told in both languages and their digits', () => {
  expect(progressInWords({ judged: 37, left: 463 })).toEqual({
    en: '37 of 500 forms sent.',
    bn: '৫০০টি ফরমের মধ্যে ৩৭টি পাঠানো হয়েছে।',
  });
});

test('a form that was refused says why, one that was taken its number', () => {
  expect(judgementInWords({ verdict: 'REFUSED', reasons: [REASON] })).toEqual({
    en: 'Refused. The deed is too old.',
    bn: 'নেওয়া হয়নি। দলিল বেশি পুরোনো।',
  });
  expect(judgementInWords({ verdict: 'ACCEPTED', reference: 'LAND-7K3M-9QX2' }).en).toBe(
    'Accepted, number LAND-7K3M-9QX2.',
  );
  expect(judgementInWords({ verdict: 'ALREADY_DONE', reference: 'LAND-7K3M-9QX2' }).bn).toBe(
    'আগেই জমা হয়েছে, নম্বর LAND-7K3M-9QX2।',
  );
});

describe('a round that ended early', () => {
  test('says what the server said of it', () => {
    expect(cutInWords(new NoJudgement('The deed is too old.', REASON))).toEqual(REASON.message);
  });

  test.each([new TypeError('fetch failed'), new NoJudgement('down')])('was cut, and nothing is lost: %s', (cut) => {
    expect(cutInWords(cut)).toEqual({
      en: expect.stringContaining('What is left is kept'),
      bn: expect.stringMatching(/\p{Script=Bengali}.*।$/u),
    });
  });

  test('that did not has nothing to say', () => {
    expect(cutInWords(null)).toBeNull();
  });
});
