import proxyAddr from '@fastify/proxy-addr';
import { z } from 'zod';

/** The country in which something outside says it is. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'is the two capital letters of a country, such as FI');

/** Whether an address is this machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return isThisMachine(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/**
 * The host of a PostgreSQL address as libpq reads it: `host` in the query goes before the address itself. A path is the folder of
 * a socket of this machine; empty is libpq's own default, a socket too.
 */
export function databaseHost(url: URL): string {
  return url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
}

/** Whether a PostgreSQL is on another machine. */
export function isDatabaseElsewhere(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const host = databaseHost(new URL(address));
  return host !== '' && !host.startsWith('/') && !isThisMachine(host);
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether a list with commas is of addresses and ranges, as whoever reads `X-Forwarded-For` takes them. */
export function areAddresses(list: string): boolean {
  try {
    proxyAddr.compile(list.split(',').map(address => address.trim()));
    return true;
  } catch {
    return false;
  }
}
