/** Names and codes of what failed, for the log: messages may carry values. */
export function failureNames(error: unknown): string {
  const failures: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return [...new Set(failures.map(nameOf))].join(', ');
}

/** The code of a refusal, or of what the system says (`ENOENT`); otherwise what kind of error it is. */
function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown';
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.name;
}
