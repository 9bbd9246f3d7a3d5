/** What only the ministry knows about the honorarium, and who draws it after a freedom fighter's death. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { sharesObjection } from '#kit/list-rules.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { type FreedomFighter, freedomFighters, type HeroicTitle } from './freedom-fighters.model.ts';
import type { FreedomFighterHonorariumInput } from './schema.generated.ts';

/** Source: the ministry's honorarium orders; the figures are examples. */
const MONTHLY_BDT: Readonly<Record<HeroicTitle, number>> = {
  NONE: 20_000,
  BIR_PROTIK: 20_000,
  BIR_BIKROM: 25_000,
  BIR_UTTOM: 30_000,
};

/** The nearer first. Source: order on the disbursement of the honorarium, 2020; example. */
const NEAREST_FIRST = ['SPOUSE', 'PARENT', 'CHILD', 'SIBLING'] as const;

type Context = Pick<RuleContext<FreedomFighterHonorariumInput>, 'input' | 'registry'>;

const fighterOf = ({ input: { misNumber, certificateNumber }, registry }: Context): Promise<FreedomFighter | null> =>
  registry(freedomFighters).findOne({ misNumber, certificateNumber }).lean();

export const payeesAreEntitled: Rule<FreedomFighterHonorariumInput> = async (context) => {
  const fighter = await fighterOf(context);
  if (!fighter) return problem('certificateNumber', 'CERTIFICATE_UNKNOWN');
  return fighter.diedOn ? heirsObjection(context.input) : fighterObjection(context.input, fighter.nationalId);
};

/** A living fighter draws it alone. */
export function fighterObjection(
  { payees }: Pick<FreedomFighterHonorariumInput, 'payees'>,
  nationalId: string,
): Problem | null {
  const index = payees.findIndex((payee) => !isSamePerson(payee.nationalId, nationalId));
  return index < 0 ? ok : problem(`payees.${index}.nationalId`, 'FIGHTER_DRAWS_IT');
}

/** After the fighter's death all the nearest of the living draw it together. */
export function heirsObjection(
  input: Pick<FreedomFighterHonorariumInput, 'payees' | 'survivors' | 'deathCertificate'>,
): Problem | null {
  if (!input.deathCertificate) return problem('deathCertificate', 'DEATH_CERTIFICATE_MISSING');
  const nearest = NEAREST_FIRST.find((relation) => input.survivors?.includes(relation));
  if (!nearest) return problem('survivors', 'SURVIVORS_MISSING');
  const index = input.payees.findIndex(({ relation }) => relation !== nearest);
  return index < 0 ? ok : problem(`payees.${index}.relation`, 'NEARER_HEIR_LIVES');
}

export const sharesAreWhole: Rule<FreedomFighterHonorariumInput> = ({ input: { payees } }) =>
  sharesObjection('payees', payees);

export const freedomFighterHonorarium: RecordedService<FreedomFighterHonorariumInput> = {
  rules: [payeesAreEntitled, sharesAreWhole],
  // One honorarium a fighter, whoever draws it. Source: the same order.
  unique: ({ input }) => ({ key: input.misNumber, taken: problem('misNumber', 'HAS_AN_HONORARIUM') }),
  outcome: async (context) => ({
    paymentNumber: documentNumber('FFH', context.reference),
    monthlyBdt: MONTHLY_BDT[(await fighterOf(context))?.title ?? 'NONE'],
  }),
  field: 'freedomFighterHonorarium',
};
