const LONGEST = 512;
/** Nothing is looked up at it: it stands for this server while an address is read. */
const HERE = 'https://here.invalid';

/**
 * Where somebody goes after the sign-in: a path of this client, with its query. What is not one, or leads elsewhere by any
 * reading of a browser (`//host`, `/\host`, tabs and line breaks), becomes the first page.
 */
export function returnPathOf(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) return '/';
  if (wanted.includes('\\') || !URL.canParse(wanted, HERE)) return '/';
  const { origin, pathname, search } = new URL(wanted, HERE);
  return origin === HERE && !pathname.startsWith('//') && !isOfApi(pathname) ? `${pathname}${search}` : '/';
}

function isOfApi(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}
