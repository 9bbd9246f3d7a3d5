/** A look as tests write it. */
import type { Look } from '../access-log/look.ts';

/**
 * An official's, at noon, while they decide.
 * @param more what is to be different.
 */
export function lookAt(citizen: string, more: Partial<Look> = {}): Look {
  return {
    at: new Date('2026-03-03T06:00:00Z'),
    by: { person: 'official-1', role: 'OFFICIAL', ministry: 'land', desk: null, centre: null, consent: null },
    citizen,
    applicationId: null,
    service: null,
    purpose: { code: 'TO_DECIDE', text: null },
    fields: ['answers'],
    requestId: 'request-1',
    ...more,
  };
}
