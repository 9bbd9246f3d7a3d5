import { runProgram } from './program.ts';

/** Generates the resolvers' types in the background: they are for the editor, nothing that runs waits for them. */
export type TypeGenerator = {
  /** The types are of another schema now. */
  request(): void;
  /** Generates them if they were requested. */
  run(): void;
  /** Leaves the processor to more urgent work; `run` begins anew. */
  pause(): void;
};

export function typeGenerator(say: (line: string) => void): TypeGenerator {
  let isRequested = false;
  let running = new AbortController();

  async function generate(own: AbortSignal): Promise<void> {
    try {
      const { failure, output } = await runProgram(
        ['node_modules/.bin/graphql-codegen', '--config', 'codegen.ts'],
        {},
        own,
      );
      isRequested = false;
      if (failure !== undefined) say(`npm run codegen fails (${failure}):\n${output}`);
    } catch (error) {
      if (!own.aborted) throw error;
    }
  }

  return {
    request: () => {
      isRequested = true;
    },
    run: () => {
      if (!isRequested) return;
      running = new AbortController();
      void generate(running.signal);
    },
    pause: () => running.abort(),
  };
}
