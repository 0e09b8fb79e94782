import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isDatabaseElsewhere } from './where.js';

const address = z.url({ protocol: /^postgres(ql)?$/ }).optional();

/** The environment variables of the database, which are all that its migration goes by. */
export const migrationVariables = {
  DATABASE_URL: address,
  DATABASE_OWNER_URL: address,
  TALLENNE_DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(20),
  TALLENNE_DATABASE_STANDBY: z.enum(['none', 'synchronous']).default('none'),
};

/** The environment variables of PostgreSQL: the database, and the cluster of the key ring. */
export const databaseVariables = {
  ...migrationVariables,
  KEYS_DATABASE_URL: address,
  TALLENNE_KEYS_POOL: z.coerce.number().int().min(2).max(100).default(10),
};

type Variables = z.infer<z.ZodObject<typeof migrationVariables>> & { readonly KEYS_DATABASE_URL?: string | undefined };
type Address = 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'KEYS_DATABASE_URL';

/** An external PostgreSQL. */
export interface DatabaseSettings {
  readonly applicationUrl: string;
  /** Null: this process never acts as the owner, so `tallenne migrate` must have brought the schema up to date. */
  readonly ownerUrl: string | null;
  /** Whether what is acknowledged must be on a standby as well. */
  readonly standbyRequired: boolean;
}

/** The external PostgreSQL; null where the embedded one is used. */
export function databaseOf(env: Variables): DatabaseSettings | null {
  if (env.DATABASE_URL === undefined) return null;
  return {
    applicationUrl: env.DATABASE_URL,
    ownerUrl: env.DATABASE_OWNER_URL ?? null,
    standbyRequired: env.TALLENNE_DATABASE_STANDBY === 'synchronous',
  };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function databaseFault(env: Variables): string | null {
  if (env.DATABASE_OWNER_URL !== undefined && env.DATABASE_URL === undefined) {
    return 'DATABASE_OWNER_URL: needs DATABASE_URL beside it, or neither for the embedded database';
  }
  if (env.TALLENNE_DATABASE_STANDBY === 'synchronous' && env.DATABASE_URL === undefined) {
    return 'TALLENNE_DATABASE_STANDBY: needs DATABASE_URL; the embedded database has no standby';
  }
  for (const name of ADDRESSES) {
    const value = env[name];
    const fault = value === undefined ? null : addressFault(value);
    if (fault !== null) return `${name}: ${fault}`;
  }
  return null;
}

const ADDRESSES: readonly Address[] = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'KEYS_DATABASE_URL'];

/** What an address may say after its question mark. Anything else would go unread, or change what every session is set to. */
const PARAMETERS = ['host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'];
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

function addressFault(value: string): string | null {
  const { searchParams } = new URL(value);
  const unknown = [...searchParams.keys()].find(name => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    return `must have no parameters but ${PARAMETERS.join(', ')}; how its sessions are set is not for an address to say`;
  }
  const unreadable = FILES.find(name => !isReadable(searchParams.get(name)));
  if (unreadable !== undefined) return `the file of ${unreadable} cannot be read`;
  if (searchParams.has('sslcert') !== searchParams.has('sslkey')) return 'sslcert and sslkey go together';
  return transportFault(searchParams.get('sslmode'), isDatabaseElsewhere(value));
}

/** On the way to another machine nothing but a checked certificate tells the database from whoever stands between. */
function transportFault(sslmode: string | null, elsewhere: boolean): string | null {
  if (sslmode === 'verify-full') return null;
  if (elsewhere) {
    return 'must say sslmode=verify-full: it is on another machine (name the file of its authority by sslrootcert)';
  }
  return sslmode === null || sslmode === 'disable' ? null : 'sslmode must be verify-full, or disable on this machine';
}

function isReadable(path: string | null): boolean {
  if (path === null) return true;
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
