import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { arrivalsOf, arrivalVariables, type ArrivalSettings } from './arrival-settings.js';
import { controllerOf, controllerVariables, type ControllerSettings } from './controller-settings.js';
import {
  databaseFault,
  databaseOf,
  databaseVariables,
  migrationVariables,
  type DatabaseSettings,
} from './database-settings.js';
import { foldersFault } from './folder-settings.js';
import {
  inboxBucketOf,
  inboxFault,
  inboxOf,
  inboxVariables,
  type InboxBucketSettings,
  type InboxSettings,
} from './inbox-settings.js';
import { limitsOf, limitVariables, type LimitSettings } from './limit-settings.js';
import { noticeOf, noticeVariables, type NoticeSettings } from './notice-settings.js';
import { notifyFault, notifyOf, notifyVariables, type NotifySettings } from './notify-settings.js';
import { rightsOf, rightsVariables, type RightsSettings } from './rights-settings.js';
import { siemFault, siemOf, siemVariables, type SiemSettings } from './siem-settings.js';
import { tracesFault, tracesOf, tracesVariables, type TracesSettings } from './traces-settings.js';
import { outputVariables } from './output-settings.js';
import { readSettings, WrongSetting } from './read-settings.js';
import type { OutputLevel } from '../output/index.js';
import { outsidePartiesOf, type OutsideParty } from './outside-parties.js';
import {
  audioBucketOf,
  folderOrBucket,
  isS3,
  logCopyBucketOf,
  s3Fault,
  s3Variables,
  type LogCopyBucket,
} from './s3-settings.js';
import type { S3Place } from '../s3/s3-place.js';
import { storesFault, storesOf, storeVariables, undeclaredStore, type DeclaredStore } from './store-settings.js';
import { openIdFault, openIdOf, openIdVariables, type OpenIdSettings } from './openid-settings.js';
import { areAddresses } from './where.js';

const MEBIBYTE = 1024 * 1024;

/** How long the log is kept: a rule of the database's, too. */
const keptVariables = { TALLENNE_LOG_KEPT_MONTHS: z.coerce.number().int().min(24).max(1200).default(60) };

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  TALLENNE_DATA_DIR: z.string().default('data'),
  TALLENNE_KEYS_DIR: z.string().default('keys'),
  ...databaseVariables,
  TALLENNE_KEYS_ARCHIVE_DAYS: z.coerce.number().int().min(1).max(35).optional(),
  BLOB_STORE_URL: folderOrBucket.optional(),
  TALLENNE_TOKEN_SECRET: z.string().min(43, 'needs at least 32 random bytes in base64').optional(),
  TALLENNE_PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TALLENNE_TRUSTED_PROXY: z
    .string()
    .refine(areAddresses, 'is an address or a range such as 10.0.0.0/24, or several with commas; no name')
    .optional(),
  TALLENNE_MAX_AUDIO_MIB: z.coerce.number().int().min(1).max(65_536).default(1024),
  TALLENNE_LOG_KEY_FILE: z.string().min(1).optional(),
  TALLENNE_LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,128}$/, 'is a name without spaces and plus signs, such as tallenne.example.org/log')
    .optional(),
  TALLENNE_LOG_COPY_URL: folderOrBucket.optional(),
  ...keptVariables,
  ...openIdVariables,
  ...notifyVariables,
  ...controllerVariables,
  ...rightsVariables,
  ...noticeVariables,
  ...storeVariables,
  ...s3Variables,
  ...arrivalVariables,
  ...inboxVariables,
  ...limitVariables,
  ...outputVariables,
  ...siemVariables,
  ...tracesVariables,
  TALLENNE_SECOND_PERSON_ROLES: z
    .string()
    .regex(/^[a-z-]+( *, *[a-z-]+)*$/, 'is a list of roles with commas, or none')
    .optional(),
  TALLENNE_RECERTIFICATION_MONTHS: z.coerce.number().int().min(0).max(60).default(12),
  TALLENNE_RECONCILIATION_SAMPLE: z.coerce.number().int().min(0).max(1_000_000).default(200),
  TALLENNE_KEYS_BACKUP_DAYS: z.coerce.number().int().min(1).max(35).default(7),
  TALLENNE_GRANT_MONTHS: z.coerce.number().int().min(1).max(24).default(12),
  TALLENNE_HOLD_MOST_DAYS: z.coerce.number().int().min(1).max(3660).default(365),
  TALLENNE_HOLD_LONGEST_DAYS: z.coerce.number().int().min(1).max(36_600).default(1095),
});

const settingsOfMigration = z.object({ ...migrationVariables, ...keptVariables });

/** The name of every setting. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** What settings are without being set, by name; those without a default are missing. */
export const SETTING_DEFAULTS: Readonly<Record<string, unknown>> = settings.parse({});

