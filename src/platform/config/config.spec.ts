import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, readMigrationConfig, SETTING_NAMES } from './config.js';
import { MAY_BE_EMPTY } from './controller-settings.js';
import { WrongSetting } from './read-settings.js';

const SECRET = 'a'.repeat(43);
const OPENID = {
  OIDC_ISSUER: 'https://id.example.org/tenant',
  OIDC_CLIENT_ID: 'tallenne',
  OIDC_COUNTRY: 'FI',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};

describe('readConfig', () => {
  it('needs no setting: embedded database, loopback, keys beside the data', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', database: null, demo: false });
    expect(config.keysDir.startsWith(config.dataDir)).toBe(false);
  });

  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db' }],
    ['BLOB_STORE_URL', { BLOB_STORE_URL: 'http://store' }],
    ['BLOB_STORE_URL', { BLOB_STORE_URL: 'file://srv/audio' }],
    ['BLOB_STORE_URL', { BLOB_STORE_URL: 'file:///srv/a%2Fb' }],
    ['TALLENNE_TRUSTED_PROXY', { TALLENNE_TRUSTED_PROXY: 'proxy' }],
    ['TALLENNE_TRUSTED_PROXY', { TALLENNE_TRUSTED_PROXY: '172.30.7.300' }],
    ['TALLENNE_TRUSTED_PROXY', { TALLENNE_TRUSTED_PROXY: '10.0.0.1, ' }],
    ['TALLENNE_KEYS_DIR', { BLOB_STORE_URL: 'file:///srv/audio', TALLENNE_KEYS_DIR: '/srv/audio/keys' }],
    ['TALLENNE_KEYS_DIR', { BLOB_STORE_URL: 'file:///srv/keys/audio', TALLENNE_KEYS_DIR: '/srv/keys' }],
    ['TALLENNE_KEYS_DIR', { TALLENNE_DATA_DIR: '/srv/keys/data', TALLENNE_KEYS_DIR: '/srv/keys' }],
    ['TALLENNE_LOG_KEY_FILE', { BLOB_STORE_URL: 'file:///srv/audio', TALLENNE_LOG_KEY_FILE: '/srv/audio/log-keys' }],
    ['TALLENNE_TOKEN_SECRET', { TALLENNE_TOKEN_SECRET: 'short' }],
    ['TALLENNE_KEYS_DIR', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_KEYS_DIR: '/srv/d/keys' }],
    ['TALLENNE_KEYS_DIR', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_KEYS_DIR: '/srv/d' }],
    ['TALLENNE_LOG_KEY_FILE', { TALLENNE_LOG_KEY_FILE: '' }],
    ['TALLENNE_LOG_KEY_FILE', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_KEY_FILE: '/srv/d/log-keys' }],
    ['TALLENNE_LOG_KEY_FILE', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_KEY_FILE: '/srv/k/../d/deep/log-keys' }],
    ['TALLENNE_LOG_ORIGIN', { TALLENNE_LOG_ORIGIN: '' }],
    ['TALLENNE_LOG_ORIGIN', { TALLENNE_LOG_ORIGIN: 'tallenne log' }],
    ['TALLENNE_LOG_ORIGIN', { TALLENNE_LOG_ORIGIN: 'tallenne+log' }],
    ['TALLENNE_LOG_ORIGIN', { TALLENNE_LOG_ORIGIN: 'tallenne\nlog' }],
    ['TALLENNE_LOG_ORIGIN', { TALLENNE_LOG_ORIGIN: 'a'.repeat(129) }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_LOG_COPY_URL: 'https://store/log' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_LOG_COPY_URL: '/srv/log' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_LOG_COPY_URL: 'file://store/log' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_COPY_URL: 'file:///srv' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_KEYS_DIR: '/srv/k', TALLENNE_LOG_COPY_URL: 'file:///srv/k' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_LOG_KEY_FILE: '/srv/c/key', TALLENNE_LOG_COPY_URL: 'file:///srv/c' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_COPY_URL: 'file:///srv/d' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_COPY_URL: 'file:///srv/d/log' }],
    ['TALLENNE_LOG_COPY_URL', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_LOG_COPY_URL: 'file:///srv/d/' }],
    ['TALLENNE_INBOX_DIR', { TALLENNE_DATA_DIR: '/srv/d', TALLENNE_INBOX_DIR: '/srv/d/inbox' }],
    ['TALLENNE_INBOX_DIR', { TALLENNE_KEYS_DIR: '/srv/k', TALLENNE_INBOX_DIR: '/srv' }],
    ['TALLENNE_INBOX_DIR', { BLOB_STORE_URL: 'file:///srv/t/blobs', TALLENNE_INBOX_DIR: '/srv/t' }],
    ['TALLENNE_INBOX_DIR', { TALLENNE_LOG_KEY_FILE: '/srv/t/log-keys', TALLENNE_INBOX_DIR: '/srv/t' }],
    ['TALLENNE_INBOX_SETTLE_SECONDS', { TALLENNE_INBOX_SETTLE_SECONDS: '-1' }],
    ['TALLENNE_INBOX_TAKEN', { TALLENNE_INBOX_TAKEN: 'keep' }],
    ['TALLENNE_LOG_KEPT_MONTHS', { TALLENNE_LOG_KEPT_MONTHS: '23' }],
    ['TALLENNE_LOG_KEPT_MONTHS', { TALLENNE_LOG_KEPT_MONTHS: '1201' }],
    ['TALLENNE_LOG_KEPT_MONTHS', { TALLENNE_LOG_KEPT_MONTHS: '60.5' }],
    ['TALLENNE_LOG_KEPT_MONTHS', { TALLENNE_LOG_KEPT_MONTHS: 'for ever' }],
    ['TALLENNE_SECOND_PERSON_ROLES', { TALLENNE_SECOND_PERSON_ROLES: 'team-lead;trainer' }],
    ['TALLENNE_GRANT_MONTHS', { TALLENNE_GRANT_MONTHS: '0' }],
    ['TALLENNE_GRANT_MONTHS', { TALLENNE_GRANT_MONTHS: '25' }],
    ['TALLENNE_TOKEN_SECRET_FILE', { TALLENNE_TOKEN_SECRET_FILE: '/nowhere/at/all' }],
    ['OIDC_CLIENT_SECRET_FILE', { ...OPENID, OIDC_CLIENT_SECRET_FILE: '/nowhere/at/all' }],
  ])('stops the start with one line that names %s', (name, env) => {
    expect(() => readConfig(env)).toThrow(WrongSetting);
    expect(() => readConfig(env)).toThrow(name);
  });

  it.each(SETTING_NAMES.filter(name => !MAY_BE_EMPTY.includes(name)))(
    'takes %s left empty for a mistake, and not for a zero or for nothing',
    name => {
      for (const value of ['', ' ']) expect(() => readConfig({ [name]: value })).toThrow(WrongSetting);
      expect(() => readConfig({ [name]: '' })).toThrow(`${name}: is empty`);
    },
  );

  it('takes addresses and ranges of proxies', () => {
    for (const trusted of ['172.30.7.2', '10.0.0.0/24, ::1', 'loopback'])
      expect(readConfig({ TALLENNE_TRUSTED_PROXY: trusted }).trustedProxy).toBe(trusted);
  });

  it('keeps the log for five years, signed by keys beside the key ring, and copied beside the data', () => {
    const config = readConfig({ TALLENNE_DATA_DIR: '/srv/d', TALLENNE_KEYS_DIR: '/srv/k' });
    expect(config).toMatchObject({
      logKeyFile: '/srv/k/log-signing-keys',
      logOrigin: null,
      logCopyDir: '/srv/d-log-copy',
      logKeptMonths: 60,
    });
  });

  it('takes another place, name and time for the log', () => {
    const config = readConfig({
      TALLENNE_DATA_DIR: '/srv/d',
      TALLENNE_LOG_KEY_FILE: '/srv/d-keys/log',
      TALLENNE_LOG_ORIGIN: 'tallenne.example.org/log',
      TALLENNE_LOG_COPY_URL: 'file:///srv/copy%20of%20the%20log',
      TALLENNE_LOG_KEPT_MONTHS: '24',
    });
    expect(config).toMatchObject({
      logKeyFile: '/srv/d-keys/log',
      logOrigin: 'tallenne.example.org/log',
      logCopyDir: '/srv/copy of the log',
      logKeptMonths: 24,
    });
  });

  it('reads which roles two administrators give, and for how long a grant lasts', () => {
    expect(readConfig({})).toMatchObject({ secondPersonRoles: null, grantMonths: 12 });
    const named = readConfig({ TALLENNE_SECOND_PERSON_ROLES: 'agent, team-lead', TALLENNE_GRANT_MONTHS: '6' });
    expect(named).toMatchObject({ secondPersonRoles: ['agent', 'team-lead'], grantMonths: 6 });
    expect(readConfig({ TALLENNE_SECOND_PERSON_ROLES: 'none' }).secondPersonRoles).toEqual([]);
  });

  it('say for how long a copy of a destroyed key may live: the longer of its backup and its archive', () => {
    const days = (backup: string, archive?: string) =>
      readConfig({
        TALLENNE_KEYS_BACKUP_DAYS: backup,
        ...(archive === undefined ? {} : { TALLENNE_KEYS_ARCHIVE_DAYS: archive }),
      }).keyCopiesDays;
    expect([days('7'), days('7', '21'), days('30', '21')]).toEqual([7, 21, 30]);
  });

  it('reads for how many days a hold lasts at most, and a recording can be held at all', () => {
    expect(readConfig({}).holdDays).toEqual({ most: 365, longest: 1095 });
    const named = readConfig({ TALLENNE_HOLD_MOST_DAYS: '90', TALLENNE_HOLD_LONGEST_DAYS: '180' });
    expect(named.holdDays).toEqual({ most: 90, longest: 180 });
    expect(() => readConfig({ TALLENNE_HOLD_MOST_DAYS: '0' })).toThrow(/^TALLENNE_HOLD_MOST_DAYS/);
  });

  it('watches no folder unless told, and deletes what was taken unless told', () => {
    expect(readConfig({}).inbox).toBeNull();
    const named = readConfig({ TALLENNE_INBOX_DIR: '/srv/inbox', TALLENNE_INBOX_WAIT_MINUTES: '5' });
    expect(named.inbox).toEqual({ dir: '/srv/inbox', settleMs: 10_000, waitMs: 300_000, taken: 'delete' });
  });

  it('reads where the keys are, and for how long copies of them are', () => {
    expect(readConfig({})).toMatchObject({ keysDatabaseUrl: null, keysBackupDays: 7, keysArchiveDays: null });
    const url = 'postgresql://tallenne_keys:x@keys/tallenne?sslmode=verify-full';
    const named = { KEYS_DATABASE_URL: url, TALLENNE_KEYS_BACKUP_DAYS: '3', TALLENNE_KEYS_ARCHIVE_DAYS: '2' };
    expect(readConfig(named)).toMatchObject({ keysDatabaseUrl: url, keysBackupDays: 3, keysArchiveDays: 2 });
    const file = join(mkdtempSync(join(tmpdir(), 'tallenne-config-')), 'keys');
    writeFileSync(file, `${url}\n`);
    expect(readConfig({ KEYS_DATABASE_URL_FILE: file }).keysDatabaseUrl).toBe(url);
  });

  it.each([
    ['KEYS_DATABASE_URL', { KEYS_DATABASE_URL: 'file:///keys' }],
    ['TALLENNE_KEYS_BACKUP_DAYS', { TALLENNE_KEYS_BACKUP_DAYS: '61' }],
    ['TALLENNE_KEYS_BACKUP_DAYS', { TALLENNE_KEYS_BACKUP_DAYS: '0' }],
    ['TALLENNE_KEYS_ARCHIVE_DAYS', { TALLENNE_KEYS_ARCHIVE_DAYS: '0' }],
  ])('refuses a wrong %s of the keys', (name, env) => {
    expect(() => readConfig(env)).toThrow(name);
  });

  it('never repeats a value in its message', () => {
    expect(() => readConfig({ DATABASE_URL: 'nonsense-with-secret' })).toThrow(expect.not.stringContaining('secret'));
  });

  it('reads a secret out of the file that is named for it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tallenne-config-')), 'token');
    writeFileSync(file, `${SECRET}\n`);
    expect(readConfig({ TALLENNE_TOKEN_SECRET_FILE: file }).tokenSecret).toBe(SECRET);
  });
});

