/** When the provider asks a person something: who they are, in which role they act, whether an app may. */
import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { HeldRoles } from '../held-roles.ts';
import { isLoginRole, ROLE_SCOPES, rolesIn } from '../role-scopes.ts';
import type { LoginRole } from '../schema.generated.ts';
import { askedLevels, isSureEnough } from './assurance.ts';
import type { SessionNotes } from './session-notes.model.ts';

const { Check, Prompt } = interactionPolicy;

/** What the role page hands to the request that it interrupted. */
const chosenRole = z.object({ role: z.custom<LoginRole>(isLoginRole) });

export function policyOf(held: HeldRoles, notes: SessionNotes) {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new Check(
        'acr_not_met',
        'a stronger login was asked for',
        'login_required',
        ({ oidc }) => !oidc.result?.login && !isSureEnough(oidc.session?.acr, askedLevels(oidc.params?.acr_values)),
      ),
    );
  const notChosen = new Check(
    'role_not_chosen',
    'the person has several roles and has to choose one',
    'interaction_required',
    async (ctx) => !(await settleRole(ctx, held, notes)),
  );
  policy.add(new Prompt({ name: 'role', requestable: false }, notChosen), 1);
  return policy;
}

/** The roles in which a person may use an app: those held now that the app is for. */
export async function rolesFor(held: HeldRoles, accountId: string, appRoles: unknown) {
  const all = await held.all(accountId);
  const { success, data } = z.array(z.string()).safeParse(appRoles);
  return success ? all.filter(({ role }) => data.includes(ROLE_SCOPES[role])) : all;
}

/**
 * Puts the role into the scope that is granted: the one asked for, chosen just now, that of the session, or the only one.
 * Each only when the person holds it now: what an app or a browser sends decides nothing by itself.
 * @returns false when the person has to choose.
 */
async function settleRole(ctx: KoaContextWithOIDC, held: HeldRoles, notes: SessionNotes): Promise<boolean> {
  const { session, params, result, client } = ctx.oidc;
  if (!session?.accountId || !params) return false;
  const scope = typeof params.scope === 'string' ? params.scope : '';
  const asked = rolesIn(scope);
  if (asked.length > 1) throw new errors.InvalidScope('ask for one role', asked.join(' '));
  const own = (await rolesFor(held, session.accountId, client?.roles)).map(({ role }) => role);
  const [wanted] = asked;
  if (wanted !== undefined) {
    if (!own.includes(wanted)) throw new errors.AccessDenied('the person does not hold this role');
    if (result?.login) await notes.write(session.uid, wanted, ctx.get('user-agent'));
    return true;
  }
  const chosen = chosenRole.safeParse(result?.role).data?.role;
  const before = (await notes.of(session.uid))?.role;
  const role = [chosen, before, own.length === 1 ? own[0] : undefined].find((each) => each && own.includes(each));
  if (role === undefined) return false;
  if (chosen !== undefined || before === undefined) await notes.write(session.uid, role, ctx.get('user-agent'));
  params.scope = `${scope} ${ROLE_SCOPES[role]}`.trim();
  return true;
}
