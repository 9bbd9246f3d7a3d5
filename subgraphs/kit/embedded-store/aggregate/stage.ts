import type { Doc, Value } from '../bson/value.ts';
import type { Search } from '../storage/find.ts';

/** A stage of a pipeline, compiled: documents in, documents out; the given ones are not changed. */
export type Stage = (docs: readonly Doc[]) => readonly Doc[];

/** What a stage is compiled with. */
export interface Surroundings {
  /** `let` of the command or of a `$lookup`. */
  readonly variables: Doc;
  /** Documents of another collection of the same database, plain; undefined where no other collection may be read. */
  readonly read: ((collection: string, search: Search) => Doc[]) | undefined;
  /** A pipeline within a stage. */
  compile(stages: Value, surroundings: Surroundings): Stage;
}

export type MakeStage = (spec: Value, surroundings: Surroundings) => Stage;
