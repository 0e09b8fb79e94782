/** Names and codes of what failed, for the log, each once: messages may carry values. */
export function failureNames(error: unknown): string {
  return [...new Set(failuresIn(error).map(nameOf))].join(', ');
}

/** Those that an error is of, and those that they are of; itself where it is of none. */
function failuresIn(error: unknown): unknown[] {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors.flatMap(failuresIn) : [error];
}

/** The code of a refusal, or of what the system says (`ENOENT`); otherwise what kind of error it is. */
function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown';
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.name;
}
