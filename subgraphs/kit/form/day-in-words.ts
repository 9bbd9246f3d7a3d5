/** Days and instants as people read them. Built once: an Intl formatter costs 50 times more to make than to use. */
import type { Text } from '../errors/catalogue.ts';

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Dhaka' } as const;
const DHAKA_DAY = { ...DAY, timeZone: 'Asia/Dhaka' } as const;

const day = bothLanguages(DAY);
const dhakaDay = bothLanguages(DHAKA_DAY);
const clock = bothLanguages(CLOCK);

/** `1990-05-17` as `17 May 1990` and `১৭ মে ১৯৯০`. */
export function dayInWords(isoDay: string): Text {
  return day(new Date(`${isoDay}T00:00:00Z`));
}

/** An instant as a calendar and a clock in Dhaka show it: `17 May 1990, 18:05`. */
export function instantInWords(instant: Date): Text {
  const [onDay, at] = [dhakaDay(instant), clock(instant)];
  return { en: `${onDay.en}, ${at.en}`, bn: `${onDay.bn}, ${at.bn}` };
}

/** Words joined as both languages' plain style has it: bn-BD of ICU puts a comma before the year, which nobody writes. */
function bothLanguages(options: Intl.DateTimeFormatOptions): (instant: Date) => Text {
  const en = new Intl.DateTimeFormat('en-GB', options);
  const bn = new Intl.DateTimeFormat('bn-BD', options);
  return (instant) => ({ en: en.format(instant), bn: bn.format(instant).replaceAll(',', '') });
}
