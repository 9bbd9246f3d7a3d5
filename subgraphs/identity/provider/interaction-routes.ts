/** A login as the person goes through it: each step is a page, and a form that is sent to the step's own address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { errors, type Interaction, type InteractionResults } from 'oidc-provider';
import { inWords, type Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { HeldRoles } from '../held-roles.ts';
import { type LoginErrorCode, loginErrors } from '../login/errors.ts';
import type { Login } from '../login/login.ts';
import { type PageProblem, pageHeaders } from '../pages/document.ts';
import type { FormTokens } from '../pages/form-token.ts';
import { languageOf } from '../pages/language.ts';
import {
  asksInWords,
  codePage,
  consentPage,
  deadCodePage,
  nationalIdPage,
  rolePage,
  type Step,
} from '../pages/login-pages.ts';
import { isLoginRole, rolesIn } from '../role-scopes.ts';
import { askedLevels, BY_CODE, BY_PASSKEY } from './assurance.ts';
import { grantConsent } from './grant-consent.ts';
import { asTyped, type InteractionMemory, rememberedIn } from './interaction-memory.ts';
import { rolesFor } from './interaction-policy.ts';
import type { Issuer } from './issuer.ts';
import { type FormBody, StaleForm } from './listener.ts';

export type InteractionParts = {
  readonly interactions: Interactions;
  readonly login: Login;
  readonly held: HeldRoles;
  readonly forms: FormTokens;
  readonly ministryName: () => Promise<(code: string) => Text>;
};

/** An interaction that the browser's cookie names, and what its pages need. */
export type Open = { readonly provider: Provider; readonly interaction: Interaction; readonly step: Step };

/** What no other try mends: the page offers another code. */
const DEAD_CODE: ReadonlySet<string> = new Set<LoginErrorCode>(['CODE_EXPIRED', 'TOO_MANY_TRIES']);

type Form = { Body: FormBody };
/** What is asked: see interaction-policy.ts. */
type Prompt = 'login' | 'role' | 'consent';

/** Finds the interaction that a browser's cookie names. */
export function interactionsOf(issuer: Issuer, forms: FormTokens) {
  return {
    /** @throws StaleForm when the cookie names no open interaction, or another than the address. */
    async open(request: FastifyRequest, reply: FastifyReply): Promise<Open> {
      const provider = await issuer.current();
      const interaction = await provider.interactionDetails(request.raw, reply.raw).catch((error: unknown) => {
        if (error instanceof errors.SessionNotFound) throw new StaleForm();
        throw error;
      });
      const path = `/interaction/${interaction.uid}`;
      if (request.url.split('?')[0] !== path && !request.url.startsWith(`${path}/`)) throw new StaleForm();
      const client = await provider.Client.find(String(interaction.params.client_id));
      const name = client?.clientName ?? String(interaction.params.client_id);
      const step = {
        language: languageOf(request.headers, interaction.params.ui_locales),
        path,
        token: forms.tokenFor(interaction.uid),
        app: { en: name, bn: String(client?.name_bn ?? name) },
        problem: null,
      };
      return { provider, interaction, step };
    },
  };
}

export type Interactions = ReturnType<typeof interactionsOf>;

