import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';

const MAX_NAMED_FIELDS = 20;

/**
 * Validates every body, query and parameter by its schema; one without a schema is refused instead of let through, and so is text that
 * is none.
 */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: issues => invalidRequest(issues.map(issue => wrongField(issue))) });
  }

  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.type !== 'custom' && !metadata.schema) {
      throw new DomainError('unavailable', 'route-without-schema', 'This route takes input that nothing checks.');
    }
    if (metadata.type !== 'custom' && !canBeKept(value))
      throw invalidRequest(['text that is no Unicode, or has U+0000']);
    return super.transform(value, metadata);
  }
}

/**
 * Whether all text within is well-formed Unicode (RFC 7493 §2.1) without U+0000: half a pair of surrogates has no form in UTF-8, in
 * canonical JSON or in the database, and PostgreSQL has none for the other, neither in `text` nor in `jsonb`. Without recursion: what comes
 * in may be very deep.
 */
function canBeKept(value: unknown): boolean {
  const within = [value];
  while (within.length > 0) {
    const one = within.pop();
    if (typeof one === 'string' && (!one.isWellFormed() || one.includes('\0'))) return false;
    if (typeof one === 'object' && one !== null) for (const entry of Object.entries(one)) within.push(...entry);
  }
  return true;
}

/** The answer to input that does not fit its schema: names fields, never repeats values. */
export function invalidRequest(fields: readonly string[]): DomainError {
  return new DomainError('invalid', 'invalid-request', 'Some fields are missing, unknown or not as they should be.', {
    fields: fields.slice(0, MAX_NAMED_FIELDS),
  });
}

/** An issue of any schema; Zod says with a code what kind it is of. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
}

/**
 * What is wrong with a field, as `<name>: <what>`. Names of fields are ours: what somebody calls a field that no schema knows may be
 * anything, and is not repeated. @param under names of what the schema is a part of
 */
export function wrongField({ message, path = [], code }: Issue, ...under: readonly string[]): string {
  const known = [...under, ...(code === 'invalid_key' ? path.slice(0, -1) : path)];
  const name = known.map(step => String(typeof step === 'object' ? step.key : step)).join('.');
  const wrong = code === 'unrecognized_keys' ? 'Unrecognized key' : message;
  return name === '' ? wrong : `${name}: ${wrong}`;
}
