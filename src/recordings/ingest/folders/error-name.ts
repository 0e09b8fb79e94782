import { errnoOf } from '../../../platform/files/durable.js';
import { ObjectStoreFailed } from '../../../platform/s3/s3-failures.js';

/** What is told of an error: its code or name, and what a store has answered. Never its sentence, which could hold the name of a file. */
export function nameOf(error: unknown): string {
  if (error instanceof ObjectStoreFailed) return `${error.code} (${answerOf(error)})`;
  return errnoOf(error) ?? (error instanceof Error ? error.name : 'unknown');
}

function answerOf({ answer, httpStatus }: ObjectStoreFailed): string {
  return httpStatus === undefined ? answer : `${answer}, ${httpStatus}`;
}
