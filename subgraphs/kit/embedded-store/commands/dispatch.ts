import { checkDepth, parseAround, parseStored } from '../bson/document.ts';
import { isDoc } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import type { Request } from '../wire/message.ts';
import { aggregate } from './aggregate.ts';
import { Call, type Command, type Reply, type Server } from './call.ts';
import { create, drop, dropDatabase, listCollections, listDatabases } from './catalogue.ts';
import { deleteCommand } from './delete.ts';
import { findAndModify } from './find-and-modify.ts';
import { helloNames, type Login } from './handshake.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { count, distinct, findCommand, getMore, killCursors } from './read.ts';
import { buildInfo, dbStats, endSessions, nagarikStats, ping, refreshSessions } from './server-status.ts';
import { update } from './update.ts';

/** Every command there is. One that is not here is answered with CommandNotFound. */
const commands: Readonly<Record<string, Command>> = {
  aggregate,
  buildInfo,
  buildinfo: buildInfo,
  count,
  create,
  createIndexes,
  dbStats,
  dbstats: dbStats,
  delete: deleteCommand,
  deleteIndexes: dropIndexes,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  find: findCommand,
  findAndModify,
  findandmodify: findAndModify,
  getMore,
  insert,
  killCursors,
  listCollections,
  listDatabases,
  listIndexes,
  nagarikStats,
  ping,
  refreshSessions,
  update,
};

/** Fields that any command may have and that change nothing of its result here. */
const commonFields = new Set([
  ...['$db', 'lsid', 'txnNumber', '$clusterTime', '$readPreference', 'comment', 'maxTimeMS', 'readConcern'],
  ...['writeConcern', 'apiVersion', 'apiStrict', 'apiDeprecationErrors'],
]);

/** The command of a request. @throws BSONError, StoreError InvalidBSON. */
export function callOf(request: Request): Call {
  const name = nameOf(request.body);
  const rawField = commandNamed(name)?.rawField;
  const body = rawField ? parseAround(rawField, request.body) : parseStored(request.body);
  checkDepth(body, -2); // a document of the full depth may stand within a list of the command
  return new Call(name, body, request.sequences);
}

/** The name of the first field, read before the rest: behind the length (4 bytes) and the type of the field's value (1). */
function nameOf(body: Buffer): string {
  return body.toString('utf8', 5, body.indexOf(0, 5));
}

function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

/** Runs one command of a connection. @throws StoreError, which becomes its answer. */
export function dispatch(call: Call, login: Login, server: Server): Reply | Promise<Reply> {
  const { name, body } = call;
  if (helloNames.includes(name)) return login.hello(call, server.address);
  if (name === 'saslStart') return login.start(body);
  if (name === 'saslContinue') return login.continue(body);
  if (!login.isAuthenticated && name !== 'ping') {
    throw new StoreError('Unauthorized', `Command ${name} requires authentication`);
  }
  const command = commandNamed(name);
  if (command === undefined) throw unsupported(`the command '${name}'`, 'CommandNotFound');
  checkFields(call, command);
  return command.run(call, server);
}

function checkFields(call: Call, command: Command): void {
  const { body, name } = call;
  if ('startTransaction' in body || 'autocommit' in body) {
    throw unsupported('multi-document transactions', 'TransactionUnsupported');
  }
  const level = isDoc(body.readConcern) ? body.readConcern.level : undefined;
  if (level === 'snapshot') throw unsupported("the read concern 'snapshot'", 'InvalidOptions');
  for (const field of call.fieldNames()) {
    if (!command.fields.includes(field) && !commonFields.has(field)) {
      throw new StoreError('UnknownField', `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
}
