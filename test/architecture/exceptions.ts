/** What one file may do although its floor may not, and why. One that is no longer needed fails the tests. */
export interface Exception {
  readonly path: string;
  readonly what: string;
  readonly because: string;
}

/** A finding, and the file and the thing that an {@link Exception} would name. */
export interface Finding {
  readonly path: string;
  readonly what: string;
  readonly place: string;
}

/** The findings that no exception allows, as lines to read. */
export function violations(findings: readonly Finding[], exceptions: readonly Exception[]): string[] {
  return findings
    .filter(finding => !exceptions.some(exception => covers(exception, finding)))
    .map(({ place, what }) => `${place} uses ${what}`);
}

/** The exceptions that allow nothing any more. */
export function unused(findings: readonly Finding[], exceptions: readonly Exception[]): string[] {
  return exceptions
    .filter(exception => !findings.some(finding => covers(exception, finding)))
    .map(({ path, what }) => `${path} uses ${what}`);
}

function covers(exception: Exception, finding: Finding): boolean {
  return exception.path === finding.path && exception.what === finding.what;
}
