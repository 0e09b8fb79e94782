import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config.js';
import { WrongSetting } from './read-settings.js';

const authority = join(mkdtempSync(join(tmpdir(), 'tallenne-config-')), 'authority.pem');
writeFileSync(authority, 'a certificate');
const ELSEWHERE = 'postgresql://tallenne_app:secret@db.example.org/tallenne';
const CHECKED = `${ELSEWHERE}?sslmode=verify-full&sslrootcert=${authority}`;
const HERE = 'postgresql://tallenne_app:secret@127.0.0.1/tallenne';

/** What stops the start with these settings; 'none' where nothing does. */
function faultOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
    return 'none';
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
}

describe('the settings of an external PostgreSQL', () => {
  it('need no owner, nor a standby', () => {
    const { database, databasePoolSize, keysPoolSize } = readConfig({ DATABASE_URL: CHECKED });
    expect(database).toEqual({ applicationUrl: CHECKED, ownerUrl: null, standbyRequired: false });
    expect([databasePoolSize, keysPoolSize]).toEqual([20, 10]);
  });

  it('take an owner and a synchronous standby', () => {
    const env = { DATABASE_URL: CHECKED, DATABASE_OWNER_URL: HERE, TALLENNE_DATABASE_STANDBY: 'synchronous' };
    expect(readConfig(env).database).toEqual({ applicationUrl: CHECKED, ownerUrl: HERE, standbyRequired: true });
  });

  it.each([
    ['DATABASE_OWNER_URL', { DATABASE_OWNER_URL: HERE }],
    ['TALLENNE_DATABASE_STANDBY', { TALLENNE_DATABASE_STANDBY: 'synchronous' }],
    ['TALLENNE_DATABASE_STANDBY', { DATABASE_URL: HERE, TALLENNE_DATABASE_STANDBY: 'yes' }],
    ['TALLENNE_DATABASE_POOL', { TALLENNE_DATABASE_POOL: '1' }],
    ['TALLENNE_KEYS_POOL', { TALLENNE_KEYS_POOL: '101' }],
  ])('stop the start with one line that names %s', (name, env) => {
    expect(faultOf(env)).toMatch(new RegExp(`^${name}: [^\\n]+$`));
  });

  describe.each(['DATABASE_URL', 'DATABASE_OWNER_URL', 'KEYS_DATABASE_URL'])('%s', name => {
    const fault = (address: string): string =>
      faultOf({ ...(name === 'DATABASE_OWNER_URL' ? { DATABASE_URL: HERE } : {}), [name]: address });

    it('may lead to another machine by a checked certificate only', () => {
      expect(fault(CHECKED)).toBe('none');
      expect(fault(`${ELSEWHERE}?sslmode=verify-full`)).toBe('none');
      for (const mode of ['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=require', '?sslmode=verify-ca']) {
        expect(fault(`${ELSEWHERE}${mode}`)).toMatch(new RegExp(`^${name}: must say sslmode=verify-full`));
      }
      for (const way of ['postgresql://a:b@10.0.0.1/t', 'postgresql://a:b@localhost/t?host=db.example.org']) {
        expect(fault(way)).toMatch(new RegExp(`^${name}: must say sslmode=verify-full`));
      }
    });

    it.each([
      HERE,
      `${HERE}?sslmode=disable`,
      `${HERE}?sslmode=verify-full`,
      'postgresql://a:b@[::1]/t',
      'postgresql://a@localhost/t?host=/run/postgresql',
      'postgresql://a@%2Frun%2Fpostgresql/t',
    ])('needs none on this machine: %s', address => {
      expect(fault(address)).toBe('none');
    });

    it.each(['prefer', 'require', 'no-verify', 'verify-ca'])('takes no half measure on this machine: %s', mode => {
      expect(fault(`${HERE}?sslmode=${mode}`)).toMatch(new RegExp(`^${name}: sslmode must be`));
    });

    it.each(['options=-c%20fsync%3Doff', 'ssl=0', 'user=postgres', 'uselibpqcompat=true', 'port=5433'])(
      'takes no parameter that nobody would read, or that sets sessions otherwise: %s',
      parameter => {
        expect(fault(`${CHECKED}&${parameter}`)).toMatch(new RegExp(`^${name}: must have no parameters but`));
      },
    );

    it('names files that are there, and both or none of a client’s certificate', () => {
      expect(fault(`${ELSEWHERE}?sslmode=verify-full&sslrootcert=/nowhere`)).toBe(
        `${name}: the file of sslrootcert cannot be read`,
      );
      expect(fault(`${CHECKED}&sslcert=${authority}`)).toBe(`${name}: sslcert and sslkey go together`);
      expect(fault(`${CHECKED}&sslcert=${authority}&sslkey=${authority}`)).toBe('none');
    });

    it('is never repeated in what is said of it', () => {
      expect(fault(ELSEWHERE)).not.toMatch(/secret|example/);
    });
  });
});