export function interactionRoutes(server: FastifyInstance, parts: InteractionParts): void {
  const { login, held, forms, ministryName } = parts;
  const { open } = parts.interactions;

  /**
   * As `open`, for a form. @param prompt at which the interaction must be; without it, any.
   * @throws StaleForm when it was not sent from the interaction's own page, or the interaction is elsewhere.
   */
  async function openForm(request: FastifyRequest<Form>, reply: FastifyReply, prompt?: Prompt): Promise<Open> {
    const opened = await open(request, reply);
    const { uid, prompt: current } = opened.interaction;
    if (!forms.isOwn(uid, request.body?.token, request.headers)) throw new StaleForm();
    if (prompt !== undefined && current.name !== prompt) throw new StaleForm();
    return opened;
  }

  /** The page of the step at which the interaction is. */
  async function pageOf({ provider, interaction, step: base }: Open): Promise<string> {
    const { challengeId, problem: kept, typed = '' } = rememberedIn(interaction.result);
    const step = { ...base, problem: kept ? inPage(kept) : null };
    if (interaction.prompt.name === 'login') {
      if (challengeId === undefined) return nationalIdPage(step, { typed, passkeyAsked: isPasskeyAsked(interaction) });
      if (kept && DEAD_CODE.has(kept.code)) return deadCodePage(step);
      const late = login.late();
      return codePage({ ...step, problem: step.problem ?? (late && inPage(late.problem)) });
    }
    const accountId = interaction.session?.accountId ?? '';
    const nameOf = await ministryName();
    const client = await provider.Client.find(String(interaction.params.client_id));
    if (interaction.prompt.name === 'role')
      return rolePage(step, await rolesFor(held, accountId, client?.roles), nameOf);
    const scopes = String(interaction.params.scope ?? '').split(' ');
    const roles = await Promise.all(rolesIn(scopes.join(' ')).map((role) => held.one(accountId, role)));
    return consentPage(
      step,
      asksInWords(
        scopes,
        roles.filter((role) => role !== null),
        nameOf,
      ),
    );
  }

  /** Goes on with the authorization request. */
  async function finish(request: FastifyRequest, reply: FastifyReply, provider: Provider, result: InteractionResults) {
    const next = await provider.interactionResult(request.raw, reply.raw, result);
    return reply.redirect(next, 303);
  }

  /** Stays in the interaction: what is kept is replaced, and the page is shown anew. */
  async function remember(reply: FastifyReply, { interaction, step }: Open, keep: InteractionMemory) {
    interaction.result = keep;
    await interaction.persist();
    return reply.redirect(step.path, 303);
  }

  server.get('/interaction/:uid', async (request, reply) => {
    const opened = await open(request, reply);
    return reply.headers(pageHeaders(String(opened.interaction.params.redirect_uri))).send(await pageOf(opened));
  });

  server.post<Form>('/interaction/:uid/national-id', async (request, reply) => {
    const opened = await openForm(request, reply, 'login');
    const typed = request.body.nationalId ?? '';
    const answer = await login.request(typed, request.ip, opened.step.language);
    return remember(reply, opened, 'problem' in answer ? { ...answer, typed: asTyped(typed) } : answer);
  });

  server.post<Form>('/interaction/:uid/again', async (request, reply) =>
    remember(reply, await openForm(request, reply, 'login'), {}),
  );

  server.post<Form>('/interaction/:uid/code', async (request, reply) => {
    const opened = await openForm(request, reply, 'login');
    const { challengeId } = rememberedIn(opened.interaction.result);
    if (challengeId === undefined) throw new StaleForm();
    const answer = await login.verify(challengeId, request.body.code ?? '', request.ip);
    if ('problem' in answer) return remember(reply, opened, { ...answer, challengeId });
    return finish(request, reply, opened.provider, {
      login: { accountId: answer.personId, acr: BY_CODE, amr: ['otp', 'sms'] },
    });
  });

  server.post<Form>('/interaction/:uid/role', async (request, reply) => {
    const opened = await openForm(request, reply, 'role');
    const { role } = request.body;
    if (!isLoginRole(role)) return remember(reply, opened, { problem: problem('role', 'CHOOSE_A_ROLE') });
    // Whether the person holds it is looked up where the request goes on: see interaction-policy.ts.
    return finish(request, reply, opened.provider, { role: { role } });
  });

  server.post<Form>('/interaction/:uid/consent', async (request, reply) => {
    const opened = await openForm(request, reply, 'consent');
    if (request.body.answer !== 'allow') return cancel(request, reply, opened);
    const grantId = await grantConsent(opened.provider, opened.interaction);
    return finish(request, reply, opened.provider, { consent: { grantId } });
  });

  server.post<Form>('/interaction/:uid/cancel', async (request, reply) =>
    cancel(request, reply, await openForm(request, reply)),
  );

  async function cancel(request: FastifyRequest, reply: FastifyReply, { provider }: Open) {
    const result = { error: 'access_denied', error_description: 'the person said no' };
    const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
    return reply.redirect(next, 303);
  }
}

function isPasskeyAsked({ params }: Interaction): boolean {
  const asked = askedLevels(params.acr_values);
  return asked.includes(BY_PASSKEY) && !asked.includes(BY_CODE);
}

function inPage(problem: Problem): PageProblem {
  return { message: inWords(problem, loginErrors).message, field: problem.field };
}
