import { describe, expect, it } from '@jest/globals';
import { readDeclaredConfig, SETTING_NAMES } from './config.js';
import { WrongSetting } from './read-settings.js';

const ELSEWHERE = 'postgresql://a:b@database.example.org/tallenne?sslmode=verify-full';
const HERE = 'postgresql://a:b@127.0.0.1/tallenne';
const MAIL = {
  TALLENNE_MAIL_URL: 'smtps://mail.example.org',
  TALLENNE_MAIL_FROM: 'tallenne@example.org',
  TALLENNE_ALARM_MAIL_TO: 'valvonta@example.org',
};
const WEBHOOK = {
  TALLENNE_ALARM_WEBHOOK_URL: 'https://alarms.example.org',
  TALLENNE_ALARM_WEBHOOK_SECRET: 'a-secret-of-at-least-32-characters-x',
};
const OPENID = {
  OIDC_ISSUER: 'https://id.example.org/tenant',
  OIDC_CLIENT_ID: 'tallenne',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};
const BOTH_HERE = { DATABASE_URL: HERE, DATABASE_OWNER_URL: HERE };
const BOTH_ELSEWHERE = { DATABASE_URL: ELSEWHERE, DATABASE_OWNER_URL: ELSEWHERE };

const AUDIO_BUCKET = {
  BLOB_STORE_URL: 's3://recordings/audio',
  TALLENNE_S3_ENDPOINT: 'https://s3.example.org',
  TALLENNE_S3_ACCESS_KEY: 'key',
  TALLENNE_S3_SECRET_KEY: 'secret',
};
const LOG_BUCKET = {
  TALLENNE_LOG_COPY_URL: 's3://log',
  TALLENNE_LOG_COPY_S3_ENDPOINT: 'https://s3.example.org',
  TALLENNE_LOG_COPY_S3_ACCESS_KEY: 'key',
  TALLENNE_LOG_COPY_S3_SECRET_KEY: 'secret',
};

const INBOX_BUCKET = {
  TALLENNE_INBOX_BUCKET_URL: 's3://from-provider/calls',
  TALLENNE_INBOX_S3_ENDPOINT: 'https://s3.example.com',
  TALLENNE_INBOX_S3_ACCESS_KEY: 'key',
  TALLENNE_INBOX_S3_SECRET_KEY: 'secret',
};

/** What each setting that names something outside is declared by: `within` is where that may be. */
const OUTSIDE: readonly {
  readonly names: readonly string[];
  readonly country: string;
  readonly within: 'FI' | 'EEA';
  readonly env: Readonly<Record<string, string>>;
}[] = [
  { names: ['OIDC_ISSUER'], country: 'OIDC_COUNTRY', within: 'EEA', env: OPENID },
  { names: ['TALLENNE_MAIL_URL'], country: 'TALLENNE_MAIL_COUNTRY', within: 'EEA', env: MAIL },
  {
    ...{ names: ['TALLENNE_ALARM_WEBHOOK_URL'], country: 'TALLENNE_ALARM_WEBHOOK_COUNTRY' },
    ...{ within: 'EEA', env: WEBHOOK },
  },
  {
    names: ['TALLENNE_SIEM_URL', 'TALLENNE_SIEM_CA_FILE', 'TALLENNE_SIEM_CERTIFICATE_FILE', 'TALLENNE_SIEM_KEY_FILE'],
    ...{ country: 'TALLENNE_SIEM_COUNTRY', within: 'EEA' },
    env: { TALLENNE_SIEM_URL: 'tls://siem.example.org', TALLENNE_SIEM_CA_FILE: '/etc/siem-ca.pem' },
  },
  {
    ...{ names: ['OTEL_EXPORTER_OTLP_ENDPOINT'], country: 'TALLENNE_TRACES_COUNTRY', within: 'EEA' },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example.org' },
  },
  {
    names: ['TALLENNE_INBOX_BUCKET_URL', 'TALLENNE_INBOX_S3_ENDPOINT'],
    ...{ country: 'TALLENNE_INBOX_S3_COUNTRY', within: 'EEA' },
    env: INBOX_BUCKET,
  },
  {
    ...{ names: ['DATABASE_URL', 'DATABASE_OWNER_URL'], country: 'DATABASE_COUNTRY' },
    ...{ within: 'FI', env: BOTH_ELSEWHERE },
  },
  {
    ...{ names: ['KEYS_DATABASE_URL'], country: 'KEYS_DATABASE_COUNTRY' },
    ...{ within: 'FI', env: { KEYS_DATABASE_URL: ELSEWHERE } },
  },
  {
    ...{ names: ['BLOB_STORE_URL'], country: 'TALLENNE_STORES_COUNTRY' },
    ...{ within: 'FI', env: { BLOB_STORE_URL: 'file:///srv/blobs' } },
  },
  {
    ...{ names: ['TALLENNE_S3_ENDPOINT'], country: 'TALLENNE_S3_COUNTRY' },
    ...{ within: 'FI', env: AUDIO_BUCKET },
  },
  {
    ...{ names: ['TALLENNE_LOG_COPY_S3_ENDPOINT'], country: 'TALLENNE_LOG_COPY_S3_COUNTRY' },
    ...{ within: 'FI', env: LOG_BUCKET },
  },
  {
    ...{ names: ['TALLENNE_LOG_COPY_URL'], country: 'TALLENNE_STORES_COUNTRY' },
    ...{ within: 'FI', env: { TALLENNE_LOG_COPY_URL: 'file:///srv/copy' } },
  },
  {
    ...{
      names: ['TALLENNE_DATA_DIR', 'TALLENNE_KEYS_DIR', 'TALLENNE_LOG_KEY_FILE'],
      country: 'TALLENNE_STORES_COUNTRY',
    },
    ...{ within: 'FI', env: {} },
  },
  {
    ...{ names: ['TALLENNE_KEYS_BACKUP_DAYS', 'TALLENNE_KEYS_ARCHIVE_DAYS'], country: 'TALLENNE_BACKUP_COUNTRY' },
    ...{ within: 'FI', env: {} },
  },
];

