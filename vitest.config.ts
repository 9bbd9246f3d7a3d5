import { defineConfig } from 'vitest/config';

// One copy of graphql for everyone, as in Node: Vite would take its ES modules where @apollo's packages take the rest.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** What promises how long something takes. */
const ALONE = ['test/isolation.test.ts'];

const everywhere = {
  pool: 'forks',
  // Ends what hangs, and says nothing of how fast it should be: a busy machine takes three times as long as a quiet one.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000, interval: 20 } },
  env: { APOLLO_TELEMETRY_DISABLED: 'true' },
} as const;

export default defineConfig({
  test: {
    // Here and not in what both projects take over: once for the run, not once for each.
    globalSetup: ['test/setup/database.ts', 'test/setup/compile-cache.ts'],
    // One more than CI's cores: the tests of whole processes mostly wait. The default leaves a core idle.
    maxWorkers: 3,
    // In the order of their names: the long files of whole platforms first, so that none runs alone at the end.
    projects: [
      {
        resolve,
        // Each file in a process of its own: these set the clock, take the place of fetch, listen to what their process does.
        test: { ...everywhere, name: 'all-together', include: ['test/**/*.test.ts'], exclude: ALONE },
      },
      {
        resolve,
        // What is told in seconds is told of a platform that has the machine to itself: after the others, which one worker
        // for files in processes of their own means to Vitest.
        test: { ...everywhere, name: 'alone', include: ALONE, maxWorkers: 1 },
      },
      {
        resolve,
        // The files share three processes, or each loads fastify, mongoose and @apollo again: 14 files took 58 s of processor
        // time, and so 36 s. What a file changes in its process (the clock, the environment) it must put back.
        test: {
          ...everywhere,
          name: 'by-itself',
          include: ['{schema,supergraph,subgraphs,scripts}/**/*.test.ts'],
          isolate: false,
        },
      },
    ],
  },
});