/** What the server was told. Made once at start by {@link readConfig}; also the injection token. */
export class Config {
  /** TCP port and address that the server listens on; port 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Absolute path: database (where it is embedded), audio and secrets. */
  readonly dataDir: string;
  /** Absolute path of the key ring; never inside `dataDir`. */
  readonly keysDir: string;
  /** Absolute path of the folder that holds encrypted audio; null where a bucket does. */
  readonly blobDir: string | null;
  /** The bucket that holds encrypted audio; null where a folder does. */
  readonly audioBucket: S3Place | null;
  /** An external PostgreSQL; null: the embedded one is used. */
  readonly database: DatabaseSettings | null;
  readonly databasePoolSize: number;
  /** Who is told the log as it grows; null: nobody. */
  readonly siem: SiemSettings | null;
  /** Where traces go; null: none are made. */
  readonly traces: TracesSettings | null;
  /** The least that the server says of itself. */
  readonly outputLevel: OutputLevel;
  /** The PostgreSQL cluster that holds the key ring; null: the keys folder holds all of it. */
  readonly keysDatabaseUrl: string | null;
  readonly keysPoolSize: number;
  /** For how many days archived WAL of the key cluster is kept; null: none is archived. */
  readonly keysArchiveDays: number | null;
  /** Absolute path of the file with the keys that sign the log's checkpoints. */
  readonly logKeyFile: string;
  /** The log's name in its checkpoints, used when the log begins; null: a name is made up then. */
  readonly logOrigin: string | null;
  /** Absolute path of the folder that the log is copied to, outside the data folder; null where it is copied to a bucket. */
  readonly logCopyDir: string | null;
  /** The bucket that the log is copied to; null where it is copied to a folder. */
  readonly logCopyBucket: LogCopyBucket | null;
  /** How many months the events of the log are kept. */
  readonly logKeptMonths: number;
  /** Secret of the access tokens; null means: kept in a file of the data folder. */
  readonly tokenSecret: string | null;
  /** Where browsers reach the server, such as `https://tallenne.example.org`; null on loopback. */
  readonly publicOrigin: string | null;
  /** Address or range of the reverse proxy whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxy: string | null;
  readonly maxAudioBytes: number;
  /** How much one asker may ask. */
  readonly limits: LimitSettings;
  /** The organisation's identity provider, with which people may sign in; null without one. */
  readonly openId: OpenIdSettings | null;
  /** By which ways people are told of alarms. */
  readonly notify: NotifySettings;
  /** Whom letters to data subjects name: the controller, the data protection officer, the authority. */
  readonly contacts: ControllerSettings;
  /** For how long cases of data subjects are kept, and how often their mailbox is tried. */
  readonly rights: RightsSettings;
  /** What the privacy notice says beyond the other settings. */
  readonly notice: NoticeSettings;
  /** Where recordings, keys and backups are (privacy notice §12). */
  readonly stores: readonly DeclaredStore[];
  /** Who outside takes part, and in which country (privacy notice §11). */
  readonly outsideParties: readonly OutsideParty[];
  /** What counts as wrong with what arrives, and for how long its daily figures are kept. */
  readonly arrivals: ArrivalSettings;
  /** The roles that a second administrator must approve; null: every one but the agent's. */
  readonly secondPersonRoles: readonly string[] | null;
  /** Everybody's access is examined anew after so many months; 0: never. */
  readonly recertificationMonths: number;
  /** For so many days a backup of the keys may be kept (ADR 0013). */
  readonly keysBackupDays: number;
  /** For so many days a copy of a destroyed key may live, in a backup or in archived WAL: until then an erasure is not final. */
  readonly keyCopiesDays: number;
  /** The longest that a grant may last. */
  readonly grantMonths: number;
  /** A hold lasts at most so many days from the day on which it is asked for, and never so many past the ordinary last day. */
  readonly holdDays: { readonly most: number; readonly longest: number };
  /** The folder whose folders are watched, one a source; null: none is. */
  readonly inbox: InboxSettings | null;
  /** The bucket that is looked into, with a part for each source; null: none is. */
  readonly inboxBucket: InboxBucketSettings | null;
  /** How many recordings the nightly reconciliation decrypts whole. */
  readonly reconciliationSample: number;
  /** Set by `tallenne demo` alone: accounts with known passwords, no second factor, and a notice on every page. */
  readonly demo: boolean;

