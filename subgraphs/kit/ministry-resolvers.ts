/** The resolvers of a ministry: each service's root field by its kind, and the ministry's own fields of `Application`. */

import type { GraphQLResolveInfo } from 'graphql';
import { lookedUp } from './access-log/look-up.ts';
import { assistanceOf, mayUse } from './application/assistance.ts';
import type { Desk, RecordedServiceEntry } from './application/desk.ts';
import { answer, payload } from './application/payload.ts';
import { submit } from './application/submit.ts';
import type { VisibleRecords } from './application/visible-records.ts';
import { dayInDhaka } from './clock.ts';
import type { SubgraphContext } from './context.ts';
import { type ErrorCatalogue, inWords } from './errors/catalogue.ts';
import { requestError } from './errors/graphql.ts';
import type { Problem } from './errors/problem.ts';
import { answersOfRecord } from './form/answers.ts';
import { checkForm } from './form/check.ts';
import type { CheckedServices, LookupEntry } from './ministry-services.ts';
import type { Resolvers } from './subgraph.ts';
import { guessOfLookUp } from './tries/guess.ts';
import { askerOf } from './tries/tries.ts';

type InputArgument = { input: Record<string, unknown> & { idempotencyKey: string } };

/** @param visible the same loader by which the ministry's applications are watched: each is read once in a request. */
export function ministryResolvers(
  desk: Desk,
  services: CheckedServices,
  texts: ErrorCatalogue,
  visible: VisibleRecords,
): Resolvers {
  const { lookups, recorded } = services;
  const roots: { query: Resolvers[string]; mutation: Resolvers[string] } = { query: {}, mutation: {} };
  const root = (operation: 'query' | 'mutation', field: string, resolver: unknown) =>
    Object.assign(roots[operation], { [field]: resolver });
  for (const { definition, ...entry } of recorded.values())
    root(definition.operation, definition.field, submission(desk, { definition, ...entry }, texts));
  for (const entry of lookups.values())
    root(entry.definition.operation, entry.definition.field, lookup(desk, entry, texts));
  return {
    ...(Object.keys(roots.query).length > 0 ? { Query: roots.query } : {}),
    ...(Object.keys(roots.mutation).length > 0 ? { Mutation: roots.mutation } : {}),
    ...(recorded.size > 0 ? { Application: ownFields(visible, recorded) } : {}),
  };
}

function submission(desk: Desk, entry: RecordedServiceEntry, texts: ErrorCatalogue) {
  return async (_parent: unknown, { input }: InputArgument, { caller }: SubgraphContext) => {
    if (!mayUse(entry.definition.code, caller))
      throw requestError(caller.subject === null ? 'UNAUTHENTICATED' : 'FORBIDDEN', { needed: 'citizen' });
    const assistance = assistanceOf(caller);
    const answered = await submit(desk, entry, { ...input }, caller.subject, assistance);
    return payload(answer(answered, texts), assistance ? 'ASSISTANT' : 'APPLICANT');
  };
}

function lookup(desk: Desk, { definition, behaviour, recordType }: LookupEntry, texts: ErrorCatalogue) {
  const { code: service, form } = definition;
  return async (_parent: unknown, { input }: InputArgument, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const today = dayInDhaka(desk.clock.now());
    const { values, problems } = checkForm(form, { ...input }, today);
    const refused = (told: readonly Problem[]) => ({
      record: null,
      answers: [],
      userErrors: told.map((each) => inWords(each, texts)),
    });
    if (problems.length > 0) return refused(problems);
    // The values were checked against the input type of the SDL that the look-up's type is generated from.
    const asked = { input: values as never, today, registry: desk.registry };
    const shown = (record: object | null) => ({
      record,
      answers: record ? answersOfRecord(desk.schema, recordType, record) : [],
      userErrors: [],
    });
    if ('isPublic' in behaviour) return shown(await behaviour.find(asked));
    const question = { service, guess: guessOfLookUp(form, values), asker: askerOf(context.caller) };
    const found = await desk.tries.ask(
      question,
      async () => behaviour.find(asked),
      (record) => record !== null,
    );
    if ('tooMany' in found) return refused([found.tooMany]);
    const { answer: record } = found;
    if (record) lookedUp(context, behaviour.whose(asked.input, record), service, info);
    return shown(record);
  };
}

/** `Application.passport` and its like: the form and the outcome, to those who may see the application. */
function ownFields(visible: VisibleRecords, recorded: CheckedServices['recorded']): Resolvers[string] {
  const fields = new Map<string, Set<string>>();
  for (const { behaviour, definition } of recorded.values())
    if (behaviour.field) fields.set(behaviour.field, (fields.get(behaviour.field) ?? new Set()).add(definition.code));
  const resolvers = [...fields].map(([field, codes]) => [
    field,
    async ({ id }: { id: string }, _args: unknown, context: SubgraphContext) => {
      const record = await visible(context).load(id);
      // A draft's form is not whole yet; its answers are in the shared record.
      if (!record || record.status === 'DRAFT' || !codes.has(record.serviceCode)) return null;
      return { ...record.values, ...record.outcomeValues };
    },
  ]);
  return { __resolveReference: (reference: { id: string }) => reference, ...Object.fromEntries(resolvers) };
}