/** Settings that look like places and name nobody outside. */
const OUR_OWN = [
  'HOST',
  'TALLENNE_PUBLIC_ORIGIN',
  'TALLENNE_TRUSTED_PROXY',
  'TALLENNE_LOG_ORIGIN',
  'TALLENNE_INBOX_DIR',
];
const NAMES_A_PLACE = /URL|ENDPOINT|ISSUER|HOST|ORIGIN|PROXY|_DIR$|_FILE$|BACKUP_DAYS|ARCHIVE_DAYS/;

const ALL_IN_FINLAND = { TALLENNE_STORES_COUNTRY: 'FI', TALLENNE_BACKUP_COUNTRY: 'FI' };

/** What stops a start of the server with these settings; 'none' where nothing does. */
function startFault(env: Record<string, string>): string {
  try {
    readDeclaredConfig(env);
    return 'none';
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
}

describe('the country of what is outside', () => {
  it('is asked for by every setting that names a place', () => {
    const known = [...OUTSIDE.flatMap(({ names }) => names), ...OUR_OWN];
    const places = SETTING_NAMES.filter(name => NAMES_A_PLACE.test(name));
    expect(places.filter(name => !known.includes(name))).toEqual([]);
    expect(known.filter(name => !SETTING_NAMES.includes(name))).toEqual([]);
  });

  describe.each(OUTSIDE)('of $names', ({ country, within, env }) => {
    const settings = (where: string | null): Record<string, string> => ({
      ...ALL_IN_FINLAND,
      ...env,
      ...(where === null ? {} : { [country]: where }),
    });

    it('lets the server start in Finland', () => {
      expect(startFault(settings('FI'))).toBe('none');
    });

    it('stops the start while nobody has declared it', () => {
      const { [country]: _, ...undeclared } = settings(null);
      expect(startFault(undeclared)).toContain(country);
    });

    it.each(['US', 'GB', 'CH'])('stops the start outside the EEA: %s', where => {
      expect(startFault(settings(where))).toMatch(new RegExp(`^${country}: `));
    });

    it(`${within === 'FI' ? 'stops the start' : 'lets the server start'} elsewhere in the EEA`, () => {
      expect(startFault(settings('SE'))).toMatch(within === 'FI' ? new RegExp(`^${country}: must be FI`) : /^none$/);
    });
  });

  it.each([
    'postgresql://127.0.0.1/t?sslmode=verify-full&host=db.example.org',
    'postgresql://db.example.org/t?sslmode=verify-full',
    'postgresql://10.0.0.1/t?sslmode=verify-full',
  ])('of a database elsewhere is its own, as for %s', url => {
    expect(startFault({ ...ALL_IN_FINLAND, KEYS_DATABASE_URL: url })).toContain('KEYS_DATABASE_COUNTRY');
  });

  it('of a database on this machine is that of its folders', () => {
    expect(startFault({ ...ALL_IN_FINLAND, ...BOTH_HERE, KEYS_DATABASE_URL: HERE })).toBe('none');
    expect(startFault({ ...ALL_IN_FINLAND, KEYS_DATABASE_URL: 'postgresql:///keys?host=/run/postgresql' })).toBe(
      'none',
    );
  });
});
