import { DomainError } from '../../kernel/errors.js';

const FULL = ['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull'];
const MISSING = ['NoSuchKey', 'NotFound', 'NoSuchUpload', 'NoSuchVersion'];

/**
 * A store did not do what it was asked. It tells which error it was, and no more: the error of the SDK holds the request, with the bucket's
 * key and the signature, so it is not even the cause.
 */
export class ObjectStoreFailed extends DomainError {
  constructor(
    /** The store's own name of the error, such as `NoSuchKey`. */
    readonly answer: string,
    readonly httpStatus: number | undefined,
  ) {
    const what = httpStatus === undefined ? answer : `${answer}, ${httpStatus}`;
    super('unavailable', 'object-store-failed', `The object store did not do what it was asked (${what}).`);
  }

  /** Whether it says that there is no such object, version or upload; or no such bucket, where it was asked for a head. */
  get isMissing(): boolean {
    return MISSING.includes(this.answer);
  }
}

/** What is told of an error of the SDK. */
export function storeFailed(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { name, code, $metadata } = (error ?? {}) as SdkError;
  const answer = [name, code].find(isName) ?? 'failed';
  const status = $metadata?.httpStatusCode;
  if (FULL.includes(answer) || status === 507)
    return new DomainError('unavailable', 'storage-full', 'The storage is full.');
  return new ObjectStoreFailed(answer, status);
}

/** What the SDK's errors, and those of the network, have in common. */
interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** A name comes from outside: only what looks like one goes on. `Error` is none. */
function isName(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z_]{1,64}$/.test(name) && name !== 'Error';
}
