/** The pages of the development payment provider, in Bangla and English, without JavaScript. */
import { createHash } from 'node:crypto';
import { catalogue, type Text } from '../../errors/catalogue.ts';
import { Html, html } from '../../html.ts';

/** What a payer sees of a checkout. */
export type CheckoutView = {
  readonly reference: string;
  readonly amountBdt: number;
  readonly returnUrl: string;
  /** Null while it is not paid. */
  readonly receipt: string | null;
  /** Null while the money has not gone back. */
  readonly refundedAt: Date | null;
};

/** What a payer is told when there is nothing to pay on. */
export const notices = catalogue({
  NO_SUCH_CHECKOUT: {
    bn: 'এই ঠিকানায় কোনো পেমেন্ট নেই। যে সেবা থেকে এসেছেন, সেখান থেকে আবার শুরু করুন।',
    en: 'There is no payment at this address. Start again from the service you came from.',
  },
  STALE_FORM: {
    bn: 'পাতাটি পুরোনো হয়ে গেছে, তাই কিছুই পরিশোধ হয়নি। পাতাটি আবার খুলে পরিশোধ করুন।',
    en: 'This page was out of date, so nothing was paid. Open the page again and pay there.',
  },
  FAILED: {
    bn: 'এখন কাজটি করা যাচ্ছে না। কয়েক মিনিট পরে আবার চেষ্টা করুন; দুইবার পরিশোধ হবে না।',
    en: 'This does not work now. Try again in a few minutes; you will not pay twice.',
  },
});

const TITLE: Text = { bn: 'পরীক্ষামূলক পেমেন্ট', en: 'Development payment' };
const NO_MONEY: Text = {
  bn: 'এটি পরীক্ষার পাতা: আসল টাকা কাটা হয় না।',
  en: 'This page is for development: no real money moves.',
};
const PAID: Text = { bn: 'পরিশোধ হয়েছে।', en: 'It is paid.' };
const REFUNDED: Text = {
  bn: 'দেরিতে পরিশোধ হয়েছে, তাই টাকা ফেরত দেওয়া হয়েছে।',
  en: 'The payment came too late, so the money was returned.',
};

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f2f5f4;color:#14211c;font:1.0625rem/1.6 "Noto Sans Bengali","Nirmala UI",system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0}
[lang=en]{display:block;color:#41514a;font-size:.95em}
.note{border-left:.25rem solid #8a5a00;padding:.25rem .75rem;background:#fff7e6}
.done{border-left:.25rem solid #006a4e;padding:.25rem .75rem;background:#e6f4ee}
dl{background:#fff;border:1px solid #b9c6c0;border-radius:.5rem;padding:1rem;margin:1rem 0}
dt{font-weight:600}
dd{margin:0 0 1rem;font-size:1.25rem}
dd:last-child{margin-bottom:0}
button,.button{display:block;width:100%;min-height:3rem;margin:.75rem 0;padding:.5rem 1rem;border:2px solid #006a4e;
border-radius:.5rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button{background:#006a4e;color:#fff}
button [lang=en]{color:#fff}
.button{background:#fff;color:#00513b}
:focus-visible{outline:3px solid #b3261e;outline-offset:2px}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The page on which one pays; when it is paid, the page that says so. @param formToken goes back with the form. */
export function checkoutPage(checkout: CheckoutView, action: string, formToken: string): string {
  const { reference, amountBdt, returnUrl, receipt, refundedAt } = checkout;
  const rows = [
    row({ bn: 'পরিমাণ', en: 'Amount' }, both(amountInWords(amountBdt))),
    row({ bn: 'আবেদনের নম্বর', en: 'Reference' }, html`${reference}`),
    ...(receipt === null ? [] : [row({ bn: 'রসিদ নম্বর', en: 'Receipt' }, html`${receipt}`)]),
  ];
  const actions =
    receipt === null
      ? html`<form method="post" action="${action}"><input type="hidden" name="token" value="${formToken}">
<button type="submit">${both({ bn: 'পরিশোধ করুন', en: 'Pay' })}</button></form>
<a class="button" href="${returnUrl}">${both({ bn: 'বাতিল করুন', en: 'Cancel' })}</a>`
      : html`<p class="done" role="status">${both(refundedAt ? REFUNDED : PAID)}</p>
<a class="button" href="${returnUrl}">${both({ bn: 'ফিরে যান', en: 'Go back' })}</a>`;
  return document(html`<dl>${rows}</dl>\n${actions}`);
}

/** A page with one thing to say. */
export function noticePage(notice: Text): string {
  return document(html`<p role="alert">${both(notice)}</p>`);
}

/**
 * Headers of a page: it may load nothing, be framed by nobody, and is kept nowhere.
 * @param returnUrl where its form leads in the end: browsers hold `form-action` against the redirect too.
 */
export function pageHeaders(returnUrl?: string): Record<string, string> {
  const formTargets = ["'self'", ...(returnUrl === undefined ? [] : [new URL(returnUrl).origin])].join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** Grouped as in Bangladesh, in lakh and crore. */
function amountInWords(amountBdt: number): Text {
  return {
    bn: `৳ ${new Intl.NumberFormat('bn-BD').format(amountBdt)}`,
    en: `Tk ${new Intl.NumberFormat('en-IN').format(amountBdt)}`,
  };
}

function document(content: Html): string {
  return html`<!doctype html>
<html lang="bn">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE.bn} · ${TITLE.en}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<h1>${both(TITLE)}</h1>
<p class="note">${both(NO_MONEY)}</p>
${content}
</main>
</body>
</html>
`.text;
}

function row(name: Text, value: Html): Html {
  return html`<dt>${both(name)}</dt>\n<dd>${value}</dd>\n`;
}

function both({ bn, en }: Text): Html {
  return html`${bn} <span lang="en">${en}</span>`;
}
