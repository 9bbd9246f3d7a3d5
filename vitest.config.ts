import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql for everyone, as in Node: Vite would take its ES modules where @apollo's packages take the rest.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{schema,supergraph,subgraphs,scripts,test}/**/*.test.ts'],
    globalSetup: ['test/setup/database.ts'],
    pool: 'forks',
    // One more than CI's cores: the tests of whole processes mostly wait. The default leaves a core idle.
    maxWorkers: 3,
    // A town of all subgraphs takes 10 s to start where nothing else runs, and several start at once.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { APOLLO_TELEMETRY_DISABLED: 'true' },
  },
});