describe('readMigrationConfig', () => {
  const URL = 'postgresql://tallenne_app:x@localhost/tallenne';
  const OWNER = 'postgresql://tallenne_owner:x@localhost/tallenne';

  it('goes by the database alone, whatever the settings of a server ask for that is handed to servers only', () => {
    const ofServers = {
      BLOB_STORE_URL: 's3://tallenne',
      TALLENNE_INBOX_BUCKET_URL: 's3://from-provider/calls',
      TALLENNE_ALARM_WEBHOOK_URL: 'https://alarms.example.org',
      TALLENNE_TOKEN_SECRET_FILE: '/nowhere/token',
      KEYS_DATABASE_URL_FILE: '/nowhere/keys-url',
    };
    expect(() => readConfig({ ...ofServers, DATABASE_URL: URL })).toThrow(WrongSetting);
    const read = readMigrationConfig({ ...ofServers, DATABASE_URL: URL, DATABASE_OWNER_URL: OWNER });
    expect(read).toEqual({
      database: { applicationUrl: URL, ownerUrl: OWNER, standbyRequired: false },
      databasePoolSize: 20,
      logKeptMonths: 60,
    });
  });

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://tallenne_app:x@db.example.org/tallenne' }],
    ['DATABASE_OWNER_URL', { DATABASE_OWNER_URL: OWNER }],
    ['DATABASE_OWNER_URL_FILE', { DATABASE_URL: URL, DATABASE_OWNER_URL_FILE: '/nowhere/owner-url' }],
    ['TALLENNE_LOG_KEPT_MONTHS', { DATABASE_URL: URL, TALLENNE_LOG_KEPT_MONTHS: '' }],
  ])('is as strict about %s as a start', (name, env) => {
    expect(() => readMigrationConfig(env)).toThrow(WrongSetting);
    expect(() => readMigrationConfig(env)).toThrow(name);
  });
});
