import mongoose, { type Connection } from 'mongoose';

/** How long a request waits for the database to come back before it is told to try again. */
const SERVER_SELECTION_MS = 3_000;

/**
 * Connects to a subgraph's own database.
 * @param monitor commands are reported as driver events (`commandStarted`), for a test that counts them.
 * @throws MongooseServerSelectionError when the server does not answer.
 */
export function connect(url: string, database: string, monitor = false): Promise<Connection> {
  return mongoose
    .createConnection(url, {
      dbName: database,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      maxPoolSize: 16,
      monitorCommands: monitor,
      autoIndex: false,
    })
    .asPromise();
}

/** Whether the database answers now. */
export async function answers(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: 800 });
    return connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}
