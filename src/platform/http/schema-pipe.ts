import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';

const MAX_NAMED_FIELDS = 20;

/** Validates every body, query and parameter by its schema; one without a schema is refused instead of let through. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: issues => invalidRequest(issues.map(issue => fieldOf(issue.path, issue.message))) });
  }

  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.type !== 'custom' && !metadata.schema) {
      throw new DomainError('unavailable', 'route-without-schema', 'This route takes input that nothing checks.');
    }
    return super.transform(value, metadata);
  }
}

/** The answer to input that does not fit its schema: names fields, never repeats values. */
export function invalidRequest(fields: readonly string[]): DomainError {
  return new DomainError('invalid', 'invalid-request', 'Some fields are missing, unknown or not as they should be.', {
    fields: fields.slice(0, MAX_NAMED_FIELDS),
  });
}

type Path = readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;

function fieldOf(path: Path, message: string): string {
  const name = (path ?? []).map(step => String(typeof step === 'object' ? step.key : step)).join('.');
  return name === '' ? message : `${name}: ${message}`;
}
