/** The recruiting agencies and whether their licence stands. */
import { licensedAgencies } from '#kit/licensed-agencies.ts';

export const recruitingAgencies = licensedAgencies('recruitingAgencies', (seed) => [
  // Of the form's example, and one that may not send anybody.
  { licence: 'RL-0101', name: 'Padma Overseas', nameBn: 'পদ্মা ওভারসিজ', isSuspended: false },
  { licence: 'RL-0102', name: 'Turag Overseas', nameBn: 'তুরাগ ওভারসিজ', isSuspended: true },
  ...seed.rows(220, (index) => {
    const { en: name, bn: nameBn } = seed.business([{ en: 'Overseas', bn: 'ওভারসিজ' }]);
    return { licence: `RL-${1000 + index}`, name, nameBn, isSuspended: seed.integer(1, 12) === 1 };
  }),
]);
