/** The page at `path`, told by `signIn` how the sign-in at the identity provider went: a stable code, nothing else. */
export function pageWith(path: string, code: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}signIn=${encodeURIComponent(code)}`;
}
