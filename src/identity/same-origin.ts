const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a request says of where it comes from. `host` is the one that it was sent to, with its port where it has one. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string;
  /** The `Sec-Fetch-Site` header (W3C Fetch Metadata): set by the browser, beyond the reach of a page. */
  readonly fetchSite: string | undefined;
  /** The `Origin` header (RFC 6454 §7). */
  readonly origin: string | undefined;
}

/** Whether a request only reads (RFC 9110 §9.2.1). */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Whether a request that changes something was made by our own page. `Sec-Fetch-Site` decides where the browser sends it;
 * over plain HTTP it does not, and the host of `Origin` must be the one that was asked, or that of `publicOrigin`. Neither
 * header: refused.
 */
export function isSameOrigin(request: RequestOrigin, publicOrigin: string | null): boolean {
  if (request.fetchSite !== undefined) return request.fetchSite === 'same-origin' || request.fetchSite === 'none';
  const host = hostOf(request.origin);
  return host !== null && (host === request.host.toLowerCase() || host === hostOf(publicOrigin ?? undefined));
}

function hostOf(origin: string | undefined): string | null {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
}
