import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { databaseHost } from '../config/where.js';

const PORT = 5432;

/** Where a PostgreSQL is, and how it is told from others; for `pg` and for MikroORM alike. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly ssl: ConnectionOptions | false;
}

/** The same with who connects, and to what. It holds a password: never log it. */
export interface SignedConnection extends Connection {
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** How `pg` connects to the PostgreSQL at `address`, whose parameters `databaseFault` has checked. */
export function connectionTo(address: string): SignedConnection {
  const url = new URL(address);
  const given = {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
  return { ...wayTo(address), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) };
}

/**
 * The part of {@link connectionTo} that MikroORM does not read out of an address by itself: it knows no socket, and drops what an
 * address says of TLS. Neither host nor TLS is left to `PGHOST`, `PGPORT` and `PGSSLMODE`.
 */
export function wayTo(address: string): Connection {
  const url = new URL(address);
  const host = databaseHost(url) || SOCKETS;
  return { host, port: url.port === '' ? PORT : Number(url.port), ssl: tlsOf(url.searchParams, host) };
}

/** Where Debian's PostgreSQL has its socket. */
const SOCKETS = '/var/run/postgresql';

function tlsOf(parameters: URLSearchParams, host: string): ConnectionOptions | false {
  if (parameters.get('sslmode') !== 'verify-full') return false;
  const file = (name: string): string | undefined => {
    const path = parameters.get(name);
    return path === null ? undefined : readFileSync(path, 'utf8');
  };
  const [ca, cert, key] = [file('sslrootcert'), file('sslcert'), file('sslkey')];
  // `pg` names a host that is a number nowhere, and Node would take a certificate of "localhost" for it.
  return { host, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), rejectUnauthorized: true };
}
