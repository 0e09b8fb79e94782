import type { z } from 'zod';
import { DomainError } from '../../kernel/errors.js';

/**
 * What was typed, as the API would take it.
 * @throws DomainError `invalid-request` with a sentence that names what is wrong
 */
export function wellFormed<Schema extends z.ZodType>(schema: Schema, typed: unknown): z.output<Schema> {
  const read = schema.safeParse(typed);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new DomainError('invalid', 'invalid-request', `Not understood. ${faults.join('; ')}`);
}
