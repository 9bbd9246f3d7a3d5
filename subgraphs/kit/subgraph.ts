/** A subgraph: its SDL, and what answers it. `defineMinistry` makes one of a ministry's data; the platform's are written out. */
import type { GraphQLResolverMap } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import type { DocumentNode } from 'graphql';
import type { Connection } from 'mongoose';
import type { PersonalTypes } from './access-log/watched.ts';
import type { Keys } from './auth/keys.ts';
import type { Clock } from './clock.ts';
import type { SubgraphContext } from './context.ts';
import type { IdSource } from './ids.ts';
import type { Logger } from './log.ts';
import type { Peer } from './peer.ts';
import type { Settings } from './settings.ts';

/** What a subgraph is given when it starts. */
export type SubgraphEnvironment = {
  readonly name: string;
  /** Its own base URL. */
  readonly url: string;
  /** Its linked SDL (schema/link.ts). */
  readonly document: DocumentNode;
  readonly settings: Settings;
  readonly keys: Keys;
  /** Its own database. */
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  /** Another subgraph, by name. */
  readonly peer: (name: string) => Peer;
};

/** Resolvers by type and field, as @apollo/subgraph takes them. */
export type Resolvers = GraphQLResolverMap<SubgraphContext>;

/** What a started subgraph consists of. */
export type SubgraphParts = {
  readonly resolvers: Resolvers;
  /** Its types that hold citizens' personal data; of `Application` the kit knows by itself. */
  readonly personal?: PersonalTypes;
  /** HTTP routes beside `/graphql`; each checks for itself who calls. */
  readonly routes?: (server: FastifyInstance) => void;
  /** Runs when the subgraph listens. */
  readonly started?: () => void;
  /** Ends what runs beside requests. */
  readonly stop?: () => Promise<void>;
};

export type SubgraphDefinition = {
  readonly schema: URL;
  /** Prepares the database (indexes, development data) and gives the parts. */
  readonly start: (environment: SubgraphEnvironment) => Promise<SubgraphParts>;
};

/** Declares a subgraph of the platform. */
export function defineSubgraph(definition: SubgraphDefinition): SubgraphDefinition {
  return definition;
}
