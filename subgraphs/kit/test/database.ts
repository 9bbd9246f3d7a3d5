/** A real database for tests: the one at MONGODB_URL, which the test run's set-up starts when the user gave none. */
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';

export type TestDatabase = {
  readonly url: string;
  /** Begins the names of this test's databases. */
  readonly prefix: string;
  /** Drops every database with the prefix. */
  drop(): Promise<void>;
};

/** @throws Error when no database was given: the tests are run by `npm test` or `npx vitest`, which start one. */
export function testDatabase(): TestDatabase {
  const url = process.env.MONGODB_URL;
  if (!url) throw new Error('MONGODB_URL is not set; run the tests with npm test, which starts a database');
  const prefix = `test_${randomBytes(5).toString('hex')}_`;
  return {
    url,
    prefix,
    drop: async () => {
      const connection = await mongoose.createConnection(url).asPromise();
      const { databases } = await connection.listDatabases();
      const own = databases.filter(({ name }) => name.startsWith(prefix));
      await Promise.all(own.map(({ name }) => connection.useDb(name).dropDatabase()));
      await connection.close();
    },
  };
}
