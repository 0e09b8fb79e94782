import { STORE_COUNTRY } from '../../kernel/countries.js';
import { isS3 } from './s3-settings.js';
import { country, isDatabaseElsewhere } from './where.js';

/** The environment variables that say where recordings, keys and backups are (privacy notice §12). */
export const storeVariables = {
  /** Of the folders of this machine: data, keys, and the copy of the log. */
  TALLENNE_STORES_COUNTRY: country.optional(),
  TALLENNE_BACKUP_COUNTRY: country.optional(),
  /** Of clusters elsewhere than on this machine. */
  DATABASE_COUNTRY: country.optional(),
  KEYS_DATABASE_COUNTRY: country.optional(),
  /** Of the stores that buckets are at. */
  TALLENNE_S3_COUNTRY: country.optional(),
  TALLENNE_LOG_COPY_S3_COUNTRY: country.optional(),
};

type Country = keyof typeof storeVariables;
type Variables = { readonly [Name in Country | Url]?: string | undefined };
type Url = 'DATABASE_URL' | 'KEYS_DATABASE_URL' | 'BLOB_STORE_URL' | 'TALLENNE_LOG_COPY_URL';

export const STORES = ['recordings', 'database', 'keys', 'log-copy', 'backups'] as const;
export type StoreName = (typeof STORES)[number];

/** Where a store says that it is; null while nobody has declared it. */
export interface DeclaredStore {
  readonly store: StoreName;
  readonly country: string | null;
  /** The setting that declares it. */
  readonly setting: Country;
}

/** Every store with its country. A cluster on this machine is where its folders are. */
export function storesOf(env: Variables): readonly DeclaredStore[] {
  return [
    declared(env, 'recordings', isS3(env.BLOB_STORE_URL) ? 'TALLENNE_S3_COUNTRY' : 'TALLENNE_STORES_COUNTRY'),
    declared(env, 'database', isElsewhere(env.DATABASE_URL) ? 'DATABASE_COUNTRY' : 'TALLENNE_STORES_COUNTRY'),
    declared(env, 'keys', isElsewhere(env.KEYS_DATABASE_URL) ? 'KEYS_DATABASE_COUNTRY' : 'TALLENNE_STORES_COUNTRY'),
    declared(
      env,
      'log-copy',
      isS3(env.TALLENNE_LOG_COPY_URL) ? 'TALLENNE_LOG_COPY_S3_COUNTRY' : 'TALLENNE_STORES_COUNTRY',
    ),
    declared(env, 'backups', 'TALLENNE_BACKUP_COUNTRY'),
  ];
}

/** What is wrong with a declared country, as one line that names the variable; null where all that is declared is in Finland. */
export function storesFault(env: Variables): string | null {
  const names = Object.keys(storeVariables) as Country[]; // its own keys
  const wrong = names.find(name => env[name] !== undefined && env[name] !== STORE_COUNTRY);
  if (wrong) return `${wrong}: must be ${STORE_COUNTRY} (privacy notice §12: recordings are kept in Finland)`;
  return null;
}

/** What nobody has declared, as one line; null where every store says that it is in Finland. A server does not start without. */
export function undeclaredStore(stores: readonly DeclaredStore[]): string | null {
  const open = stores.find(({ country: where }) => where === null);
  return open
    ? `${open.setting}: must say ${STORE_COUNTRY}, the country of ${WORDS[open.store]} (privacy notice §12: in Finland)`
    : null;
}

const WORDS: Readonly<Record<StoreName, string>> = {
  recordings: 'the recordings',
  database: 'the database',
  keys: 'the keys',
  'log-copy': 'the copy of the log',
  backups: 'the backups',
};

function declared(env: Variables, store: StoreName, setting: Country): DeclaredStore {
  return { store, country: env[setting] ?? null, setting };
}

function isElsewhere(address: string | undefined): boolean {
  return address !== undefined && isDatabaseElsewhere(address);
}
