/**
 * MongoDB's own error numbers, as drivers and mongoose read them (`err.code`).
 * Source: mongodb/mongo, src/mongo/base/error_codes.yml.
 */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  FailedToParse: 9,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  UnsatisfiableWriteConcern: 100,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  TransactionTooOld: 225,
  NotImplemented: 238,
  Exceeded: 292,
  TransactionUnsupported: 263,
  MechanismUnavailable: 334,
  DuplicateKey: 11000,
  DatabaseDifferCase: 13297,
  OutOfDiskSpace: 14031,
  BSONObjectTooLarge: 10334,
  UnknownField: 40415,
  RegexInvalid: 51091,
} as const;

type CodeName = keyof typeof codes;

/** The name that MongoDB sends beside a code, where it differs from our key. */
const wireNames: Partial<Record<CodeName, string>> = {
  Exceeded: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  TransactionUnsupported: 'OperationNotSupportedInTransaction',
  UnknownField: 'IDLUnknownField',
  RegexInvalid: 'Location51091',
};

/** An error that goes to the client as `{ ok: 0, code, codeName, errmsg }` or as one entry of `writeErrors`. */
export class StoreError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Fields that MongoDB adds for some codes, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(name: CodeName, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'StoreError';
    this.code = codes[name];
    this.codeName = wireNames[name] ?? name;
    this.details = details;
  }
}

/** What the embedded store leaves to a real server: refused in words, never ignored. */
export function unsupported(what: string, name: CodeName = 'NotImplemented'): StoreError {
  return new StoreError(name, `the embedded store does not support ${what}; set MONGODB_URL to a MongoDB server`);
}

/** Any thrown value as an error for the wire; an unforeseen one keeps its message, which helps whoever reports it. */
export function asStoreError(thrown: unknown): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Error && thrown.name.startsWith('BSON')) return new StoreError('InvalidBSON', message);
  if (thrown instanceof Error && thrown.constructor.name === 'MingoError') return new StoreError('BadValue', message);
  if (/database or disk is full/.test(message)) return new StoreError('OutOfDiskSpace', message);
  return new StoreError('InternalError', message);
}