  constructor(env: z.infer<typeof settings>, options: { demo: boolean }) {
    this.port = env.PORT;
    this.host = env.HOST;
    this.dataDir = resolve(env.TALLENNE_DATA_DIR);
    this.keysDir = resolve(env.TALLENNE_KEYS_DIR);
    this.blobDir = folderIn(env.BLOB_STORE_URL, resolve(this.dataDir, 'blobs'));
    this.audioBucket = audioBucketOf(env);
    this.database = databaseOf(env);
    this.logKeyFile = resolve(env.TALLENNE_LOG_KEY_FILE ?? join(this.keysDir, 'log-signing-keys'));
    this.logOrigin = env.TALLENNE_LOG_ORIGIN ?? null;
    this.logCopyDir = folderIn(env.TALLENNE_LOG_COPY_URL, `${this.dataDir}-log-copy`);
    this.logCopyBucket = logCopyBucketOf(env);
    this.logKeptMonths = env.TALLENNE_LOG_KEPT_MONTHS;
    this.siem = siemOf(env);
    this.traces = tracesOf(env);
    this.outputLevel = env.TALLENNE_OUTPUT_LEVEL;
    this.databasePoolSize = env.TALLENNE_DATABASE_POOL;
    this.keysDatabaseUrl = env.KEYS_DATABASE_URL ?? null;
    this.keysPoolSize = env.TALLENNE_KEYS_POOL;
    this.keysArchiveDays = env.TALLENNE_KEYS_ARCHIVE_DAYS ?? null;
    this.tokenSecret = env.TALLENNE_TOKEN_SECRET ?? null;
    this.publicOrigin = env.TALLENNE_PUBLIC_ORIGIN ?? null;
    this.trustedProxy = env.TALLENNE_TRUSTED_PROXY ?? null;
    this.maxAudioBytes = env.TALLENNE_MAX_AUDIO_MIB * MEBIBYTE;
    this.limits = limitsOf(env);
    this.openId = openIdOf(env);
    this.notify = notifyOf(env);
    this.contacts = controllerOf(env);
    this.rights = rightsOf(env);
    this.notice = noticeOf(env);
    this.stores = storesOf(env);
    this.outsideParties = outsidePartiesOf(env);
    this.arrivals = arrivalsOf(env);
    this.secondPersonRoles = namesOf(env.TALLENNE_SECOND_PERSON_ROLES);
    this.recertificationMonths = env.TALLENNE_RECERTIFICATION_MONTHS;
    this.keysBackupDays = env.TALLENNE_KEYS_BACKUP_DAYS;
    this.keyCopiesDays = Math.max(this.keysBackupDays, this.keysArchiveDays ?? 0);
    this.grantMonths = env.TALLENNE_GRANT_MONTHS;
    this.holdDays = { most: env.TALLENNE_HOLD_MOST_DAYS, longest: env.TALLENNE_HOLD_LONGEST_DAYS };
    this.inbox = inboxOf(env);
    this.inboxBucket = inboxBucketOf(env, this.maxAudioBytes);
    this.reconciliationSample = env.TALLENNE_RECONCILIATION_SAMPLE;
    this.demo = options.demo;
  }
}

/**
 * Reads the settings from environment variables.
 * @throws WrongSetting naming the variable, never its value
 */
export function readConfig(env: NodeJS.ProcessEnv, options = { demo: false }): Config {
  const given = readSettings(settings, env);
  return checked(new Config(given, options), given);
}

/** What bringing a schema up to date goes by. */
export type MigrationConfig = Pick<Config, 'database' | 'databasePoolSize' | 'logKeptMonths'>;

/**
 * The settings of `tallenne migrate` alone: it runs where no secret of a server is, so what others say is not looked at.
 * @throws WrongSetting naming the variable, never its value
 */
export function readMigrationConfig(env: NodeJS.ProcessEnv): MigrationConfig {
  const given = readSettings(settingsOfMigration, env);
  const fault = databaseFault(given);
  if (fault !== null) throw new WrongSetting(fault);
  const { TALLENNE_DATABASE_POOL: databasePoolSize, TALLENNE_LOG_KEPT_MONTHS: logKeptMonths } = given;
  return { database: databaseOf(given), databasePoolSize, logKeptMonths };
}

/**
 * As {@link readConfig}, for whoever keeps or brings recordings: every store must say that it is in Finland (privacy notice §12).
 * @throws WrongSetting naming the variable, never its value
 */
export function readDeclaredConfig(env: NodeJS.ProcessEnv): Config {
  const config = readConfig(env);
  const undeclared = undeclaredStore(config.stores);
  if (undeclared !== null) throw new WrongSetting(undeclared);
  return config;
}

function checked(config: Config, env: z.infer<typeof settings>): Config {
  const fault =
    foldersFault(config, config.inbox?.dir ?? null) ??
    databaseFault(env) ??
    openIdFault(env, env.TALLENNE_PUBLIC_ORIGIN) ??
    notifyFault(env) ??
    s3Fault(env) ??
    inboxFault(env) ??
    storesFault(env) ??
    siemFault(env) ??
    tracesFault(env);
  if (fault !== null) throw new WrongSetting(fault);
  return config;
}

/** The folder that a URL names, or the one that is ours without a URL; null for a bucket. */
function folderIn(url: string | undefined, own: string): string | null {
  if (url === undefined) return own;
  return isS3(url) ? null : fileURLToPath(url);
}

/** Names between commas; `none` stands for an empty list. */
function namesOf(list: string | undefined): readonly string[] | null {
  if (list === undefined) return null;
  return list === 'none' ? [] : list.split(',').map(name => name.trim());
}
