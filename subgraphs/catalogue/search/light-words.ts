/**
 * What nearly everybody writes beside the service (how to, apply, online, I want, does it take): it tells nothing of which one is
 * meant, so the search leaves it out. Only as it stands here, since কর is tax, and করার is to do.
 */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  `
a an and apply applying application at bd be bangladesh by can do e fee fees cost for form from get give how i in is it long many me
much my need of on online or process rule rules service services system take the to want website what when where which with
abedon abedan ache achhe amar ami ase banabo banate chai chay dekhbo dekhte din dite dibo diye dorkar er gele gese geche hobe hoise hoy
jabe jabo jai jonno kara kemne ki kibhabe kivabe kobe koi kokhon kora korabo korar korbo korte koto kothay lage lagbe nai neya
newa newar nibo nite niyom o pabo paoya seba sheba taka te theke tulbo tulte
আছে আবেদন আমার আমি আর আসবে উপায় এ ও কখন কত কতদিন কবে করব করবো করা করাতে করার করতে করে কি কিভাবে কীভাবে কী কোথায় খরচ গেছে গেলে চাই জন্য
টাকা তুলতে তুলব তুলবো থেকে দরকার দিতে দিন দিব দিবো দিয়ে দেওয়া দেখতে দেখব দেখবো না নিতে নিব নিবো নিয়ম নেওয়া পদ্ধতি পাওয়া পাব পাবো ফরম ফর্ম ফি বানাতে যাব যাবে
যায় লাগবে লাগে সেবা হতে হবে হয় অনলাইন অনলাইনে
`
    .normalize('NFC')
    .trim()
    .split(/\s+/),
);
