/** A service desk that works without a line: forms are kept sealed, and sent later, in order, each once. */
export { cardConsent, type DeskLogin } from './card-consent.ts';
export {
  type Desk,
  type DeskForm,
  type Form,
  type Judgement,
  type KeptForm,
  openDesk,
  type Progress,
  type Reason,
  type Round,
  type Send,
} from './desk.ts';
export { type Consent, graphSender, NoJudgement } from './graph-sender.ts';
export { type Unlock, WrongKey } from './seal.ts';
export type { DeskStorage, Header, Sealed, StoredForm } from './storage.ts';
export { cutInWords, judgementInWords, progressInWords } from './words.ts';
