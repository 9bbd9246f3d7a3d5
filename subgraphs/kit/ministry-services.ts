/** Holds a ministry's rules against its SDL, so that a mistake is told when the ministry starts, not when a citizen applies. */
import { type DocumentNode, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { RecordedServiceEntry } from './application/desk.ts';
import type { Kind } from './application/lifecycle.ts';
import { ministriesOf, type ServiceDefinition, serviceDefinitions } from './form/service-definition.ts';
import type { LookupService, RecordedService, Services } from './service.ts';

/** A ministry's `index.ts` disagrees with its SDL. */
export class MinistryProblem extends Error {}

/** What books a time: of another kind, nobody would give a place back that is not paid for, and a decision would lose it. */
const BOOKED: ReadonlySet<Kind> = new Set(['APPOINTMENT', 'PAYMENT']);

export type LookupEntry = {
  readonly definition: ServiceDefinition;
  readonly behaviour: LookupService<never>;
  /** The type of the payload's `record`. */
  readonly recordType: string;
};

/** A ministry's services by code: those that keep records, and look-ups. */
export type CheckedServices = {
  readonly recorded: ReadonlyMap<string, RecordedServiceEntry>;
  readonly lookups: ReadonlyMap<string, LookupEntry>;
};

/**
 * @throws MinistryProblem that names what does not fit, and what to do.
 * @throws SchemaProblem when the SDL's services or forms are not well made.
 */
export function checkedServices(
  ministry: { code: string; services: Services },
  document: DocumentNode,
  schema: GraphQLSchema,
): CheckedServices {
  const definitions = serviceDefinitions(document);
  const codes = ministriesOf(document).map(({ code }) => code);
  if (codes.length !== 1 || codes[0] !== ministry.code)
    throw new MinistryProblem(
      `${ministry.code}: schema.graphql says @ministry(code: "${codes.join('", "')}"); make both the same`,
    );
  for (const code of Object.keys(ministry.services))
    if (!definitions.some((definition) => definition.code === code))
      throw new MinistryProblem(
        `${ministry.code}: index.ts has the service ${code}, but no root field of schema.graphql has @service(code: "${code}")`,
      );
  const recorded = new Map<string, RecordedServiceEntry>();
  const lookups = new Map<string, LookupEntry>();
  for (const definition of definitions) {
    const behaviour = ministry.services[definition.code];
    const place = `${ministry.code}: ${definition.field} (${definition.code})`;
    if (!behaviour)
      throw new MinistryProblem(`${place} has no entry in index.ts; add '${definition.code}': {} to services`);
    if (isRecorded(definition)) {
      if ('find' in behaviour)
        throw new MinistryProblem(`${place} is of kind ${definition.kind}; only a LOOKUP has find`);
      if (behaviour.slot && !BOOKED.has(definition.kind))
        throw new MinistryProblem(
          `${place} is of kind ${definition.kind}; only an APPOINTMENT or a PAYMENT has a slot`,
        );
      if (definition.payloadType !== 'ApplicationPayload')
        throw new MinistryProblem(`${place} must return ApplicationPayload, not ${definition.payloadType}`);
      recorded.set(definition.code, { definition, behaviour, outcomeType: outcomeType(schema, behaviour, place) });
    } else {
      if (!('find' in behaviour)) throw new MinistryProblem(`${place} is a LOOKUP; give it find`);
      if (!('whose' in behaviour || 'isPublic' in behaviour))
        throw new MinistryProblem(`${place} is a LOOKUP; say whose the record is, or isPublic: true`);
      lookups.set(definition.code, { definition, behaviour, recordType: recordType(schema, definition, place) });
    }
  }
  return { recorded, lookups };
}

function isRecorded(definition: ServiceDefinition): definition is ServiceDefinition & { kind: Kind } {
  return definition.kind !== 'LOOKUP';
}

function outcomeType(schema: GraphQLSchema, { field, outcome }: RecordedService<never>, place: string): string | null {
  if (field === undefined) {
    if (outcome) throw new MinistryProblem(`${place} has an outcome; name the field of Application that shows it`);
    return null;
  }
  const application = schema.getType('Application');
  const declared = isObjectType(application) ? application.getFields()[field] : undefined;
  if (!declared)
    throw new MinistryProblem(`${place} names the field ${field}, which extend type Application does not have`);
  return getNamedType(declared.type).name;
}

function recordType(schema: GraphQLSchema, { payloadType }: ServiceDefinition, place: string): string {
  const payload = schema.getType(payloadType);
  const record = isObjectType(payload) ? payload.getFields().record : undefined;
  if (!record)
    throw new MinistryProblem(`${place} returns ${payloadType}, which needs a field record, answers and userErrors`);
  return getNamedType(record.type).name;
}
