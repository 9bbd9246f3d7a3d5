/**
 * What `applications` tells `entrepreneurs` of an application that was made in a citizen's stead: as it is now, with its
 * version. Whoever takes the newest is right, however often or in which order they come.
 */
import { z } from 'zod';
import { next } from './lifecycle.ts';
import { type Snapshot, stageOf } from './snapshot.ts';

/** Where `entrepreneurs` takes it, by a peer's token. */
export const ASSISTED_ACTS_PATH = '/assisted-acts';

const assistedAct = z.object({
  applicationId: z.string().min(1).max(100),
  version: z.int().min(1),
  reference: z.string().min(1).max(60),
  service: z.string().min(1).max(100),
  ministry: z.string().min(1).max(100),
  citizen: z.string().min(1).max(100),
  /** The entrepreneur's person id. */
  entrepreneur: z.string().min(1).max(100),
  centre: z.string().min(1).max(100),
  consent: z.string().min(1).max(100),
  /** What the ministry asks for it now; 0 when nothing is to be paid, it is paid already, or it is over. */
  dueBdt: z.int().min(0),
});

export type AssistedAct = z.infer<typeof assistedAct>;

/** Null for what a citizen has made themselves. */
export function assistedActOf(snapshot: Snapshot): AssistedAct | null {
  const { id, version, reference, serviceCode, ministry, applicantId, assistance, payment } = snapshot;
  if (!assistance) return null;
  const { entrepreneur, centre, consent } = assistance;
  const dueBdt = payment && 'to' in next(stageOf(snapshot), 'PAY', 'APPLICANT') ? payment.amountBdt : 0;
  const what = { applicationId: id, version, reference, service: serviceCode, ministry, dueBdt };
  return { ...what, citizen: applicantId, entrepreneur, centre, consent };
}

/** @throws ZodError when it is none. */
export function readAssistedAct(body: unknown): AssistedAct {
  return assistedAct.parse(body);
}
