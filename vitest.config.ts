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
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { APOLLO_TELEMETRY_DISABLED: 'true' },
  },
});
