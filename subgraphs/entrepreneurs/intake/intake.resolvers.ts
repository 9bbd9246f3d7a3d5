import { readFileSync } from 'node:fs';
import { type DocumentNode, Kind, parse } from 'graphql';
import type { Model } from 'mongoose';
import { z } from 'zod';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputForms } from '#kit/form/input-checker.ts';
import type { IdSource } from '#kit/ids.ts';
import { type Peer, PeerUnavailable } from '#kit/peer.ts';
import { operatorOf } from '../acting-as.ts';
import { type Enrolments, entryOf } from '../enrolment/enrolments.ts';
import type { EntrepreneurRecord } from '../enrolment/entrepreneurs.model.ts';
import { userErrors } from '../errors.ts';
import type { MutationTakeInOperatorsArgs } from '../schema.generated.ts';
import { checkRows, type Operator } from './check-rows.ts';
import { intakeErrors } from './errors.ts';
import { type Mistake, mistake, readList } from './read-list.ts';

type InLanguage = { language: 'EN' | 'BN' };

/** Where `identity` says who the people of a list are, by a peer's token: their ids alone, so that no number is kept here. */
const PEOPLE_PATH = '/people-of-a-list';
const people = z.object({ personIds: z.array(z.string().nullable()) });

/** The form of a row: it is no input of the graph, so that it stands beside the SDL. */
const ROW = parse(readFileSync(new URL('./operator-row.graphql', import.meta.url), 'utf8'));

type Parts = {
  readonly document: DocumentNode;
  readonly entrepreneurs: Model<EntrepreneurRecord>;
  readonly enrolments: Enrolments;
  readonly identity: Peer;
  readonly ids: IdSource;
};

export function intakeResolvers({ document, entrepreneurs, enrolments, identity, ids }: Parts) {
  const maxLength = longestFile(document);
  const form = inputForms({ kind: Kind.DOCUMENT, definitions: [...document.definitions, ...ROW.definitions] })(
    'OperatorRowInput',
  );
  const columns = form.map(({ name }) => name);

  /** @throws PeerUnavailable */
  async function personIdsOf(operators: readonly Operator[]): Promise<(string | null)[]> {
    if (operators.length === 0) return [];
    const nationalIds = operators.map(({ nationalId }) => nationalId);
    return people.parse(await identity.call(PEOPLE_PATH, { nationalIds })).personIds;
  }

  return {
    Mutation: {
      takeInOperators: async (
        _parent: unknown,
        { input }: MutationTakeInOperatorsArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [by, at] = [operatorOf(caller), clock.now()];
        const length = [...input.csv].length;
        if (length > maxLength) return refused([problem('csv', 'TOO_LONG', { length, maxLength })]);
        const read = readList(input.csv, form);
        const checked = checkRows(read.rows, form, dayInDhaka(at));
        const personIds = await personIdsOf(checked.operators).catch(unlessAway);
        if (personIds === null) return refused([problem(null, 'IDENTITY_AWAY')]);
        const strangers = checked.operators
          .filter((_, index) => (personIds[index] ?? null) === null)
          .map(({ line }) => mistake(line, 'national_id', 'NO_SUCH_PERSON'));
        const mistakes = [...read.mistakes, ...checked.mistakes, ...strangers].toSorted(
          (one, other) =>
            one.line - other.line || columns.indexOf(one.column ?? '') - columns.indexOf(other.column ?? ''),
        );
        if (mistakes.length > 0)
          return refused([problem('csv', 'LIST_HAS_MISTAKES', { count: mistakes.length })], mistakes);
        const known = new Set(
          (await entrepreneurs.find({ personId: { $in: personIds } }, { personId: 1 }).lean()).map(
            (each) => each.personId,
          ),
        );
        let takenIn = 0;
        for (const [index, operator] of checked.operators.entries()) {
          const personId = personIds[index] ?? '';
          if (known.has(personId)) continue;
          // One after the other, and each is whole: a file that was broken off is handed in again.
          if (input.dryRun || (await enrolments.enter(recordOf(operator, personId, { _id: ids.id(), by, at }))))
            takenIn += 1;
        }
        return { takenIn, known: personIds.length - takenIn, mistakes: [], userErrors: [] };
      },
    },
    OperatorListMistake: {
      code: ({ problem: { code } }: Mistake) => code,
      message: ({ problem: found }: Mistake, { language }: InLanguage) =>
        inLanguage(inWords(found, { ...formErrors, ...intakeErrors }).message, language),
    },
  };
}

/** As the SDL says it. The text itself is checked line by line. */
function longestFile(document: DocumentNode): number {
  const csv = inputForms(document)('TakeInOperatorsInput').find(({ name }) => name === 'csv');
  if (csv?.limits.maxLength === undefined) throw new Error('schema.graphql: csv needs a maxLength');
  return csv.limits.maxLength;
}

function unlessAway(error: unknown): null {
  if (error instanceof PeerUnavailable) return null;
  throw error;
}

function recordOf(
  { source, nameEn, nameBn, centre, photoReference }: Operator,
  personId: string,
  { _id, by, at }: { _id: string; by: string; at: Date },
): EntrepreneurRecord {
  const entry = { what: 'TAKEN_IN' as const, centre, reason: null };
  return {
    ...{ _id, personId, source, nameEn, nameBn, photoReference, wantedCentre: centre, appliedAt: at },
    stage: 'IN_TRAINING',
    documents: [],
    card: null,
    centres: [{ code: centre, since: at }],
    suspension: null,
    steps: [entryOf(entry, { by, role: 'OPERATOR', at })],
    version: 1,
    isUntold: true,
  };
}

function refused(problems: readonly Problem[], mistakes: readonly Mistake[] = []) {
  return { takenIn: null, known: null, mistakes, userErrors: userErrors(problems, intakeErrors) };
}
